"""Pages can be written as notebooks: what jupytext makes of a page and back is the same page."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
import pytest
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook

from sphinx_pedagogy.execute.page.execution_options import execution_options_of
from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

ROOT = Path(__file__).resolve().parents[2]
FORMAT = {"extension": ".md", "format_name": "myst"}
PAGES = [
    path
    for folder in ("lessons", "notebooks")
    for path in sorted((ROOT / folder).rglob("*.md"))
    if is_myst_markdown_notebook(path.read_text("utf-8"))
]
FRONT = re.compile(r"(?m)^---\n((?:(?!---).*\n)*?kernelspec:(?:(?!---).*\n)*?)---$")
IN_MANUAL = [
    pytest.param(match[1], id=f"{path.name}-{number}")
    for path in sorted((ROOT / "docs").rglob("*"))
    if path.suffix in {".md", ".txt"}
    for number, match in enumerate(FRONT.finditer(path.read_text("utf-8")))
]


def there_and_back(text: str) -> str:
    """Return a page as it comes back from a notebook that Jupyter saved."""
    notebook = jupytext.reads(text, fmt=FORMAT)
    saved = json.loads(nbformat.writes(notebook))
    # JupyterLab writes this anew when a kernel starts
    known = ("display_name", "language", "name")
    spec = saved["metadata"]["kernelspec"]
    saved["metadata"]["kernelspec"] = {name: spec[name] for name in known if name in spec}
    back: str = jupytext.writes(nbformat.reads(json.dumps(saved), 4), fmt=FORMAT)
    return back


def lesson(text: str, path: Path) -> NotebookPage:
    notebook = read_myst_markdown_notebook(text, path=path)
    return NotebookPage("a", notebook, execution_options_of(notebook), text=text)


def prose(text: str) -> Counter[str]:
    """Return all lines below the front matter, save those of cells and blank ones."""
    body = re.sub(r"(?ms)^```\{code-cell\}.*?^```$", "", FRONT.sub("", text, count=1))
    return Counter(line.rstrip() for line in body.splitlines() if line.strip() not in {"", "+++"})


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_comes_back_as_it_was(path: Path) -> None:
    text = path.read_text("utf-8")
    back = there_and_back(text)
    assert is_myst_markdown_notebook(back)
    before, after = lesson(text, path), lesson(back, path)
    assert after.options == before.options
    assert [after.key(device) for device in ("cpu", "gpu")] == [
        before.key(device) for device in ("cpu", "gpu")
    ]
    tags = [[cell.metadata for cell in one.code] for one in (before, after)]
    assert tags[0] == tags[1]
    assert prose(back) == prose(text)
    assert there_and_back(back) == back


def test_all_that_a_page_states_comes_back() -> None:
    stated = "execution: {device: gpu, inputs: [data/*.npz], timeout: 600}"
    kernel = "kernelspec: {name: python3, display_name: Python 3}"
    shape = "text_representation: {extension: .md, format_name: myst}"
    text = f"---\njupytext:\n  {shape}\n  {stated}\n{kernel}\n---\n\n```{{code-cell}}\n1\n```\n"
    options = lesson(there_and_back(text), ROOT / "a.md").options
    assert (options.device, options.inputs, options.timeout) == ("gpu", ("data/*.npz",), 600)
    # where it does not survive, which is why the manual shows the other place
    lost = f"---\njupytext:\n  {shape}\n{kernel}\n{stated}\n---\n\n```{{code-cell}}\n1\n```\n"
    assert lesson(lost, ROOT / "a.md").options == options
    assert lesson(there_and_back(lost), ROOT / "a.md").options.device == "cpu"


@pytest.mark.parametrize("front", IN_MANUAL)
def test_jupytext_opens_what_the_manual_shows(front: str) -> None:
    notebook = jupytext.reads(f"---\n{front}---\n\n```{{code-cell}}\n1\n```\n", fmt=FORMAT)
    nbformat.validate(notebook)
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == ["1"]
