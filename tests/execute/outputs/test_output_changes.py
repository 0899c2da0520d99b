"""What counts as another output, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nbformat import v4
from tests.execute.sample_pages import make_notebook

from sphinx_pedagogy.execute.jobs import JobStatus, Outcome
from sphinx_pedagogy.execute.outputs.output_changes import compare
from sphinx_pedagogy.execute.outputs.resolver import OutputState, PageOutputs
from sphinx_pedagogy.execute.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


def stream(text: str, name: str = "stdout") -> NotebookNode:
    return cast("NotebookNode", v4.new_output("stream", name=name, text=text))


def shown(**data: str) -> NotebookNode:
    kinds = {kind.replace("_", "/"): text for kind, text in data.items()}
    return cast("NotebookNode", v4.new_output("display_data", data=kinds))


def lines(folder: Path, old: list[NotebookNode], new: list[NotebookNode]) -> list[str]:
    """Return what is said of a page with one cell."""
    stores = [Store(folder / name) for name in ("old", "new")]
    made = []
    for store, outputs in zip(stores, (old, new), strict=True):
        notebook = make_notebook("1")
        notebook.cells[0].outputs = outputs
        made.append(
            store.put("k", Outcome(JobStatus.DONE, notebook=v4.writes(notebook)), "p", "cpu")
        )
    return list(compare({"p": PageOutputs(OutputState.FRESH, made[1])}, stores[0]))


def test_printed_text_may_come_in_other_pieces(tmp_path: Path) -> None:
    old = [stream("a\nb\n"), stream("w\n", "stderr")]
    new = [stream("w\n", "stderr"), stream("a\n"), stream("b\n\n")]
    assert lines(tmp_path, old, new) == ["p: 0 of 1 cell put out other text"]


def test_figures_are_not_compared(tmp_path: Path) -> None:
    old, new = [shown(image_png="AAAA")], [shown(image_png="BBBB")]
    assert lines(tmp_path, old, new) == ["p: 0 of 1 cell put out other text"]


def test_what_prose_quotes_is_compared(tmp_path: Path) -> None:
    kind = "application/papermill.record/text/plain"
    old, new = ([v4.new_output("display_data", data={kind: n})] for n in ("0.59", "0.6"))
    assert lines(tmp_path, old, new)[1] == "  cell 1: '0.59' is stored, and '0.6' came"


def test_a_line_that_is_missing(tmp_path: Path) -> None:
    old, new = [stream("a\nb\n")], [stream("a\n")]
    assert lines(tmp_path, old, new)[1] == "  cell 1: 'b' is stored, and '' came"


def test_a_page_that_failed_is_not_compared(tmp_path: Path) -> None:
    assert list(compare({"p": PageOutputs(OutputState.MISSING)}, Store(tmp_path))) == []
