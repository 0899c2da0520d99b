"""What a page says about its outputs: where they come from, and whether to trust them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.core.mystnb.cell_nodes import cells_in, is_output
from sphinx_pedagogy.core.nodes import _, top_of
from sphinx_pedagogy.execute.handlers.failed_cells import without_stop
from sphinx_pedagogy.execute.outputs.resolver import OutputState, PageOutputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage
    from sphinx_pedagogy.execute.store.stored import Provenance

_MINUTE = 60
_REMOVED = {"remove-cell", "remove_cell"}
"""Tags of cells that are not on the page."""


def mark_page(document: nodes.document, page_outputs: PageOutputs, page: NotebookPage) -> None:
    """Mark a page that does not show what it should, and say where its outputs come from."""
    top, place = top_of(document)
    if warning := _warning(page_outputs):
        note = nodes.caution("", nodes.paragraph("", warning), classes=["ped-outputs"])
        top.insert(place, note)
    elif page_outputs.state is OutputState.CPU:
        _tell_of_cpu(document)
    _mark_cells(document, page_outputs, page)
    if page_outputs.stored is not None and page_outputs.state is not OutputState.FAILED:
        provenance = provenance_text(page_outputs.stored.provenance)
        top.append(nodes.paragraph("", provenance, classes=["ped-provenance"]))


def _warning(page_outputs: PageOutputs) -> str:
    reason = page_outputs.reason.error if page_outputs.reason else ""
    if page_outputs.state is OutputState.STALE and page_outputs.stored:
        return _("The outputs on this page are from {date}, and may not fit the code.").format(
            date=page_outputs.stored.provenance.date[:10]
        )
    if page_outputs.state is OutputState.FAILED:
        return _("The cells of this page could not be run to the end: {reason}.").format(
            reason=without_stop(reason)
        )
    if page_outputs.state is OutputState.MISSING:
        return _("The cells of this page were not run: there are no outputs.")
    return ""


def _tell_of_cpu(document: nodes.document) -> None:
    """Say above the first outputs that a CPU made them: they are right, and need no warning."""
    text = _("This page is meant for a GPU. Its outputs were made on a CPU.")
    if first := next(filter(is_output, document.findall(nodes.container)), None):
        first.insert(0, nodes.paragraph("", text, classes=["ped-stale"]))


def _mark_cells(document: nodes.document, page_outputs: PageOutputs, page: NotebookPage) -> None:
    """Mark each output that other code made than stands above it, and the cell that stopped all."""
    reason = page_outputs.reason
    stopped = reason.cell if page_outputs.state is OutputState.FAILED and reason else 0
    if not page_outputs.changed and not stopped:
        return
    cells = _cells_of(document, page)
    for number in page_outputs.changed & cells.keys():
        outputs = [child for child in cells[number].children if is_output(child)]
        if outputs:
            text = _("This output was made by an earlier version of the cell.")
            outputs[0].insert(0, nodes.paragraph("", text, classes=["ped-stale"]))
    if stopped - 1 in cells:
        text = _("The page stopped at this cell: it and the cells below were not finished.")
        cells[stopped - 1].append(nodes.paragraph("", text, classes=["ped-stale"]))


def _cells_of(document: nodes.document, page: NotebookPage) -> dict[int, nodes.container]:
    """Return the code cells that are on the page, by their number from 0."""
    shown = [
        number
        for number, cell in enumerate(page.code)
        if cell.source.strip() and not _REMOVED & set(cell.metadata.get("tags", ()))
    ]
    return dict(zip(shown, cells_in(document), strict=False))


def provenance_text(provenance: Provenance) -> str:
    """Return where outputs come from, as one line for readers."""
    where = ", ".join(_machine(provenance.environment, provenance.device))
    return _("Outputs: {where}; {date}, {time}.").format(
        where=where, date=provenance.date[:10], time=_duration(provenance.seconds)
    )


def _machine(environment: Mapping[str, str], device: str) -> list[str]:
    name = environment.get("device", device)
    lines = [name.upper() if name in ("cpu", "gpu") else name]
    for key, title in (("torch", "PyTorch"), ("cuda", "CUDA"), ("python", "Python")):
        if key in environment:
            lines.append(f"{title} {environment[key].partition('+')[0]}")
    return lines


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s" if seconds >= 1 else "1 s"
    return f"{seconds // _MINUTE:.0f} min {seconds % _MINUTE:.0f} s"
