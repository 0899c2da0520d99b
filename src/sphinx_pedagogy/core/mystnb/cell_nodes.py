"""The nodes that MyST-NB makes of cells: which of them are what, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard, cast

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_APART = 10_000
"""The lines that MyST-NB gives the cells of a notebook lie so far apart."""


def is_cell(node: nodes.Node) -> TypeGuard[nodes.container]:
    """Whether a node is a code cell of the page."""
    return _element(node) == "cell_code"


def is_source(node: nodes.Node) -> TypeGuard[nodes.container]:
    """Whether a node is the code of a cell."""
    return _element(node) == "cell_code_source"


def is_output(node: nodes.Node) -> TypeGuard[nodes.container]:
    """Whether a node holds the outputs of a cell."""
    return _element(node) == "cell_code_output"


def cells_in(node: nodes.Node) -> Iterator[nodes.container]:
    """Yield the code cells in a node."""
    return (inside for inside in node.findall(nodes.container) if is_cell(inside))


def has_parts_of_cells(document: nodes.document) -> bool:
    """Whether a page has cells, of whatever kind."""
    return any("nb_element" in node for node in document.findall(nodes.container))


def index_of(cell: nodes.container) -> int:
    """Return which of all cells of the page it is, from 0, with those of prose."""
    return int(cell["cell_index"])


def tags_of(cell: nodes.Element) -> tuple[str, ...]:
    """Return the tags of a cell."""
    return tuple(_metadata(cell).get("tags", ()))


def prompt_of(cell: nodes.container) -> str:
    """Return the words that open a hidden cell, where its author chose them."""
    if "hide_mode" not in cell:
        return ""
    return str(_metadata(cell).get("mystnb", {}).get("code_prompt_show", ""))


def unfold(cell: nodes.container) -> str | None:
    """Show what a hidden cell hides.

    :returns: the words that would open it, or ``None`` if it hides nothing
    """
    if not cell.get("hide_mode"):
        return None
    del cell["hide_mode"]
    return str(cell.get("prompt_show", ""))


def is_traceback(node: nodes.Element) -> bool:
    """Whether an output says how a cell failed."""
    return "traceback" in node["classes"]


def number_in_notebook(line: int | None) -> int | None:
    """Return which cell of a notebook has a line, from 1 with those of prose.

    :returns: ``None`` if it is the line of a page that is a text
    """
    return line // _APART if line is not None and line >= _APART else None


def _element(node: nodes.Node) -> str:
    return str(node.get("nb_element", "")) if isinstance(node, nodes.container) else ""


def _metadata(cell: nodes.Element) -> dict[str, Any]:
    return cast("dict[str, Any]", cell.get("cell_metadata", {}))
