"""MyST-NB's settings, and the readers that it asks for the notebook of each page.

MyST-NB asks a *reader* for the notebook of a file, and its settings can name one for each file. So
a page can be given its outputs, or be mended, without a kernel or a cache being touched.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sphinx_pedagogy.core.mystnb.readable import as_shown, drop_wrong_renderer, oddity

if TYPE_CHECKING:
    from myst_nb.core.config import NbParserConfig as NbParserConfig
    from myst_parser.config.main import MdParserConfig as MdParserConfig
    from nbformat import NotebookNode
    from sphinx.environment import BuildEnvironment

COPIES = ("jupyter_execute", "**/jupyter_execute", ".jupyter_cache", "**/.jupyter_cache")
"""Folders of MyST-NB, beside the output of a build, with copies of pages."""
_CONFIG = "mystnb_config"
_MODE = "execution_mode"


class ReadPage(NamedTuple):
    """A page that has cells, as MyST-NB reads it."""

    path: Path
    text: str
    notebook: NotebookNode
    config: NbParserConfig
    """With what the page says of itself."""
    wrong_renderer: str = ""
    """What is wrong with the renderer that it named, which is taken from it."""
    oddity: str = ""
    """Why the notebook is mended, and MyST-NB cannot take it from the file; empty if it can."""

    @property
    def code(self) -> list[NotebookNode]:
        """The code cells."""
        return [cell for cell in self.notebook.cells if cell.cell_type == "code"]

    @property
    def kernel(self) -> str:
        """Name of the kernel."""
        return str(self.notebook.metadata.get("kernelspec", {}).get("name", "python3"))

    @property
    def mode(self) -> str:
        """How MyST-NB would run it: ``off``, ``auto``, ``force``, ``inline`` or ``cache``."""
        return str(self.config.execution_mode)

    @property
    def is_excluded(self) -> bool:
        """Whether the project keeps it from being run."""
        path = PurePosixPath(self.path.as_posix())
        return any(path.match(pattern) for pattern in self.config.execution_excludepatterns)

    @property
    def allow_errors(self) -> bool:
        """Whether its cells may fail."""
        return bool(self.config.execution_allow_errors)

    @property
    def cell_timeout(self) -> float | None:
        """Seconds that a cell may take; ``None`` for as long as it likes."""
        limit = self.config.execution_timeout
        return float(limit) if limit and limit > 0 else None


def config_of(env: BuildEnvironment) -> NbParserConfig | None:
    """Return the settings of MyST-NB, if it is loaded."""
    return getattr(env, _CONFIG, None)


def use_config(env: BuildEnvironment, config: NbParserConfig) -> None:
    """Let MyST-NB read the next page with these settings."""
    setattr(env, _CONFIG, config)


def myst_config_of(env: BuildEnvironment) -> MdParserConfig:
    """Return the settings of its Markdown, which MyST-NB gives to readers."""
    return cast("MdParserConfig", env.myst_config)  # type: ignore[attr-defined]


def raises_on_error(config: NbParserConfig) -> bool:
    """Whether a cell that fails is to end the build."""
    return bool(config.execution_raise_on_error)


def executed_file(env: BuildEnvironment, docname: str) -> Path:
    """Return where MyST-NB writes the notebook that it made of a page, with outputs."""
    return output_folder(env) / f"{docname}.ipynb"


def output_folder(env: BuildEnvironment) -> Path:
    """Return where MyST-NB writes what it made of pages; it must be loaded."""
    return Path(getattr(env, _CONFIG).output_folder)


def read_page(env: BuildEnvironment, docname: str, text: str) -> ReadPage | None:
    """Return a page as MyST-NB will read it, or ``None`` if it has no cells.

    :param text: the page as MyST-NB will get it
    :raises Exception: whatever a malformed page makes MyST-NB raise; it would do so again
    """
    from myst_nb.core.read import is_myst_markdown_notebook

    config = config_of(env)
    path = Path(env.doc2path(docname))
    if config is None:
        return None
    suffixes = (".ipynb", *config.custom_formats)
    if not path.name.endswith(suffixes) and not is_myst_markdown_notebook(text):
        return None
    notebook = read_notebook(text, path=str(path), myst=myst_config_of(env), config=config)
    if notebook is None:
        return None
    wrong = drop_wrong_renderer(notebook, config.metadata_key)
    if odd := oddity(notebook, config.metadata_key, text):
        notebook = as_shown(notebook, config.metadata_key)
    _rename_kernel(notebook, config)
    return ReadPage(
        path=path,
        text=text,
        notebook=notebook,
        config=_with_overrides(notebook, config),
        wrong_renderer=wrong,
        oddity=odd,
    )


def read_notebook(
    text: str, *, path: str, myst: MdParserConfig, config: NbParserConfig
) -> NotebookNode | None:
    """Return the notebook that MyST-NB reads from a text, or ``None`` if it is none."""
    from myst_nb.core.read import create_nb_reader

    reader = create_nb_reader(path, myst, config, text)
    return None if reader is None else cast("NotebookNode", reader.read(text))


def mended(notebook: NotebookNode, config: NbParserConfig) -> NotebookNode:
    """Return a notebook that MyST-NB can show.

    :raises UnreadableError: it cannot be mended
    """
    return as_shown(notebook, config.metadata_key)


def with_reader(
    base: NbParserConfig, path: str, reader: str, options: dict[str, Any]
) -> NbParserConfig:
    """Return settings under which MyST-NB asks a reader of ours for one file, and runs nothing.

    :param base: its settings for all other pages
    :param reader: the full name of a function, which gets the text of the file
    :param options: what else the function gets, by name
    """
    formats = {**base.custom_formats, path: (reader, options, _is_commonmark(path, base))}
    return base.copy(custom_formats=formats, execution_mode="off")


def forget_mode(notebook: NotebookNode, config: NbParserConfig) -> None:
    """Take away what a page says of its execution: a page of our readers is not run again."""
    notebook.metadata.get(config.metadata_key, {}).pop(_MODE, None)


def _is_commonmark(path: str, config: NbParserConfig) -> bool:
    found = [suffix for suffix in config.custom_formats if path.endswith(suffix)]
    return bool(found) and config.custom_formats[max(found, key=len)][2]


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
    except Exception:  # MyST-NB warns of it
        return config
