"""``review``: counts, verdicts, and what follows from earlier reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.planned import FINDING, HEAD, REVIEW, audit_plan

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def many_reviews(passing: tuple[int, ...]) -> str:
    """Return four reviews, all but some of which find something that the next one verifies."""
    text = REVIEW.partition(":::")[0]
    for number in (1, 2, 3, 4):
        text += f"\n:::{{review}} {number}\n:::\n"
        if number > 1 and number - 1 not in passing:
            text += f"\n:::{{review-fix}} fast-{number - 1}\n:status: fixed\n:::\n"
        if number not in passing:
            text += FINDING.replace("fast", f"fast-{number}").replace("Too", f"Too {number}")
    return text


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (REVIEW + FINDING, []),
        (
            REVIEW + "\n:::{review} 3\n:date: 2026-01-01\n:::\n",
            ["has the number 3", "before review 1 (2026-01-02)"],
        ),
        (
            many_reviews(passing=()),
            ["none of the last 4 passed it; if so many reviews do not fix a lesson, the plan is"],
        ),
        (many_reviews(passing=(4,)), []),
        (many_reviews(passing=(2,)), []),
        (
            REVIEW + "\n:::{review} 2\n:::\n\n:::{review} 3\n:date: 2026-01-01\n:::\n",
            ["review 3 is dated 2026-01-01, before review 1 (2026-01-02)"],
        ),
        (
            REVIEW.replace(":date: 2026-01-02", ":counts: some"),
            ['"some" cannot be read; write critical/improvement/polish: 0/0/0'],
        ),
        (REVIEW.replace(":date: 2026-01-02", ":counts: 0/0/0\n:verdict: pass"), []),
        (
            REVIEW
            + FINDING
            + "\n:::{review} 2\n:::\n\n:::{review-fix} quick\n:status: fixed\n:::\n",
            ['nothing says what became of "Too fast"', '"quick" is no finding of an earlier'],
        ),
        (
            REVIEW + FINDING + "\n:::{review} 2\n:::\n\n:::{review-fix} fast\n:status: open\n:::\n",
            ['the review passes, but "Too fast" is still open'],
        ),
        (
            REVIEW
            + FINDING
            + "\n:::{review} 2\n:::\n\n:::{review-fix} fast\n:status: open\n:::\n"
            + FINDING.replace("fast", "still-fast"),
            [],
        ),
    ],
)
def test_reviews(review: str, said: list[str], make_project: MakeProject) -> None:
    files = {"1-1-1-lists_reviews": review}
    found = audit_plan(HEAD, make_project, **files)
    assert len(found) == len(said), found
    assert all(words in one for words, one in zip(said, found, strict=True)), found


def test_a_complete_lesson_needs_a_pass(make_project: MakeProject) -> None:
    plan = HEAD.replace(":load: build", ":status: complete")
    for reviews, said in (
        ({}, "it has none"),
        ({"1-1-1-lists_reviews": REVIEW + FINDING}, "its last review says major revision"),
    ):
        (found,) = audit_plan(plan, make_project, **reviews)
        assert found.endswith(said)
    assert audit_plan(plan, make_project, **{"1-1-1-lists_reviews": REVIEW}) == []
