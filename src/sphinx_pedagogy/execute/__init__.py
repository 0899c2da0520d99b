"""Executed cells: run where they should, kept for all who build, shown by myst-nb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.core.config import setup_config
from sphinx_pedagogy.core.setup import setup_domain
from sphinx_pedagogy.execute.executors.choice import check_execution
from sphinx_pedagogy.execute.handlers.build_events import BuildEvents
from sphinx_pedagogy.execute.handlers.failed_cells import ReportFailedCells, read_failed_again

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load it. Without myst-nb there are no cells, and nothing happens."""
    setup_config(app)
    setup_domain(app)
    app.connect("config-inited", check_execution, priority=200)
    app.add_transform(ReportFailedCells)
    app.connect("env-get-outdated", read_failed_again)
    BuildEvents().connect(app)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
