"""Reads pages as MyST-NB will, tells which of them are ours to run, and hands it their outputs.

Our reader returns the page's own notebook with outputs in it, and MyST-NB is told not to execute.
So it touches no cache, needs no kernel, and cannot run a page on the wrong machine.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.core.mystnb import readers as mystnb
from sphinx_pedagogy.execute.executors.choice import NONE
from sphinx_pedagogy.execute.jobs import GPU
from sphinx_pedagogy.execute.page.execution_options import execution_options_of
from sphinx_pedagogy.execute.page.front_matter import (
    NoCellsError,
    check_kernel,
    check_readable,
    renderer_note,
)
from sphinx_pedagogy.execute.page.inputs import find_inputs_of
from sphinx_pedagogy.execute.page.merge_outputs import place_outputs
from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.mystnb.readers import MdParserConfig, NbParserConfig, ReadPage

_READER = f"{__name__}.read_with_outputs"
_PYTHON = {"name": "python", "pygments_lexer": "ipython3"}


def read_page(app: Sphinx, docname: str, text: str) -> NotebookPage | None:
    """Return a page whose cells are ours to run, or ``None``.

    :param text: the page as MyST-NB will get it
    :raises ShownOnlyError: MyST-NB is to show it, and cannot do so from its file
    :raises Exception: whatever a malformed page makes MyST-NB raise; it would do so again
    """
    read = mystnb.read_page(app.env, docname, text)
    if read is None:
        return None
    options = execution_options_of(read.notebook)
    runs = app.config.pedagogy_executor != NONE
    if not _is_ours(read, options.device, runs=runs):
        would_run = runs and _runs_elsewhere(read)
        if would_run:
            check_kernel(read.kernel)
        check_readable(read, would_run=would_run)
        if not read.code and runs and not read.is_excluded and read.mode != "off":
            raise NoCellsError
        return None
    folder = str(PurePosixPath(docname).parent)
    inputs, problems = find_inputs_of(app, options.inputs, folder)
    return NotebookPage(
        name=docname,
        notebook=read.notebook,
        options=options,
        folder=folder,
        inputs=inputs,
        problems=problems,
        allow_errors=read.allow_errors,
        cell_timeout=read.cell_timeout,
        text=read.text,
        renderer=renderer_note(read.wrong_renderer) if read.wrong_renderer else "",
    )


def _runs_elsewhere(page: ReadPage) -> bool:
    """Whether MyST-NB runs a page itself, which would end the build without its kernel."""
    if not page.code or page.is_excluded or page.mode not in ("auto", "force", "inline"):
        return False
    return page.mode != "auto" or not all(cell.outputs for cell in page.code)


def _is_ours(page: ReadPage, device: str, *, runs: bool) -> bool:
    """Whether we run the page: in mode "cache", and wherever MyST-NB would run one for a GPU.

    :param runs: whether anything runs; if not, pages in other modes have to be told of as well
    """
    code, mode = page.code, page.mode
    if not code or page.is_excluded:
        return False
    if not runs:
        return mode == "cache" or (mode != "off" and not any(cell.outputs for cell in code))
    if mode == "auto":
        return device == GPU and not all(cell.outputs for cell in code)
    return mode == "cache" or (mode in ("force", "inline") and device == GPU)


def config_with_outputs(
    env: BuildEnvironment, base: NbParserConfig, page: NotebookPage, outputs: NotebookNode | None
) -> NbParserConfig:
    """Return settings of MyST-NB under which it shows *outputs* on one page, and runs nothing.

    :param base: its settings for all other pages
    """
    path = str(env.doc2path(page.name))
    options = {
        "base": base,
        "myst": mystnb.myst_config_of(env),
        "path": path,
        "page": page,
        # not their file: another build may store other ones there before MyST-NB asks
        "outputs": outputs,
    }
    return mystnb.with_reader(base, path, _READER, options)


def read_with_outputs(
    text: str,
    *,
    base: NbParserConfig,
    myst: MdParserConfig,
    path: str,
    page: NotebookPage,
    outputs: NotebookNode | None,
) -> NotebookNode:
    """Read a page and put its outputs in; MyST-NB calls this by its name."""
    if text == page.text:
        notebook = page.notebook
    elif read := mystnb.read_notebook(text, path=path, myst=myst, config=base):
        notebook = mystnb.mended(read, base)
    else:  # it was a notebook when its outputs were found: another extension changes its mind
        return read_as_text(text)
    if outputs is not None:
        place_outputs(notebook, deepcopy(outputs))  # pages may share them
    if str(notebook.metadata.get("kernelspec", {}).get("name")).startswith("python"):
        from nbformat import from_dict

        # what a kernel would have told, for the colours of the code
        notebook.metadata.setdefault("language_info", from_dict(_PYTHON))
    mystnb.forget_mode(notebook, base)
    return notebook


def read_as_text(text: str) -> NotebookNode:
    """Return a page without cells."""
    from nbformat import v4

    return cast("NotebookNode", v4.new_notebook(cells=[v4.new_markdown_cell(text)]))
