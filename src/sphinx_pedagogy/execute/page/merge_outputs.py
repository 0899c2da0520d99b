"""Puts outputs into the notebook of a page: into the page's own cells, whatever their metadata."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

_METADATA = ("language_info", "widgets")


def place_outputs(notebook: NotebookNode, executed: NotebookNode) -> frozenset[int]:
    """Put the outputs of *executed* into *notebook*, as far as their cells belong together.

    :returns: the numbers of the code cells, from 0, whose outputs were made by other code
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    made = [cell for cell in executed.cells if cell.cell_type == "code"]
    changed = []
    for number, source in _pairs([cell.source for cell in cells], [cell.source for cell in made]):
        cells[number].outputs = made[source].outputs
        cells[number].execution_count = made[source].execution_count
        if cells[number].source != made[source].source:
            changed.append(number)
    for name in _METADATA:
        if name in executed.metadata:
            notebook.metadata[name] = executed.metadata[name]
    return frozenset(changed)


def _pairs(new: list[str], old: list[str]) -> Iterator[tuple[int, int]]:
    """Yield which new cell is which old one: equal code, or a run of as many between equals."""
    if new == old:
        yield from ((number, number) for number in range(len(new)))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, begin, end, first, last in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and end - begin == last - first):
            yield from zip(range(first, last), range(begin, end), strict=True)
