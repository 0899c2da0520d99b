"""The plans and reviews of lessons: which belong to which, and what the reviews come to."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.names import key, lesson_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.plan_facts import FixStatus, LessonPlan, LessonReview, ReviewFinding
    from sphinx_pedagogy.model import Lesson

SEVERITIES = ("critical", "improvement", "polish")
"""What a finding of a review weighs, the worst first."""


class ReviewVerdict(StrEnum):
    """What a review comes to."""

    MAJOR = "major revision"
    """A critical finding: a student is lost, or believes something false."""
    NEEDS = "needs revision"
    """An improvement: a student would learn better."""
    PASSED = "pass"
    """Nothing, or polish only."""


class OpenFinding(NamedTuple):
    """A finding of a review that no later one calls fixed."""

    review: LessonReview
    finding: ReviewFinding


def counts_of(review: LessonReview) -> dict[str, int]:
    """Return how many findings a review has of each severity, the worst first."""
    found = Counter(finding.severity for finding in review.findings)
    return {severity: found[severity] for severity in SEVERITIES}


def judgement_of(review: LessonReview) -> ReviewVerdict:
    """Return what the findings of a review come to."""
    counts = counts_of(review)
    if counts["critical"]:
        return ReviewVerdict.MAJOR
    return ReviewVerdict.NEEDS if counts["improvement"] else ReviewVerdict.PASSED


def fix_for(finding: ReviewFinding, fixes: Iterable[FixStatus]) -> FixStatus | None:
    """Return the last word on a finding among *fixes*."""
    names = {key(finding.name), key(finding.title)}
    return next((fix for fix in reversed([*fixes]) if key(fix.name) in names), None)


def open_findings(reviews: Sequence[LessonReview]) -> Iterator[OpenFinding]:
    """Yield what no later review calls fixed.

    :param reviews: of one lesson, in order
    """
    for index, review in enumerate(reviews):
        later = [fix for review in reviews[index + 1 :] for fix in review.fixes]
        for finding in review.findings:
            fix = fix_for(finding, later)
            if fix is None or fix.status != "fixed":
                yield OpenFinding(review, finding)


class LessonDocuments:
    """All plans and reviews, by the lesson that they are about."""

    def __init__(
        self, pages: Mapping[str, PageFacts], find_lesson: Callable[[str], Lesson | None]
    ) -> None:
        """Find the lesson of each.

        :param find_lesson: by slug or number
        """
        self.plans: dict[str, LessonPlan] = {}
        """Slug of a lesson to its plan; the first, where two plan one lesson."""
        self.reviews: dict[str, list[LessonReview]] = {}
        """Slug of a lesson to its reviews, by iteration."""
        self.subjects: dict[str, Lesson] = {}
        """Name of a page to the lesson that its plan or first review is about."""
        self.duplicate_plans: list[LessonPlan] = []
        """Further plans of a lesson that has one."""
        in_folder = _lessons_by_folder(pages)

        def subject(docname: str, stated: str) -> Lesson | None:
            lesson = _lesson_of(docname, stated, find_lesson, in_folder)
            if lesson:
                self.subjects.setdefault(docname, lesson)
            return lesson

        for docname, page in sorted(pages.items()):
            plan = page.plan
            lesson = subject(docname, plan.lesson) if plan else None
            if plan and lesson and self.plans.setdefault(lesson.slug, plan) is not plan:
                self.duplicate_plans.append(plan)
            for review in page.reviews:
                lesson = subject(docname, review.lesson)
                if lesson:
                    self.reviews.setdefault(lesson.slug, []).append(review)
        for reviews in self.reviews.values():
            reviews.sort(key=lambda review: (review.iteration, review.place.line or 0))


def _lessons_by_folder(pages: Mapping[str, PageFacts]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for docname, page in pages.items():
        if page.lesson:
            found.setdefault(docname.rpartition("/")[0], []).append(page.lesson.slug)
    return found


def _lesson_of(
    docname: str,
    stated: str,
    find_lesson: Callable[[str], Lesson | None],
    in_folder: Mapping[str, Sequence[str]],
) -> Lesson | None:
    """Return the lesson that a page names, else the one beside it.

    ``6-3-5-latents.plan`` is about ``6-3-5-latents``. ``latents/plan`` is about the lesson of
    that name, or the only one in its folder.
    """
    if stated:
        return find_lesson(stated)
    path = PurePosixPath(docname)
    stem = path.name.rpartition(".")[0]
    found = find_lesson(lesson_slug(str(path.with_name(stem or "index"))))
    folder = in_folder.get(docname.rpartition("/")[0], ())
    return found or (find_lesson(folder[0]) if len(folder) == 1 and not stem else None)
