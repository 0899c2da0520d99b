"""Blocks, lists and quotes that stand in each other deeper than anybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

DEEP = 250


def gates(deep: int) -> str:
    """Return pairs in pairs, in MyST."""
    starts = "".join(f":::{{example-start}} E{at}\n:::\n\n" for at in range(deep))
    return f"# T\n\n{starts}deepest\n\n" + ":::{example-end}\n:::\n\n" * deep


def fences(deep: int, name: str = "example") -> str:
    """Return fences in fences."""
    colons = [":" * (3 + at) for at in range(deep)]
    opening = "".join(f"{fence}{{{name}}}\n" for fence in reversed(colons))
    return opening + "deepest\n" + "".join(f"{fence}\n" for fence in colons)


def rst(deep: int) -> str:
    """Return directives in directives, in reStructuredText."""
    lines = [f"{'   ' * at}.. example:: E\n\n" for at in range(deep)]
    return "T\n=\n\n" + "".join(lines) + "   " * deep + "deepest\n"


def within(text: str) -> str:
    """Return a text in a block."""
    return f"# T\n\n{'`' * 3}{{insight}}\n{text}{'`' * 3}\n"


LISTS = "".join(f"{'  ' * at}- item\n" for at in range(30)) + "  " * 30 + "- deepest\n"
RST_LISTS = "T\n=\n\n.. insight::\n\n" + "".join(f"{'  ' * at}   - item\n\n" for at in range(DEEP))
PAGES = {
    "gates.md": (gates(DEEP), "pedagogy.gate", 3 + 3 * 40),
    "fences.md": ("# T\n\n" + fences(DEEP), "pedagogy.structure", 3 + 40),
    "notes.md": (within(fences(DEEP, "note")), "pedagogy.structure", 3),
    "lists.md": (within(LISTS), "pedagogy.structure", None),
    "quotes.md": (within(f"{'> ' * 30}deepest\n"), "pedagogy.structure", None),
    "blocks.rst": (rst(DEEP), "pedagogy.structure", 4 + 2 * 40),
    "lists.rst": (RST_LISTS, "pedagogy.structure", 4),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_too_deep_is_told_and_stops_nothing(make_project: MakeProject, name: str) -> None:
    text, subtype, line = PAGES[name]
    index = f"index{name[name.index('.') :]}"
    built = make_project({index: text}, myst_enable_extensions=["colon_fence"]).build()
    told = [one.line for one in built.warnings if one.subtype == subtype]
    assert told
    assert line is None or line in told
    if name not in {"lists.md", "quotes.md"}:  # there, MyST drops it
        assert "deepest" in built.text() or "item" in built.text()


def test_what_is_deep_and_can_be_built_is_no_mistake(make_project: MakeProject) -> None:
    built = make_project({"index.md": gates(38), "other.md": "# T\n\n" + fences(38)}).build()
    assert [one for one in built.warnings if one.subtype.startswith("pedagogy")] == []
    assert "deepest" in built.text()
    assert "deepest" in built.text("other")
