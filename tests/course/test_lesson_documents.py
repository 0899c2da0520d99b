"""Which lesson a page is about, and what reviews come to: without Sphinx."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.facts import PageFacts
from sphinx_pedagogy.course.lesson_documents import (
    LessonDocuments,
    counts_of,
    judgement_of,
    open_findings,
)
from sphinx_pedagogy.course.names import number_of, slug
from sphinx_pedagogy.course.plan_facts import FixStatus, LessonPlan, LessonReview, ReviewFinding
from sphinx_pedagogy.model import Lesson, Place

PLACE = Place("page", 1)


def page(docname: str, number: str, name: str) -> PageFacts:
    """Return a lesson's page."""
    return PageFacts(lessons=[Lesson(name, number_of(number), name.title(), Place(docname, 1))])


LESSONS = {
    "6-3/6-3-4-guidance": page("6-3/6-3-4-guidance", "6.3.4", "guidance"),
    "6-3/6-3-5-latents": page("6-3/6-3-5-latents", "6.3.5", "latents"),
    "7-1/flow/index": page("7-1/flow/index", "7.1.1", "flow"),
    "7-2/7-2-1-steps": page("7-2/7-2-1-steps", "7.2.1", "steps"),
}


def find(name: str) -> Lesson | None:
    """Find a lesson by slug or number."""
    found = [one.lessons[0] for one in LESSONS.values()]
    return next(
        (one for one in found if one.slug == slug(name) or one.number == (number_of(name) or 0)),
        None,
    )


@pytest.mark.parametrize(
    ("docname", "stated", "expected"),
    [
        ("6-3/6-3-5-latents.plan", "", "latents"),
        ("6-3/6-3-5-latents.first.plan", "", None),
        ("7-1/flow/plan", "", "flow"),
        ("7-2/plan", "", "steps"),
        ("6-3/plan", "", None),
        ("plans/what-i-want", "6.3.4", "guidance"),
        ("plans/what-i-want", "guidance", "guidance"),
        ("6-3/6-3-5-latents.plan", "guidance", "guidance"),
        ("6-3/6-3-5-latents.plan", "nobody", None),
        ("plan", "", None),
    ],
)
def test_the_lesson_of_a_plan(docname: str, stated: str, expected: str | None) -> None:
    plan = LessonPlan(stated, (), "", "built", Place(docname, 1))
    documents = LessonDocuments(LESSONS | {docname: PageFacts(plan=plan)}, find)
    assert list(documents.plans) == ([expected] if expected else [])
    subject = documents.subjects.get(docname)
    assert (subject.slug if subject else None) == expected


def test_a_second_plan_is_noted() -> None:
    pages = {
        name: PageFacts(plan=LessonPlan("flow", (), "", "", Place(name, 1)))
        for name in ("a", "b", "c")
    }
    documents = LessonDocuments(LESSONS | pages, find)
    assert documents.plans["flow"].place.document == "a"
    assert [plan.place.document for plan in documents.duplicate_plans] == ["b", "c"]


def finding(name: str, severity: str) -> ReviewFinding:
    """Return a finding whose title is a sentence."""
    return ReviewFinding(name, f"The {name} is wrong", severity, (), "", PLACE)


def review(
    iteration: int, findings: tuple[ReviewFinding, ...] = (), fixes: tuple[FixStatus, ...] = ()
) -> LessonReview:
    """Return a review."""
    return LessonReview("", iteration, "", "", "", findings, fixes, "", PLACE)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), "pass"),
        (("polish", "polish"), "pass"),
        (("improvement", "polish"), "needs revision"),
        (("critical",), "major revision"),
        (("improvement", "critical"), "major revision"),
        (("unheard-of",), "pass"),
    ],
)
def test_a_verdict_follows_from_the_findings(severities: tuple[str, ...], expected: str) -> None:
    found = review(1, tuple(finding(str(at), one) for at, one in enumerate(severities)))
    assert judgement_of(found) == expected
    assert list(counts_of(found)) == ["critical", "improvement", "polish"]


def test_what_is_still_open() -> None:
    first = review(1, (finding("a", "critical"), finding("b", "polish"), finding("c", "polish")))
    fixes = (FixStatus("A", "fixed", PLACE), FixStatus("The b is wrong", "open", PLACE))
    second = review(2, (finding("d", "improvement"),), fixes)
    assert [one.finding.name for one in open_findings([first, second])] == ["b", "c", "d"]
    third = review(3, (), (FixStatus("b", "fixed", PLACE), FixStatus("d", "fixed", PLACE)))
    assert [one.finding.name for one in open_findings([first, second, third])] == ["c"]
    assert list(open_findings([])) == []
