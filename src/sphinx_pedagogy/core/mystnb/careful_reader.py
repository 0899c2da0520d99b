"""A reader for pages on which MyST-NB's own, or what follows it, would end the build.

A page that cannot be read at all stands empty under its name, so that all others are built.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.core.mystnb.readable import UnreadableError, as_shown
from sphinx_pedagogy.core.mystnb.readers import forget_mode, read_notebook, with_reader

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from sphinx_pedagogy.core.mystnb.readers import MdParserConfig, NbParserConfig

_READER = f"{__name__}.read_carefully"


def careful_config(
    base: NbParserConfig, myst: MdParserConfig, path: str, text: str
) -> tuple[NbParserConfig, str]:
    """Return settings of myst-nb under which a page does not end the build, and what is wrong.

    :param base: its settings for all other pages
    :param text: the page as myst-nb will get it
    """
    options: dict[str, Any] = {"base": base, "myst": myst, "path": path}
    try:
        if read_carefully(text, **options) is None:
            return base, ""
        reason = ""
    except Exception as error:  # whatever odd files make the readers raise
        told = str(error).partition("\n")[0]
        kind = "" if isinstance(error, UnreadableError) else f"{type(error).__name__}: "
        reason = f"{kind}{told}".removesuffix(": ")[:300].encode("utf-8", "replace").decode()
        options["is_empty"] = True
    return with_reader(base, path, _READER, options), reason


def read_carefully(
    text: str,
    *,
    base: NbParserConfig,
    myst: MdParserConfig,
    path: str,
    is_empty: bool = False,
) -> NotebookNode | None:
    """Read a page, mended or empty; myst-nb calls this by its name.

    :returns: ``None`` if it is no notebook
    """
    if is_empty:
        from nbformat import v4

        return cast("NotebookNode", v4.new_notebook(cells=[_heading(path)]))
    read = read_notebook(text, path=path, myst=myst, config=base)
    if read is None:
        return None
    notebook = as_shown(read, base.metadata_key)
    forget_mode(notebook, base)
    return notebook


def _heading(path: str) -> NotebookNode:
    from nbformat import v4

    return cast("NotebookNode", v4.new_markdown_cell(f"# {Path(path).stem}"))
