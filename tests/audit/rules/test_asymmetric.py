"""``asymmetric``: sides that are uneven, and sides that may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def sides(one: str, other: str) -> str:
    """Return a page with one comparison."""
    both = f":::{{side}} One\n{one}\n:::\n:::{{side}} Two\n{other}\n:::\n"
    return f"# T\n\n::::{{comparison}}\n{both}::::\n"


UNEVEN = [
    ("- a\n- b\n- c\n- d", "- a"),
    ("- a\n  - more\n- b\n  - more", "- a\n- b"),
    ("Takes 3 s, 40 MB and 2 cores.", "Takes its time, much memory, some cores."),
    ("Written in Rust by Graydon, 1987 to 2015.", "Written by others, later."),
    ("It walks along every branch, remembers where it was, and returns to it.", "It walks."),
]


def test_uneven_sides(make_project: MakeProject) -> None:
    found = counts("asymmetric", [sides(*one) for one in UNEVEN], make_project)
    assert [page for page, count in found.items() if count != 1] == []


EVEN = [
    ("- a\n- b\n- c", "- a\n- b"),
    ("1. a\n2. b\n3. c\n4. d", "1. a"),
    ("Takes 3 s.", "Takes its time."),
    ("```\nx = 1\n```", "```\nx = 1\ny = 2\nz = 3\n```"),
    ("", "- a\n- b"),
]


def test_even_sides(make_project: MakeProject) -> None:
    found = counts("asymmetric", [sides(*one) for one in EVEN], make_project)
    assert [page for page, count in found.items() if count != 0] == []
