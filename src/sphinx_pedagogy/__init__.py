"""Sphinx extensions for technical courses: lesson blocks, and cells that report failures.

List ``sphinx_pedagogy`` in ``extensions`` for everything, or sub-extensions
(``sphinx_pedagogy.blocks``, ``sphinx_pedagogy.execute``) for parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0.dev0"
"""Also that of the package: to ask what is installed takes 10 ms of each start."""


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
