"""``resolution``: how a gap is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
