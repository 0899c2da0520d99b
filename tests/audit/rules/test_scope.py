"""``scope``: what counts as a limit that a lesson sets itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import texts_on

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
