"""``depth-drop``: depths that a plan promises, held against the deepest teaching."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.planned import HEAD, PLANNED_LESSON, audit_plan

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

AGAIN = "\n:::{concept} List\n:depth: applied\nMore of them.\n:::\n"


@pytest.mark.parametrize(
    ("depth", "more", "count"),
    [
        ("introduced", "", 0),
        ("developed", "", 0),
        ("applied", "", 1),
        ("applied", AGAIN, 0),
    ],
)
def test_what_counts_is_the_deepest_teaching(
    depth: str, more: str, count: int, make_project: MakeProject
) -> None:
    plan = f"{HEAD}:::{{plan-targets}}\n- List ({depth}): builds one\n:::\n"
    found = audit_plan(plan, make_project, PLANNED_LESSON + more)
    assert [one for one in found if "depth-drop" not in one] == []
    assert len(found) == count


def test_a_target_that_is_not_taught_at_all_is_for_another_rule(make_project: MakeProject) -> None:
    plan = f"{HEAD}:::{{plan-targets}}\n- Value (applied): holds one\n:::\n"
    [found] = audit_plan(plan, make_project)
    assert " plan: " in found
