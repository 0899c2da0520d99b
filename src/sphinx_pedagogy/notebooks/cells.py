"""The cells of a notebook, from the pieces of a page and the notebook that myst-nb ran."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.notebooks.pieces import Piece, Solutions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbformat import NotebookNode

_GATE = regex(r"(?m)^ {0,3}(?::{3,}|`{3,}|~{3,})\s*\{(?:ped:)?solution-(start|end)\}")
_EXERCISE = regex(
    r"(?m)^ {0,3}(?::{3,}|`{3,}|~{3,})\s*\{(?:ped:)?exercise-start\}.*\n"
    r"(?P<options>(?: {0,3}:(?!:).*\n)*)"
)
_GUIDED = regex(r"(?m)^\s*:scaffold:\s*guided\s*$")
_OF_THE_SITE = regex(r"(?m)^\s*(?:from|import)\s+myst_nb\b")
"""A cell that nobody sees and that glues values serves the page alone."""
_HIDE_INPUT = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
_HIDE_OUTPUT = {"hide-output", "hide-cell", "remove-output", "remove-cell"}
_COMMENTS = {"python": "#", "ipython": "#", "r": "#", "julia": "#", "bash": "#", "ruby": "#"}


def cells_of(
    pieces: Sequence[Piece], page: NotebookNode, shown: Iterable[int], solutions: Solutions
) -> list[NotebookNode]:
    """Return the cells of a notebook.

    :param pieces: the page as it is read
    :param page: the notebook that myst-nb made of the page
    :param shown: the cells that stand on the page; the others are hidden there
    :param solutions: outputs are kept where solutions are shown
    """
    from nbformat import v4

    hidden = _hidden_cells(page, set(shown), solutions)
    places = [piece.cell for piece in pieces if piece.cell is not None]
    cells: list[NotebookNode] = []

    def add_hidden(before: int) -> None:
        while hidden and hidden[0] < before:
            cells.append(_code_cell(page.cells[hidden.pop(0)], solutions, closed=True))

    for piece in pieces:
        if piece.text:
            cells.append(v4.new_markdown_cell(piece.text))
        elif piece.cell is None:
            if piece.after is None or not _ends_in_comment(page.cells[piece.after].source):
                cells.append(_empty_cell(page))
        else:
            add_hidden(piece.cell)
            cells.append(_code_cell(page.cells[piece.cell], solutions, closed=piece.hidden))
            # right behind it: what follows in prose leads to the next cell
            add_hidden(next((place for place in places if place > piece.cell), len(page.cells)))
    add_hidden(len(page.cells))
    return cells


def _ends_in_comment(code: str) -> bool:
    """Whether a cell ends where the student is to go on: ``# Your work goes here.``."""
    return code.strip().rpartition("\n")[2].lstrip().startswith(tuple(_COMMENTS.values()))


def _hidden_cells(page: NotebookNode, shown: set[int], solutions: Solutions) -> list[int]:
    """Return the cells that the page does not show and a notebook needs."""
    found = []
    depth = 0
    guided = False
    for index, cell in enumerate(page.cells):
        if cell.cell_type == "markdown":
            gates = [match[1] for match in _GATE.finditer(cell.source)]
            depth += gates.count("start") - gates.count("end")
            for exercise in _EXERCISE.finditer(cell.source):
                guided = _GUIDED.search(exercise["options"]) is not None
        elif cell.cell_type == "code" and index not in shown and cell.source.strip():
            stripped = solutions is Solutions.STRIP and depth > 0 and not guided
            if not stripped and not _OF_THE_SITE.search(cell.source):
                found.append(index)
    return found


def _code_cell(cell: NotebookNode, solutions: Solutions, *, closed: bool) -> NotebookNode:
    from nbformat import NotebookNode

    tags = [str(tag) for tag in cell.metadata.get("tags", ())]
    metadata: dict[str, Any] = {"tags": tags} if tags else {}
    looks = {}
    if closed or _HIDE_INPUT & set(tags):
        looks["source_hidden"] = True
    made = _new_code(cell.source.strip("\n"))
    if solutions is Solutions.SHOW:
        made.outputs = cell.get("outputs", [])
        made.execution_count = cell.get("execution_count")
        if made.outputs and _HIDE_OUTPUT & set(tags):
            looks["outputs_hidden"] = True
    if looks:
        metadata["jupyter"] = looks
    made.metadata = NotebookNode(metadata)
    return made


def _new_code(source: str) -> NotebookNode:
    from nbformat import v4

    return cast("NotebookNode", v4.new_code_cell(source))


def language_of(page: NotebookNode) -> str:
    """Return the language of a notebook's code."""
    told = page.metadata.get("language_info", {}).get("name")
    told = told or page.metadata.get("kernelspec", {}).get("language")
    return str(told or "python").lower()


def _empty_cell(page: NotebookNode) -> NotebookNode:
    mark = _COMMENTS.get(language_of(page), "//")
    return _new_code(f"{mark} {_('Your turn')}")


def with_ids(cells: Iterable[NotebookNode], name: str) -> Iterator[NotebookNode]:
    """Give each cell an id that stays when others change: the same page makes the same bytes.

    :param name: of the notebook
    """
    seen: dict[str, int] = {}
    for cell in cells:
        content = f"{name}\n{cell.cell_type}\n{cell.source}"
        seen[content] = seen.get(content, 0) + 1
        digest = sha256(f"{content}\n{seen[content]}".encode("utf-8", "surrogatepass"))
        cell["id"] = digest.hexdigest()[:12]
        yield cell


def notebook_of(cells: Iterable[NotebookNode], page: NotebookNode, name: str) -> NotebookNode:
    """Return a whole notebook in format 4.5."""
    from nbformat import v4

    kernel = dict(page.metadata.get("kernelspec") or {})
    kernel = {"display_name": "Python 3", "name": "python3", **kernel}
    kernel.setdefault("language", language_of(page))
    metadata = {"kernelspec": kernel, "language_info": {"name": language_of(page)}}
    notebook = v4.new_notebook(cells=list(with_ids(cells, name)), metadata=metadata)
    notebook.nbformat_minor = 5
    return cast("NotebookNode", notebook)
