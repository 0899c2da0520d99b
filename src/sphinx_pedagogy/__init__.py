"""Sphinx extensions for technical courses: lesson blocks, and cells that report failures.

List ``sphinx_pedagogy`` in ``extensions`` for everything, or sub-extensions
(``sphinx_pedagogy.blocks``, ``sphinx_pedagogy.execute``) for parts.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("sphinx-pedagogy")
except PackageNotFoundError:  # a source tree on sys.path, not installed
    __version__ = "0"


PARTS = ("blocks", "concepts", "execute", "export", "plans", "notebooks", "audit")
"""The sub-extensions, each of which loads those that it needs: a part alone does its work."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every sub-extension."""
    for name in PARTS:
        app.setup_extension(f"sphinx_pedagogy.{name}")
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
