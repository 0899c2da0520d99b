"""``scope``: what counts as a limit that a lesson sets itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import texts_on

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# A lesson\n\n:::{lesson} 1.1.1\n:::\n\n"


@pytest.mark.parametrize(
    ("page", "begins"),
    [
        (LESSON, ["the lesson does not say what it leaves out"]),
        (LESSON + ":::{constraint}\n+ All of it.\n:::\n", ["the constraint says what the lesson"]),
        (LESSON + ":::{constraint}\n- Proofs.\n:::\n", []),
        (LESSON + ":::{constraint}\n+ All of it.\n\n- Proofs.\n:::\n", []),
        (LESSON + ":::{constraint}\nIt is not about proofs.\n:::\n", []),
        ("# No lesson\n", []),
    ],
)
def test_limits(page: str, begins: list[str], make_project: MakeProject) -> None:
    found = texts_on(make_project, "scope", page)
    assert [text[: len(begin)] for text, begin in zip(found, begins, strict=True)] == begins


SCOPE = "\n:::{constraint}\n+ the idea\n\n- SCOPED\n:::\n"


@pytest.mark.parametrize(
    ("line", "rest", "said"),
    [
        (
            "proofs: later",
            "## Proofs\n",
            'leaves out "proofs", and the lesson has a section "Proofs"',
        ),
        (
            "a proof",
            "## The proofs\n",
            'leaves out "a proof", and the lesson has a section "The pro',
        ),
        ("proofs, beyond one", "## Proofs\n", ""),
        ("proofs of bounds", "## Proofs\n", ""),
        ("a lesson", "## Proofs\n", ""),  # its own title
        ("proof", ":::{concept} Proof\nA.\n:::\n", 'the lesson has a concept block for "Proof"'),
    ],
)
def test_what_is_left_out_is_not_there(
    line: str, rest: str, said: str, make_project: MakeProject
) -> None:
    page = f"{LESSON}{SCOPE.replace('SCOPED', line)}\n{rest}"
    found = texts_on(make_project, "scope", page)
    assert [said in text for text in found] == [True] * bool(said), found


def test_with_a_plan_the_rule_on_plans_says_so(make_project: MakeProject) -> None:
    page = f"{LESSON}{SCOPE.replace('SCOPED', 'proofs')}\n## Proofs\n\nOne.\n"
    plan = "# P\n\n:::{plan} 1.1.1\nx\n:::\n"
    files = {"index.md": "# I\n", "a.md": page, "a.plan.md": plan}
    asked = {"*": "off", "scope": "warning", "plan": "warning"}
    built = make_project(files, pedagogy_audience="author", pedagogy_audit=asked).build("dummy")
    assert [one.code for one in domain_of(built.env).diagnostics] == ["plan"]
