"""``review``: a review that does not add up, or a lesson that its reviews do not carry."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.bound_reviews import BoundReviews, is_bound, page_names
from sphinx_pedagogy.audit.passages import LessonTexts, text_kept, texts_of
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.lesson_documents import (
    ReviewVerdict,
    counts_of,
    fix_for,
    judgement_of,
    open_findings,
)
from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.plan_facts import LessonReview as ReviewFacts
    from sphinx_pedagogy.model.findings import Diagnostic

LACKS = {
    "in": "where it is (`:in:`)",
    "issue": "the issue (its body)",
    "effect": "what it does to a student (`:effect:`)",
    "fix": "how to fix it (`:fix:`)",
}
_COUNTS = regex(r"\s*(\d+)\s*/\s*(\d+)\s*/\s*(\d+)\s*")


class Review(Rule):
    """A review that does not add up, or a lesson that its reviews do not carry."""

    id = "review"
    reads_prose = "partly"
    severity = Severity.ERROR
    summary = (
        "A review whose counts or verdict differ from its findings. A finding that lacks a part. "
        "An earlier finding that nobody verified. A lesson called complete without a review that "
        "passes it. In a review that is bound to the text: a finding called fixed although its "
        "place has not changed, and a lesson called complete although its text has changed."
    )
    rationale = (
        "The verdict follows from the findings. Any critical finding means that the lesson needs "
        "a major revision. Otherwise, any improvement means that the lesson needs a revision. "
        "Otherwise, the lesson passes. A finding names its place, the mistake, the effect on a "
        "student and the remedy: without these parts, the author cannot act on the finding. If "
        "the next review does not check a finding, everybody forgets it.\n\n"
        "A review is bound to the text of its lesson if it quotes this text, or has a seal, which "
        "`sphinx-pedagogy review LESSON --seal --write` writes.\n\n"
        "The rule does not see whether a change of the text fixes the finding."
    )
    limits: ClassVar = {
        "most-iterations": Threshold(3, "How many reviews a lesson may take until one passes it.")
    }

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep the text of a lesson by passages: plans and reviews speak of them."""
        if page.lesson:
            yield text_kept(page)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Go through the reviews of each lesson in order."""
        documents = context.catalogue.documents
        for docname, page in context.pages():
            if page.reviews and docname not in documents.subjects:
                text = "this review is about no lesson of the course; name it in `:lesson:`"
                yield self.report(page.reviews[0].place, text)
            for review in page.reviews:
                yield from self.alone(review)
        texts, pages = texts_of(context), page_names(context.catalogue.pages)
        for slug, reviews in documents.reviews.items():
            yield from self.sequence(reviews)
            yield from self.bound(context, slug, texts, pages)
            for index, review in enumerate(reviews):
                yield from self.follow_up(reviews[:index], review)
        yield from self.complete(context)

    def alone(self, review: ReviewFacts) -> Iterator[Diagnostic]:
        """Look at what a review says of itself."""
        counts = "/".join(str(count) for count in counts_of(review).values())
        stated = _COUNTS.fullmatch(review.counts)
        if review.counts and stated is None:
            text = f'"{review.counts}" cannot be read; write critical/improvement/polish: {counts}'
            yield self.report(review.place, text)
        elif stated and "/".join(str(int(group)) for group in stated.groups()) != counts:
            text = f"the review counts {review.counts}, but its findings are {counts}"
            yield self.report(review.place, f"{text} (critical/improvement/polish); correct them")
        verdict = judgement_of(review)
        if review.verdict and review.verdict != verdict:
            text = (
                f"the review states the verdict {review.verdict}, but its findings mean {verdict}"
            )
            yield self.report(review.place, f"{text}; correct it, or leave it out")
        for finding in review.findings:
            lacks = [words for name, words in LACKS.items() if name in finding.lacks]
            if lacks:
                text = f'the finding "{finding.title}" does not say {", ".join(lacks)}; add that'
                yield self.report(finding.place, text)

    def sequence(self, reviews: Sequence[ReviewFacts]) -> Iterator[Diagnostic]:
        """Look at the numbers and the days."""
        most = int(self.limit("most-iterations"))
        since_pass = 0
        for index, review in enumerate(reviews, 1):
            if review.iteration and review.iteration != index:
                text = (
                    f"this is review {index} of its lesson, but has the number {review.iteration}"
                )
                yield self.report(review.place, f"{text}; number them 1, 2, 3")
            # what has passed and was changed since begins anew
            since_pass += 1
            passed = judgement_of(review) is ReviewVerdict.PASSED
            if since_pass > most and not passed:
                text = (
                    f"this is review {index} of its lesson, and none of the last {since_pass} "
                    "passed it; if so many reviews do not fix a lesson, the plan is wrong: "
                    f"change the plan {self.limit_note('most-iterations')}"
                )
                # an amount, and no contradiction
                yield self.report(
                    review.place, text, severity=Severity.NOTE, profile=Profile.COURSE
                )
            since_pass = 0 if passed else since_pass
        for before, after in pairwise([review for review in reviews if review.date]):
            if after.date < before.date:
                text = f"review {after.iteration} is dated {after.date}, before review "
                text += f"{before.iteration} ({before.date}); correct one of the two"
                yield self.report(after.place, text, Related(before.place, "the earlier review"))

    def bound(
        self, context: CourseContext, slug: str, texts: LessonTexts, pages: frozenset[str]
    ) -> Iterator[Diagnostic]:
        """Hold reviews that are bound to the text of their lesson against it."""
        documents = context.catalogue.documents
        reviews, lesson = documents.reviews[slug], context.catalogue.find_lesson(slug)
        if lesson is None or lesson.recorded or not any(map(is_bound, reviews)):
            return
        bound = BoundReviews(
            slug=slug, reviews=reviews, text=texts.of(lesson.place.document), pages=pages
        )
        plan = documents.plans.get(slug)
        complete = bound.complete(plan) if plan and plan.status == "complete" else ()
        for found in (*bound.findings(), *complete):
            yield self.report(found.place, found.text, *found.related, guess=found.guess)

    def follow_up(self, before: Sequence[ReviewFacts], review: ReviewFacts) -> Iterator[Diagnostic]:
        """Look at what a review says of the findings that were open when it began."""
        known = [finding for review in before for finding in review.findings]
        names = {key(name): name for finding in known for name in (finding.name, finding.title)}
        for fix in review.fixes:
            if key(fix.name) not in names:
                hint = suggest(fix.name, names.values()) if names else "there is none yet"
                text = f'"{fix.name}" is no finding of an earlier review: {hint}'
                yield self.report(fix.place, text)
        for entry in open_findings(before):
            finding = entry.finding
            if finding.severity not in {"critical", "improvement"}:
                continue
            word = fix_for(finding, review.fixes)
            related = Related(finding.place, "the finding")
            if word is None:
                text = (
                    f'nothing says what became of "{finding.title}", which an earlier review '
                    "found; verify it with a review-fix"
                )
                yield self.report(review.place, text, related)
            elif word.status != "fixed" and judgement_of(review) is ReviewVerdict.PASSED:
                text = (
                    f'the review passes, but "{finding.title}" is still open; make it a finding '
                    "of this review, too"
                )
                yield self.report(word.place, text, related)

    def complete(self, context: CourseContext) -> Iterator[Diagnostic]:
        """Look for lessons called complete whose last review does not pass."""
        documents = context.catalogue.documents
        for slug, plan in sorted(documents.plans.items()):
            reviews = documents.reviews.get(slug, ())
            if plan.status != "complete" or (
                reviews and judgement_of(reviews[-1]) is ReviewVerdict.PASSED
            ):
                continue
            last = f"its last review says {judgement_of(reviews[-1])}" if reviews else "it has none"
            text = (
                f"the plan calls the lesson complete, which takes a review that passes it: {last}"
            )
            yield self.report(plan.place, text)
