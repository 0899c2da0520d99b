"""``resolution``: how a gap is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import findings_in, lesson
from tests.audit.planned import HEAD, PLANNED_LESSON, audit_plan

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def test_a_gap_is_closed_by_a_block_or_a_label(make_project: MakeProject) -> None:
    gaps = """
:::{plan-gap} Value
:size: small
:resolution: cards
x
:::

:::{plan-gap} Order
:size: medium
x
:::
"""
    lesson = PLANNED_LESSON + "\n:::{gap} Order\n:size: medium\nx\n:::\n"
    plan = HEAD.replace("List", "List")
    assert [
        one for one in audit_plan(plan + gaps, make_project, lesson) if "resolution" in one
    ] == []
    small = audit_plan(plan + gaps, make_project, lesson.replace("medium", "small"))
    assert [one.partition(";")[0] for one in small] == [
        '16 resolution: the gap "Order" is planned as medium, but the lesson closes it as small'
    ]


def test_one_gap_with_two_sizes_in_a_lesson(make_project: MakeProject) -> None:
    gap = "\n:::{gap} Value\n:size: %s\nx\n:::\n"
    (found,) = audit_plan(HEAD, make_project, PLANNED_LESSON + gap % "small" + gap % "large")
    assert 'resolution: the gap "Value" is large here and small in line' in found


BEFORE = ":::{concept} Value\n:depth: %s\nx\n:::\n"
NEEDS = ":::{requires}\n- Value (%s)\n:::\n"
GAP = ":::{gap} %s\n:size: %s\nx\n:::\n"


@pytest.mark.parametrize(
    ("before", "needed", "size", "leap"),
    [
        ("mentioned", "developed", "small", "from mentioned to developed"),
        ("introduced", "applied", "small", "from introduced to applied"),
        ("", "introduced", "small", "from nothing to introduced"),
        ("mentioned", "developed", "medium", ""),
        ("mentioned", "introduced", "small", ""),
        ("developed", "developed", "small", ""),
        ("applied", "introduced", "small", ""),
        ("", "mentioned", "small", ""),
    ],
)
def test_a_small_gap_is_one_step(
    before: str, needed: str, size: str, leap: str, make_project: MakeProject
) -> None:
    taught_later = BEFORE % "applied"
    body = (NEEDS % needed, GAP % ("Value", size))
    files = {
        "a.md": lesson("A", "1.1.1", BEFORE % before if before else ""),
        "b.md": lesson("B", "1.1.2", *body),
        "c.md": lesson("C", "1.1.3", taught_later),
    }
    found = findings_in(make_project, "resolution", files)
    assert [leap in one.text for one in found] == ([True] if leap else [])
    # without a requirement nothing says how deep it is to be
    files["b.md"] = lesson("B", "1.1.2", body[1])
    assert not findings_in(make_project, "resolution", files)


@pytest.mark.parametrize(("size", "found"), [("small", 1), ("medium", 0)])
def test_a_small_gap_of_a_plan_is_one_step(
    size: str, found: int, make_project: MakeProject
) -> None:
    plan = (
        "# P\n\n:::{plan}\nIt teaches.\n:::\n\n"
        ":::{plan-requires}\n- Value (developed)\n:::\n\n"
        f":::{{plan-gap}} Value\n:size: {size}\n:resolution: here\nx\n:::\n"
    )
    files = {
        "a.md": lesson("A", "1.1.1", BEFORE % "mentioned"),
        "b.md": lesson("B", "1.1.2", "(here)=\n## Here\n\nText.\n"),
        "b.plan.md": plan,
    }
    said = findings_in(make_project, "resolution", files, pedagogy_audience="author")
    assert [one.place for one in said if "is small" in one.text] == [("b.plan", 11, "")] * found
    files["b.md"] += "\n" + NEEDS % "developed" + "\n" + GAP % ("Value", size)
    said = findings_in(make_project, "resolution", files, pedagogy_audience="author")
    assert [one.place.document for one in said] == ["b"] * found
