"""What leaves the site for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.core.config import setup_config
from sphinx_pedagogy.core.registry import add_exporter
from sphinx_pedagogy.core.setup import setup_domain
from sphinx_pedagogy.export.curriculum import CURRICULUM
from sphinx_pedagogy.export.files import FileWriter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the exports, and what knows the course."""
    app.setup_extension("sphinx_pedagogy.concepts")
    setup_config(app)
    setup_domain(app)
    add_exporter(app, CURRICULUM)
    writer = FileWriter()
    app.connect("builder-inited", writer.note_files)
    app.connect("build-finished", writer.write_files)
    return {
        "version": sphinx_pedagogy.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
