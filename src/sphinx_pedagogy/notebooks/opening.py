"""The first cell of a notebook: where it comes from, and what it needs."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.notebooks.inline import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGES = {
    "Bio": "biopython",
    "PIL": "pillow",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "myst_nb": "myst-nb",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
"""What to install for modules whose package has another name.

A table rather than the packages that are installed: a page whose outputs are stored is built
where none of them is."""


def opening(title: str, address: str | None, course: str, needs: Iterable[str]) -> str:
    """Return the Markdown of the first cell.

    :param address: of the page on the web, if that is known
    :param needs: the packages to install
    """
    page = f"[{escaped(title)}]({address})" if address else f"**{escaped(title)}**"
    text = _("This notebook is the page {page} of the course “{course}”.")
    lines = [text.format(page=page, course=escaped(course))]
    if command := " ".join(needs):
        lines.append(_("It needs these packages; run the line in a cell where they are missing:"))
        lines.append(f"```\n%pip install {command}\n```")
    return "\n\n".join(lines)


def packages_of(codes: Iterable[str], local: Iterable[str] = ()) -> list[str]:
    """Return the packages that some Python code cannot do without, sorted.

    :param local: modules that need no installation
    """
    found = {name for code in codes for name in _imported(code)}
    found -= {*sys.stdlib_module_names, *local}
    return sorted({PACKAGES.get(name, name) for name in found})


def _imported(code: str) -> Iterator[str]:
    """Yield the modules that are imported at the top level: an import under an ``if`` may wait."""
    lines = (line if line[:1] not in {"%", "!"} else "" for line in code.splitlines())
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError):
        return
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
