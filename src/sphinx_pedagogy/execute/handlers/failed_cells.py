"""Failed cells: where each one is, on every build until it is mended.

myst-nb (1.4) names the page and prints the traceback, once: the page counts as built, so
the next build says nothing. Here the warning names the line, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.cell_nodes import (
    cells_in,
    is_traceback,
    number_in_notebook,
    tags_of,
)
from sphinx_pedagogy.core.mystnb.metadata import execution_of
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.execute.jobs import ONLY_DECLARED, UNDECLARED
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LINE_IN_CELL = re.compile(r"Cell In\[\d+\], line (\d+)")
OURS = "pedagogy"
"""What myst-nb's tables name as the method where we run a page."""
_REMEDY = 'fix it, or give it the tag "raises-exception" if it is meant to fail'


def without_stop(error: str) -> str:
    """Return the message of an error as part of a sentence: without a full stop of its own."""
    return error.rstrip().removesuffix(".")


class Failure(NamedTuple):
    """A cell that raised."""

    source: str
    traceback: str
    line: int | None
    """Line of the cell in its file, as myst-nb counts; near the first line of code."""


class ReportFailedCells(SphinxTransform):
    """Warns about each failed cell of a page at the line that raised."""

    default_priority = transforms.REPORT_FAILED_CELLS

    def apply(self) -> None:
        """Find the tracebacks, or else learn that the page has none and failed."""
        docname = self.env.docname
        if not domain_of(self.env).in_use:
            return  # what MyST-NB says is all that was asked for
        result = execution_of(self.env, docname)
        if result.get("succeeded", True):
            return
        failures = list(failed_cells(self.document))
        lines = self.lines()
        for failure in failures:
            error = without_stop(failure.traceback.strip().splitlines()[-1])
            if result.get("method") == OURS and error.startswith(UNDECLARED):
                error += f" ({ONLY_DECLARED})"
            where = "a cell" if lines else place_in_notebook(failure)
            self.report(line_of(failure, lines), f"{where} failed: {error}; {_REMEDY}")
        if not failures:
            error = without_stop(result.get("error", "unknown error"))
            cell, line = result.get("cell"), result.get("line")
            where = f" (cell {cell})" if cell and not line else ""
            self.report(line, f"its cells could not be run to the end{where}: {error}")

    def report(self, line: int | None, text: str) -> None:
        """Record a warning at *line* of the page."""
        place = Place(self.env.docname, line)
        domain_of(self.env).add_problem(Diagnostic(code=Subtype.CELL, place=place, text=text))

    def lines(self) -> list[str]:
        """Return the lines of the page's file; none for a notebook, which has no lines."""
        file = self.env.doc2path(self.env.docname)
        if file.suffix == ".ipynb":
            return []
        return file.read_text(encoding="utf-8").splitlines()


def write_report(outdir: Path, docname: str, traceback: str | None) -> None:
    """Keep the traceback of a page where MyST-NB does; one that works has none any more."""
    file = outdir.joinpath("reports", *f"{docname}.err.log".split("/"))
    if traceback:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(traceback, encoding="utf-8")
    else:
        file.unlink(missing_ok=True)


def failed_cells(document: nodes.document) -> Iterator[Failure]:
    """Yield the cells that raised and were not meant to."""
    for cell in cells_in(document):
        if "raises-exception" in tags_of(cell):
            continue
        blocks = list(cell.findall(nodes.literal_block))
        for output in blocks:
            if is_traceback(output):
                yield Failure(blocks[0].astext(), output.astext(), cell.line)
                break


def place_in_notebook(failure: Failure) -> str:
    """Return which cell of a notebook failed, counted from 1 with those of prose, and its line."""
    number = number_in_notebook(failure.line)
    if number is None:
        return "a cell"
    line = _LINE_IN_CELL.search(failure.traceback)
    return f"cell {number}" + (f", line {line[1]}," if line else "")


def line_of(failure: Failure, lines: Sequence[str]) -> int | None:
    """Return the line of the file that raised, counted from 1.

    myst-nb counts cells from their fence, so the code is looked for below it.
    """
    if not lines or failure.line is None:
        return None
    code = failure.source.splitlines()
    match = _LINE_IN_CELL.search(failure.traceback)
    offset = int(match[1]) - 1 if match else 0
    for start in range(max(0, failure.line - 3), len(lines)):
        if list(lines[start : start + len(code)]) == code:
            return start + offset + 1
    return failure.line


def read_failed_again(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Ask for the pages whose cells failed, so that they run again.

    What was wrong may not have been the page: a missing package, a missing file.
    """
    if not domain_of(env).in_use:
        return []
    known = env.found_docs - added - changed - removed
    return sorted(name for name in known if not execution_of(env, name).get("succeeded", True))
