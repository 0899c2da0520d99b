"""Notebooks to download: for each notebook page a student's ``.ipynb`` and one with solutions.

They are written from the page itself as the HTML builder is about to write it, when everything in
it is known: so Markdown and reStructuredText, blocks of plugins, translations and numbers from
cells need no second reader. The code and outputs come from the notebook that myst-nb ran.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.core.registry import add_view
from sphinx_pedagogy.core.view import ViewSpec
from sphinx_pedagogy.course.lesson_notebook import NOTEBOOK_VIEW as VIEW
from sphinx_pedagogy.notebooks.download_links import PlaceLinks, file_links
from sphinx_pedagogy.notebooks.notebook_files import remove_old_files, write_notebooks
from sphinx_pedagogy.notebooks.notebook_pages import check_pages, read_again, write_again

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load it. Without myst-nb there are no cells, and nothing happens."""
    app.setup_extension("sphinx_pedagogy.blocks")
    app.setup_extension("sphinx_pedagogy.concepts")
    add_view(app, ViewSpec(name=VIEW, render=partial(file_links, app), internal=True))
    app.add_transform(PlaceLinks)
    app.connect("env-get-outdated", read_again)
    # after the course was derived (600)
    app.connect("env-updated", check_pages, priority=650)
    app.connect("env-updated", write_again, priority=650)
    # after other extensions have changed the page
    app.connect("doctree-resolved", write_notebooks, priority=900)
    app.connect("build-finished", remove_old_files)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
