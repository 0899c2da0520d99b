"""What comes out differently when cells run again: the text that readers see or prose quotes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.execute.outputs.resolver import OutputState
from sphinx_pedagogy.execute.store.stored import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbformat import NotebookNode

    from sphinx_pedagogy.execute.outputs.resolver import PageOutputs
    from sphinx_pedagogy.execute.store.store import Store
    from sphinx_pedagogy.execute.store.stored import Stored

_LONGEST = 60
HAD = (OutputState.FRESH, OutputState.CPU)
"""What a page that was executed shows."""


def compare(found: Mapping[str, PageOutputs], store: Store) -> Iterator[str]:
    """Yield a line for each page, and for each cell of it that put out other text.

    :param found: what the pages put out now
    :param store: what they put out before
    """
    for name, page_outputs in found.items():
        if page_outputs.stored is None or page_outputs.state not in HAD:
            continue
        try:
            provenance = page_outputs.stored.provenance
            before = store.get(provenance.key, name, provenance.device)
        except DamagedError:
            before = None
        if before is None:
            yield f"{name}: nothing is stored that it could be compared with"
            continue
        changes = list(_changes(before, page_outputs.stored))
        cells = plural(len(before.notebook.cells), "cell")
        yield f"{name}: {len(changes)} of {cells} put out other text"
        yield from changes


def _changes(before: Stored, now: Stored) -> Iterator[str]:
    pairs = zip(before.notebook.cells, now.notebook.cells, strict=True)
    for number, cells in enumerate(pairs, start=1):
        old, new = map(_lines, cells)
        if old != new:
            was, comes = _first_difference(old, new)
            yield f"  cell {number}: {was!r} is stored, and {comes!r} came"


def _lines(cell: NotebookNode) -> list[str]:
    """Return the text of a cell's outputs; figures have none.

    Printed text comes in pieces that depend on the weather, so it is put together first.
    """
    printed: dict[str, str] = {}
    shown = []
    for output in cell.outputs:
        if output.output_type == "stream":
            printed[output.name] = printed.get(output.name, "") + "".join(output.text)
        data = output.get("data", {})
        # what is glued for prose to quote has a type that ends so
        shown += [text for kind, text in data.items() if kind.endswith(("text/plain", "text/html"))]
    texts = [*(printed[name] for name in sorted(printed)), *map("".join, shown)]
    return [line.strip() for text in texts for line in text.strip().splitlines()]


def _first_difference(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    was, comes = next(pair for pair in zip_longest(old, new) if pair[0] != pair[1])
    return (was or "")[:_LONGEST], (comes or "")[:_LONGEST]
