"""Outputs find their cells, also after the code has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat import v4
from tests.execute.sample_pages import make_notebook

from sphinx_pedagogy.execute.page.merge_outputs import place_outputs

if TYPE_CHECKING:
    from nbformat import NotebookNode


def executed(*codes: str) -> NotebookNode:
    notebook = make_notebook(*codes)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.outputs = [v4.new_output("stream", text=f"of {cell.source}")]
        cell.execution_count = number
    notebook.metadata["widgets"] = {"state": 1}
    return notebook


def texts(notebook: NotebookNode) -> list[str]:
    return ["".join(output.text for output in cell.outputs) for cell in notebook.cells]


def test_the_same_code() -> None:
    page = make_notebook("a", "b")
    page.cells[0].metadata["tags"] = ["hide-input"]
    assert place_outputs(page, executed("a", "b")) == frozenset()
    assert texts(page) == ["of a", "of b"]
    assert page.cells[0].metadata["tags"] == ["hide-input"]
    assert page.metadata.widgets == {"state": 1}


def test_changed_added_and_removed_cells() -> None:
    page = make_notebook("a", "B", "c", "new", "e")
    assert place_outputs(page, executed("a", "b", "c", "gone", "gone too", "e")) == {1}
    assert texts(page) == ["of a", "of b", "of c", "", "of e"]
