"""Comparisons: when they are a table, and what they mark as different."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_pedagogy.core.nodes import block, item
from sphinx_pedagogy.testing import Project

ROWS = ("- **Cost**: low\n- **Speed** high", "- **speed:** high\n- **Cost** `x`")
FIELDS = ("Cost\n: low\n\nSpeed\n: *high*", "\n:Cost: x\n:Speed: y")
PROSE = ("- one\n- two", "1. one\n2. three")


def comparison(options: str, *sides: str) -> str:
    inner = "\n".join(f":::{{side}} S{number}\n{text}\n:::" for number, text in enumerate(sides))
    return f"::::{{comparison}}\n{options}\n{inner}\n::::\n"


PAGE = "\n".join(
    [
        "# T\n",
        comparison("", *ROWS),
        comparison(":layout: columns\n", *ROWS),
        comparison(":highlight:\n", *ROWS),
        comparison("", *FIELDS),
        comparison(":highlight:\n", *PROSE),
        comparison(":layout: table\n:rows: Facts\n", ROWS[0], "- **Cost**: high"),
        comparison("", ROWS[0], "- **Cost**: high"),
        comparison("", "- **Cost**\n\n  low\n\n  lower", "- **Cost**: x\n  - y"),
    ]
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[block]:
    """The comparisons of the page, in order."""
    built = Project(tmp_path_factory.mktemp("comparison"), PAGE).build("dummy")
    assert [warned.text for warned in built.warnings] == [
        'side: it has no row "speed", which another side has'
    ]
    return [node for node in built.doctree().findall(block) if node.kind == "comparison"]


def table(node: block) -> list[list[str]]:
    """Return the cells of a comparison, row by row."""
    return [[cell.astext() for cell in row.children] for row in node.findall(nodes.row)]


def test_sides_with_the_same_labels_are_a_table(found: list[block]) -> None:
    assert table(found[0]) == [
        ["Aspect", "S0", "S1"],
        ["Cost", "low", "x"],
        ["Speed", "high", "high"],
    ]


def test_an_author_may_want_columns(found: list[block]) -> None:
    assert not table(found[1])
    titles = [side.children[0].astext() for side in found[1].findall(item)]
    assert titles == ["S0", "S1"]
    assert "Cost: low" in found[1].astext()


def test_rows_that_differ_are_marked_if_wanted(found: list[block]) -> None:
    marked = [
        [row[0].astext() for row in node.findall(nodes.row) if "ped-differs" in row["classes"]]
        for node in found
    ]
    assert marked == [[], [], ["Cost differs"], *[[]] * 5]


def test_items_that_differ_are_marked_in_columns(found: list[block]) -> None:
    items = [e for e in found[4].findall(nodes.list_item) if "ped-differs" in e["classes"]]
    assert [entry.astext() for entry in items] == ["two", "three"]


def test_fields_and_definitions_are_rows_too(found: list[block]) -> None:
    assert table(found[3])[1:] == [["Cost", "low", "x"], ["Speed", "high", "y"]]
    assert next(found[3].findall(nodes.emphasis)).astext() == "high"


def test_a_missing_row_leaves_its_cell_empty(found: list[block]) -> None:
    assert table(found[5]) == [
        ["Facts", "S0", "S1"],
        ["Cost", "low", "high"],
        ["Speed", "high", ""],
    ]


def test_sides_that_do_not_agree_are_columns(found: list[block]) -> None:
    assert not table(found[6])
    assert len(list(found[6].findall(item))) == 2


def test_a_cell_may_hold_more_than_a_line(found: list[block]) -> None:
    assert table(found[7])[1] == ["Cost", "low\n\nlower", "x\n\ny"]


def test_a_table_is_read_by_row_and_column(found: list[block]) -> None:
    first = next(found[0].findall(nodes.colspec))
    assert first["stub"] == 1
    assert list(found[0].findall(nodes.thead))
