"""The lines of Markdown between cells, as they are in the file.

MyST-NB notes for each cell where it begins, and strips the blank lines before it. It counts as if
there were always one: behind two, all lines of the text up to the next cell are one too small, and
behind none one too large.
"""

# ruff: noqa: ANN401 (MyST-NB's classes are known only where it is installed)
from __future__ import annotations

import sys
from functools import wraps
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.line_scope import reads_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_READERS = "myst_nb.core.read"
_NAME = "read_myst_markdown_notebook"
_MAP = "source_map"


def mend_lines(app: Sphinx, env: BuildEnvironment, *_: object) -> None:
    """Let MyST-NB, if it is loaded, count the blank lines in a project that asks, and only there.

    One process may build several projects.
    """
    module = sys.modules.get(_READERS)
    read = getattr(module, _NAME, None)
    if module is None or read is None:
        return
    plain = getattr(read, "__wrapped__", read)
    wanted = "myst_nb" in app.extensions and reads_all(env)
    setattr(module, _NAME, _counting(plain) if wanted else plain)


def _counting(read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def counting(text: str, *given: Any, **options: Any) -> Any:
        notebook = read(text, *given, **options)
        lines = notebook.metadata.get(_MAP)
        if lines:
            kinds = [cell.cell_type for cell in notebook.cells]
            notebook.metadata[_MAP] = list(_counted(text.splitlines(), kinds, lines))
        return notebook

    return counting


def _counted(text: Sequence[str], kinds: Sequence[str], lines: Sequence[int]) -> Iterator[int]:
    """Yield on which line of a text each cell begins, as MyST-NB counts: from 0, less one blank."""
    for kind, line in zip(kinds, lines, strict=True):
        blank = 0
        while kind == "markdown" and not any(text[line + blank : line + blank + 1]):
            blank += 1
        yield line + blank - 1 if kind == "markdown" else line
