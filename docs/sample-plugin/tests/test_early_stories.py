"""The rule of this package on the course, as its author would test it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

INDEX = "# Course\n\n```{toctree}\nfirst\nsecond\n```\n"
FIRST = "# First\n\n:::{lesson} 1.1.1\nx\n:::\n\n"
SECOND = "# Second\n\n:::{lesson} 1.1.2\nx\n:::\n\n:::{concept} Leakage\nThe test knows.\n:::\n\n"
STORY = ":::{field-note} The column\n:told-by: Bo\n:of: Leakage\nIt knew.\n:::\n"
CONF = {
    "extensions": ["pedagogy_sample"],
    "pedagogy_audit": {"*": "off", "early-stories": "warning"},
}


@pytest.mark.parametrize(("first", "second", "lines"), [(STORY, "", [9]), ("", STORY, [])])
def test_a_story_comes_after_what_it_is_about(
    first: str, second: str, lines: list[int], make_project: MakeProject
) -> None:
    pages = {"index.md": INDEX, "first.md": FIRST + first, "second.md": SECOND + second}
    found = make_project(pages, **CONF).build().warnings
    assert [one.line for one in found] == lines
    assert all("Leakage" in one.text for one in found)
