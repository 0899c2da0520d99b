"""Reads pages as myst-nb will, and hands it their outputs: all that we know of its insides.

myst-nb asks a *reader* for the notebook of a file, and the reader can be set for each page. Ours
returns the page's own notebook with outputs in it, and myst-nb is told not to execute. So it
touches no cache, needs no kernel, and cannot run a page on the wrong machine.
"""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from nbformat import from_dict, v4

from sphinx_pedagogy.core.mystnb.readable import check
from sphinx_pedagogy.execute.executors.choice import NONE
from sphinx_pedagogy.execute.jobs import GPU
from sphinx_pedagogy.execute.page.execution_options import execution_options_of
from sphinx_pedagogy.execute.page.front_matter import check_kernel
from sphinx_pedagogy.execute.page.inputs import find_inputs_of
from sphinx_pedagogy.execute.page.merge_outputs import place_outputs
from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

if TYPE_CHECKING:
    from myst_nb.core.config import NbParserConfig
    from myst_parser.config.main import MdParserConfig
    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_READER = f"{__name__}.read_with_outputs"
_PYTHON = {"name": "python", "pygments_lexer": "ipython3"}
_MODE = "execution_mode"


class _Page(NamedTuple):
    """A page that has cells."""

    path: Path
    text: str
    notebook: NotebookNode
    config: NbParserConfig


def config_of(env: BuildEnvironment) -> NbParserConfig | None:
    """Return the settings of myst-nb, if it is loaded."""
    return getattr(env, "mystnb_config", None)


def read_page(app: Sphinx, docname: str, text: str) -> NotebookPage | None:
    """Return a page whose cells are ours to run, or ``None``.

    :param text: the page as myst-nb will get it
    :raises Exception: whatever a malformed page makes myst-nb raise; it will do so again
    """
    page = _read_page(app.env, docname, text)
    if page is None:
        return None
    options = execution_options_of(page.notebook)
    runs = app.config.pedagogy_executor != NONE
    if not _is_ours(page, options.device, runs=runs):
        if runs and _runs_elsewhere(page):
            check_kernel(str(page.notebook.metadata.get("kernelspec", {}).get("name", "python3")))
        return None
    folder = str(PurePosixPath(docname).parent)
    inputs, problems = find_inputs_of(app, options.inputs, folder)
    limit = page.config.execution_timeout
    return NotebookPage(
        docname,
        page.notebook,
        options,
        folder,
        inputs,
        problems,
        page.config.execution_allow_errors,
        float(limit) if limit and limit > 0 else None,
        page.text,
    )


def _read_page(env: BuildEnvironment, docname: str, text: str) -> _Page | None:
    from myst_nb.core.read import create_nb_reader, is_myst_markdown_notebook

    config = config_of(env)
    path = Path(env.doc2path(docname))
    if config is None:
        return None
    suffixes = (".ipynb", *config.custom_formats)
    if not path.name.endswith(suffixes) and not is_myst_markdown_notebook(text):
        return None
    reader = create_nb_reader(str(path), _myst_config(env), config, text)
    if reader is None:
        return None
    notebook = reader.read(text)
    check(notebook, config.metadata_key, text)
    _rename_kernel(notebook, config)
    return _Page(path, text, notebook, _with_overrides(notebook, config))


def _myst_config(env: BuildEnvironment) -> MdParserConfig:
    return cast("MdParserConfig", env.myst_config)  # type: ignore[attr-defined]


def _rename_kernel(notebook: NotebookNode, config: NbParserConfig) -> None:
    name = notebook.metadata.get("kernelspec", {}).get("name")
    for pattern, alias in config.kernel_rgx_aliases.items():
        if name is not None and re.fullmatch(pattern, name):
            notebook.metadata["kernelspec"]["name"] = alias
            return


