"""Tables in Markdown: a line for each row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MATH = regex(r"\$[^$]+\$")
_BULLET = regex(r"^\s*- ", re.MULTILINE)


def table(node: nodes.table, flow: Callable[[Iterable[nodes.Node]], str]) -> str:
    """Return a table.

    :param flow: writes what stands in a cell
    """
    group = next(node.findall(nodes.tgroup), None)
    if group is None:
        return ""
    width = int(group.get("cols", 1))
    head = [row for part in group.findall(nodes.thead) for row in part.findall(nodes.row)]
    body = [row for part in group.findall(nodes.tbody) for row in part.findall(nodes.row)]
    rows = [cells_of(row, width, flow) for row in (*head, *body)]
    if not head:
        # there is no table without a head
        rows.insert(0, [""] * width)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * width)
    return "\n".join(lines)


def cells_of(row: nodes.row, width: int, flow: Callable[[Iterable[nodes.Node]], str]) -> list[str]:
    """Return the cells of a row; one that spans others leaves them empty."""
    cells: list[str] = []
    for entry in row.children:
        if isinstance(entry, nodes.entry):
            cells.append(one_line(flow(entry.children)))
            cells += [""] * int(entry.get("morecols", 0))
    return (cells + [""] * width)[:width]


def one_line(text: str) -> str:
    """Return the text of a cell, which can have no second line and no bar."""
    text = _MATH.sub(lambda found: found[0].replace("|", r"\vert "), text)
    text = _BULLET.sub("• ", text).replace("|", r"\|")
    return re.sub(r"\s*\n\s*", "<br>", text.strip())
