"""Pages whose seeds are moved: which cells fail then, so that what they assert hangs on a seed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.execute.handlers.failed_cells import Failure, line_of
from sphinx_pedagogy.execute.outputs.output_changes import HAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbformat import NotebookNode

    from sphinx_pedagogy.execute.outputs.resolver import PageOutputs
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

_MEANT = "raises-exception"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def shifted(page: NotebookPage, shift: int) -> NotebookPage:
    """Return a page whose seeds are moved, and whose cells all run, whichever of them fail."""
    return replace(page, seed_shift=shift, allow_errors=True)


def seed_failures(
    pages: Sequence[NotebookPage], found: Mapping[str, PageOutputs], shift: int
) -> Iterator[str]:
    """Yield a line for each cell that fails although it was not meant to.

    :param pages: as their authors wrote them
    :param found: what they put out with all seeds moved by *shift*
    """
    for page in pages:
        outputs = found[page.name]
        if page.allow_errors or outputs.stored is None or outputs.state not in HAD:
            continue
        cells = outputs.stored.notebook.cells
        for number, cell in enumerate(cells, start=1):
            error = _error_of(cell)
            if error is None:
                continue
            where = f"{page.name}:{_line(page, number, cell, error) or f'cell {number}'}"
            what = f"{error.ename}: {error.evalue}".removesuffix(": ").splitlines()[0]
            yield f"{where}: fails with all seeds moved by {shift}: {what}"


def count_failures(failures: int, pages: int, shift: int) -> str:
    """Return the last line of the report."""
    held = "no cell fails" if not failures else f"{plural(failures, 'cell')} failed"
    return f"{held} on {plural(pages, 'page')} with all seeds moved by {shift}"


def _error_of(cell: NotebookNode) -> NotebookNode | None:
    if _MEANT in cell.metadata.get("tags", ()):
        return None
    return next((output for output in cell.outputs if output.output_type == "error"), None)


def _line(page: NotebookPage, number: int, cell: NotebookNode, error: NotebookNode) -> int | None:
    """Return the line of the page that raised; notebooks have no lines."""
    traceback = _COLOUR.sub("", "\n".join(error.traceback))
    near = page.line_of(number)
    return line_of(Failure(cell.source, traceback, near), page.text.splitlines()) if near else None