def _with_overrides(notebook: NotebookNode, config: NbParserConfig) -> NbParserConfig:
    overrides = dict(notebook.metadata.get(config.metadata_key) or {})
    overrides.pop("output_folder", None)
    try:
        return config.copy(**overrides)
    except Exception:  # myst-nb warns of it
        return config


def _runs_elsewhere(page: _Page) -> bool:
    """Whether myst-nb runs a page itself, which would end the build without its kernel."""
    code = [cell for cell in page.notebook.cells if cell.cell_type == "code"]
    mode = page.config.execution_mode
    if not code or _is_excluded(page) or mode not in ("auto", "force", "inline"):
        return False
    return mode != "auto" or not all(cell.outputs for cell in code)


def _is_excluded(page: _Page) -> bool:
    path = PurePosixPath(page.path.as_posix())
    return any(path.match(pattern) for pattern in page.config.execution_excludepatterns)


def _is_ours(page: _Page, device: str, *, runs: bool) -> bool:
    """Whether we run the page: in mode "cache", and wherever myst-nb would run one for a GPU.

    :param runs: whether anything runs; if not, pages in other modes have to be told of as well
    """
    code = [cell for cell in page.notebook.cells if cell.cell_type == "code"]
    if not code or _is_excluded(page):
        return False
    mode = page.config.execution_mode
    if not runs:
        return mode == "cache" or (mode != "off" and not any(cell.outputs for cell in code))
    if mode == "auto":
        return device == GPU and not all(cell.outputs for cell in code)
    return mode == "cache" or (mode in ("force", "inline") and device == GPU)


def config_with_outputs(
    env: BuildEnvironment, base: NbParserConfig, page: NotebookPage, outputs: NotebookNode | None
) -> NbParserConfig:
    """Return settings of myst-nb under which it shows *outputs* on one page, and runs nothing.

    :param base: its settings for all other pages
    """
    path = str(env.doc2path(page.name))
    options = {
        "base": base,
        "myst": _myst_config(env),
        "path": path,
        "page": page,
        # not their file: another build may store other ones there before myst-nb asks
        "outputs": outputs,
    }
    formats = {**base.custom_formats, path: (_READER, options, _is_commonmark(path, base))}
    return base.copy(custom_formats=formats, execution_mode="off")


def _is_commonmark(path: str, config: NbParserConfig) -> bool:
    found = [suffix for suffix in config.custom_formats if path.endswith(suffix)]
    return bool(found) and config.custom_formats[max(found, key=len)][2]


def read_with_outputs(
    text: str,
    *,
    base: NbParserConfig,
    myst: MdParserConfig,
    path: str,
    page: NotebookPage,
    outputs: NotebookNode | None,
) -> NotebookNode:
    """Read a page and put its outputs in; myst-nb calls this by its name."""
    from myst_nb.core.read import create_nb_reader

    if text == page.text:
        notebook = page.notebook
    elif reader := create_nb_reader(path, myst, base, text):
        notebook = cast("NotebookNode", reader.read(text))
    else:  # it was a notebook when the page was staged: another extension changes its mind
        return read_as_text(text)
    if outputs is not None:
        place_outputs(notebook, deepcopy(outputs))  # pages may share them
    if str(notebook.metadata.get("kernelspec", {}).get("name")).startswith("python"):
        # what a kernel would have told, for the colours of the code
        notebook.metadata.setdefault("language_info", from_dict(_PYTHON))
    # it must not run the page after all
    notebook.metadata.get(base.metadata_key, {}).pop(_MODE, None)
    return notebook


def read_as_text(text: str) -> NotebookNode:
    """Return a page without cells."""
    return cast("NotebookNode", v4.new_notebook(cells=[v4.new_markdown_cell(text)]))


def note_execution(env: BuildEnvironment, docname: str, data: dict[str, Any]) -> None:
    """Tell myst-nb what it would have noted itself, for its tables of statistics."""
    from myst_nb.sphinx_ import NbMetadataCollector

    NbMetadataCollector.set_exec_data(env, docname, data)
