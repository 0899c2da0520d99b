"""Reviews held against the text that they are about.

A review is bound to its lesson by a seal, and a finding to words by a quote. Of a lesson whose
reviews have neither, nothing is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.review_seal import (
    Seal,
    changed_since,
    digests_now,
    is_reference,
    named_places,
    read_seal,
    without_markup,
)
from sphinx_pedagogy.course.lesson_documents import ReviewVerdict, fix_for, judgement_of
from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.audit.passages import LessonText
    from sphinx_pedagogy.course.plan_facts import (
        FixStatus,
        LessonPlan,
        LessonReview,
        ReviewFinding,
    )
    from sphinx_pedagogy.model import Place

_MOST_NAMED = 3
"""Sections that a message names."""


class Unbound(NamedTuple):
    """Something that a review says and the text does not bear out."""

    place: Place
    text: str
    related: tuple[Related, ...] = ()
    guess: bool = False


def is_bound(review: LessonReview) -> bool:
    """Whether a review says what text it is about."""
    quotes = [finding.quote for finding in review.findings] + [fix.quote for fix in review.fixes]
    return bool(review.sealed) or any(quotes)


def page_names(pages: Iterable[str]) -> frozenset[str]:
    """Return how reviews may name the pages of a course, as names are compared."""
    return frozenset(
        key(name) for page in pages for name in (page, page.rpartition("/")[2]) if name
    )


@dataclass(frozen=True)
class BoundReviews:
    """The reviews of one lesson, and its text as it is."""

    slug: str
    reviews: Sequence[LessonReview]
    text: LessonText
    pages: frozenset[str]
    """The names of all pages of the course, as names are compared."""

    @cached_property
    def seals(self) -> Sequence[Seal | None]:
        """The seal of each review that has a readable one."""
        return [read_seal(review.sealed) if review.sealed else None for review in self.reviews]

    @property
    def command(self) -> str:
        """What seals the last review."""
        return f"`sphinx-pedagogy review {self.slug} --seal`"

    @cached_property
    def is_current(self) -> bool:
        """Whether the last review is about the text as it is, as far as one can tell."""
        last = self.seals[-1]
        return last is None or last.is_of(self.text)

    def findings(self) -> Iterator[Unbound]:
        """Go through the reviews."""
        for review, seal in zip(self.reviews, self.seals, strict=True):
            if review.sealed and seal is None:
                text = (
                    f"the seal of this review cannot be read; seal the review again: {self.command}"
                )
                yield Unbound(review.place, text)
            for finding in review.findings:
                yield from self.place_of(finding, seal, review)
            for fix in review.fixes:
                yield from self.fix(fix, review)

    # ── where ───────────────────────────────────────────────────────────────────────

    def place_of(
        self, finding: ReviewFinding, seal: Seal | None, review: LessonReview
    ) -> Iterator[Unbound]:
        """See that the place of a finding is one, and that the words it quotes stand there."""
        is_last = review is self.reviews[-1]
        is_bound = seal is not None or (is_last and any(self.seals))
        if is_bound and finding.where and not self.is_known(finding.where, seal):
            hint = suggest(finding.where, self.text.titles())
            lacks = (
                "was no passage of the lesson when the review was sealed; name one, and seal "
                f"the review again if it is the last: {self.command}; now there are sections: "
                if seal
                else "is no section or block of the lesson: "
            )
            text = f'the finding "{finding.title}" is in "{finding.where}", which {lacks}{hint}'
            yield Unbound(finding.place, text)
        elif is_last and self.is_current and finding.quote and not self.says(finding):
            text = (
                f'the words that "{finding.title}" quotes are not in '
                f"{self.named(finding.where)}; quote its present words, or, if they are fixed, "
                "verify that in a next review"
            )
            yield Unbound(finding.place, text, guess=seal is None)

    def is_known(self, where: str, seal: Seal | None) -> bool:
        """Whether the lesson has, or had, the place that is named; or it is another page."""
        return is_reference(where) or any(
            key(name) in self.pages or (seal.digests(name) if seal else self.text.called(name))
            for name in named_places(where)
        )

    def says(self, finding: ReviewFinding | FixStatus, where: str = "") -> bool:
        """Whether the words that are quoted stand where they are said to."""
        names = named_places(where or finding.where)
        there = [passage for name in names for passage in self.text.called(name)]
        return self.text.says(without_markup(finding.quote), there)

    def named(self, where: str) -> str:
        """Return a place of the lesson as messages name it."""
        known = any(self.text.called(name) for name in named_places(where))
        return f'"{without_markup(where)}"' if known else "the lesson"

    # ── fixed ───────────────────────────────────────────────────────────────────────

    def fix(self, fix: FixStatus, review: LessonReview) -> Iterator[Unbound]:
        """See that what is called fixed has changed."""
        at = self.reviews.index(review)
        is_last = review is self.reviews[-1]
        if is_last and self.is_current and fix.quote and not self.says(fix):
            text = (
                f'the words that should fix "{fix.name}" are not in {self.named(fix.where)}; '
                "quote its present words"
            )
            yield Unbound(fix.place, text, guess=self.seals[at] is None)
            return
        index, finding = self.found(fix, at)
        if finding is None or fix.status != "fixed" or fix.quote:
            return
        where = fix.where or finding.where
        related = (Related(finding.place, "the finding"),)
        seal = self.seals[index]
        complaint = self.unchanged(fix, where, at, index, seal) if seal else ""
        if complaint:
            yield Unbound(fix.place, complaint, related)
        elif is_last and self.is_current and finding.quote and self.says(finding):
            text = (
                f'"{fix.name}" is called fixed, but the words that it quotes are still in '
                f"{self.named(finding.where)}; change them, or quote in the review-fix the words "
                "that fix it"
            )
            yield Unbound(fix.place, text, related, guess=True)

    def found(self, fix: FixStatus, before: int) -> tuple[int, ReviewFinding | None]:
        """Return the last finding that a fix can be about, and the index of its review."""
        for index in reversed(range(before)):
            for finding in self.reviews[index].findings:
                if fix_for(finding, [fix]):
                    return index, finding
        return -1, None

    def unchanged(self, fix: FixStatus, where: str, at: int, found_at: int, seal: Seal) -> str:
        """Return what is wrong if a passage is what it was when something was found in it.

        :param at: index of the review that calls it fixed
        :param found_at: index of the one that found it, which *seal* is of
        """
        # what the reviewer of the fix saw: sealed, or else what the next one did, or what is there
        after = next((later for later in self.seals[at:] if later), None)
        names = dict.fromkeys(map(key, named_places(where)))
        known = [
            (was, is_now)
            for name in names
            for was in [seal.digests(name)]
            for is_now in [after.digests(name) if after else digests_now(self.text, name)]
            if was or is_now
        ]
        if known and all(was == is_now for was, is_now in known):
            then, now = self.reviews[found_at].iteration, self.reviews[at].iteration
            return (
                f'"{fix.name}" is called fixed in review {now}, but "{without_markup(where)}" is '
                f"word for word what it was in review {then}; fix it, call it open, or name with "
                "`:in:` or `:quote:` what fixes it"
            )
        if known:
            return ""
        is_page = any(key(name) in self.pages for name in named_places(where))
        if fix.where and not is_page and not is_reference(fix.where):
            hint = suggest(fix.where, self.text.titles())
            return (
                f'"{fix.name}" is said to be fixed in "{fix.where}", which is no section or '
                f"block of the lesson, and no page: {hint}"
            )
        return ""

    # ── complete ────────────────────────────────────────────────────────────────────

    def complete(self, plan: LessonPlan) -> Iterator[Unbound]:
        """Hold a plan that calls the lesson complete against the review that passed it."""
        last, seal = self.reviews[-1], self.seals[-1]
        if judgement_of(last) is not ReviewVerdict.PASSED or not any(self.seals):
            return
        related = (Related(last.place, "the pass"),)
        if seal is None and not last.sealed:
            text = (
                "the plan calls the lesson complete, but the pass is not sealed, as an earlier "
                "review is, so nobody can tell whether it is about the present text; seal it: "
                f"{self.command}"
            )
            yield Unbound(plan.place, text, related)
        elif seal and not seal.is_of(self.text):
            text = (
                f"the plan calls the lesson complete, but since review {last.iteration} passed "
                f"it {self.what_changed(seal)}; review it again, or read the changes and seal "
                f"the review again: {self.command}"
            )
            yield Unbound(plan.place, text, related)

    def what_changed(self, seal: Seal) -> str:
        """Return which sections have changed, as part of a sentence."""
        titles = [f'"{passage.title}"' for passage in changed_since(seal, self.text)]
        if not titles:
            return "a section is gone, or the text above the first one has changed"
        more = len(titles) - _MOST_NAMED
        named = titles[:_MOST_NAMED] + ([f"{more} more"] if more > 0 else [])
        verb = "has" if len(titles) == 1 else "have"
        listed = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
        return f"{listed} {verb} changed"
