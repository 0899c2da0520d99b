"""A lesson and its reviews as plain data: what rules see of them, without a build."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.bound_reviews import BoundReviews
from sphinx_pedagogy.audit.passages import LessonText, LessonTexts, text_kept
from sphinx_pedagogy.audit.review_seal import seal_of
from sphinx_pedagogy.course.page_tree import PageElement
from sphinx_pedagogy.course.plan_facts import FixStatus, LessonPlan, LessonReview, ReviewFinding
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SECTIONS = {"Lists": "What they are.", "First": "Many values.", "Second": "Split in *three* steps."}


def text_of(sections: dict[str, str], *blocks: PageElement) -> LessonText:
    """Return the text of a lesson: the first section holds the others, the last some blocks."""
    page = PageElement("page")
    top = page
    for line, (title, said) in enumerate(sections.items(), 1):
        section = (top if top is not page else page).add(
            PageElement("section", 10 * line, title=title)
        )
        section.add(PageElement("paragraph", 10 * line + 2, text=said))
        top = section if top is page else top
    last = list(page.find("section"))[-1]
    for block in blocks:
        last.add(block)
    kept: Any = text_kept(SimpleNamespace(tree=page))  # type: ignore[arg-type]
    return LessonTexts([("lists", kept)]).of("lists")


def finding(
    name: str = "fast", where: str = "Second", quote: str = "", severity: str = "improvement"
) -> ReviewFinding:
    """Return a finding."""
    return ReviewFinding(
        name=name,
        title=name,
        severity=severity,
        lacks=(),
        anchor="",
        place=Place("reviews", 5),
        where=where,
        quote=quote,
    )


def fix(name: str = "fast", where: str = "", quote: str = "", status: str = "fixed") -> FixStatus:
    """Return a word on a finding."""
    return FixStatus(name=name, status=status, place=Place("reviews", 9), where=where, quote=quote)


def review(
    number: int,
    findings: Iterable[ReviewFinding] = (),
    fixes: Iterable[FixStatus] = (),
    sealed: LessonText | str = "",
) -> LessonReview:
    """Return a review, sealed with a text if one is given."""
    findings = tuple(findings)
    names = [one.where for one in findings]
    return LessonReview(
        lesson="",
        iteration=number,
        date="",
        counts="",
        verdict="",
        findings=findings,
        fixes=tuple(fixes),
        anchor="",
        place=Place("reviews", number),
        sealed=sealed if isinstance(sealed, str) else seal_of(sealed, names),
    )


def found_in(reviews: Sequence[LessonReview], text: LessonText, *pages: str) -> list[str]:
    """Return what is wrong with some reviews; what is a guess begins with a question mark."""
    bound = BoundReviews(slug="lists", reviews=reviews, text=text, pages=frozenset(pages))
    return [f"{'?' * one.guess}{one.text}" for one in bound.findings()]


def complete(reviews: Sequence[LessonReview], text: LessonText) -> list[str]:
    """Return what is wrong with a plan that calls the lesson complete."""
    plan = LessonPlan(lesson="", concepts=(), load="", status="complete", place=Place("plan", 3))
    bound = BoundReviews(slug="lists", reviews=reviews, text=text, pages=frozenset())
    return [one.text for one in bound.complete(plan)]
