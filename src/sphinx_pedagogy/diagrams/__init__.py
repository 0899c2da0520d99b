"""Diagrams as SVG, drawn when the site is built: pages need no JavaScript to show them.

List ``sphinx_pedagogy.diagrams`` in ``extensions``; nothing else is needed. The package mermaidx
draws (``pip install "sphinx-pedagogy[diagrams]"``), and what it has drawn is stored, so that a
build without it shows the same. What has no drawing is shown as before, by a script of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxcontrib.mermaid import mermaid

import sphinx_pedagogy
from sphinx_pedagogy.core.epub_builder import CompleteEpub
from sphinx_pedagogy.core.site_files import FOLDER, folder_of, keep, read
from sphinx_pedagogy.diagrams.diagram_collector import DiagramCollector, draw_all, draw_on_page
from sphinx_pedagogy.diagrams.drawings import set_up_drawings
from sphinx_pedagogy.diagrams.shown_diagrams import (
    leave_out_undrawn,
    leave_scripts,
    tell_in_words,
    visit_html,
    visit_latex,
)

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

STYLE_OF_DIAGRAMS = "diagrams.css"


def ship_style_of_diagrams(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet where the pages of this build find it."""
    if builder.format == "html":
        keep(folder_of(builder) / STYLE_OF_DIAGRAMS, read(f"css/{STYLE_OF_DIAGRAMS}"))


def load_style_of_diagrams(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the stylesheet on a page that has a diagram."""
    if doctree is not None and doctree.next_node(mermaid) is not None:
        app.add_css_file(f"{FOLDER}/{STYLE_OF_DIAGRAMS}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Show diagrams ourselves."""
    app.setup_extension("sphinxcontrib.mermaid")
    app.add_node(mermaid, override=True, html=(visit_html, None), latex=(visit_latex, None))
    app.add_builder(CompleteEpub, override=True)
    app.add_env_collector(DiagramCollector)
    app.connect("config-inited", leave_scripts)
    app.connect("builder-inited", set_up_drawings)
    app.connect("env-updated", draw_all)
    # after views have been filled in
    app.connect("doctree-resolved", draw_on_page, priority=900)
    app.connect("doctree-resolved", leave_out_undrawn, priority=940)
    app.connect("doctree-resolved", tell_in_words, priority=950)
    app.connect("write-started", ship_style_of_diagrams)
    app.connect("html-page-context", load_style_of_diagrams)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
