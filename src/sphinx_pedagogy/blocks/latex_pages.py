"""How blocks look in a PDF: in a style of ours, which breaks over pages wherever the text does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_pedagogy.blocks.builders import ancestors
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.core.site_files import keep, read

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.latex import LaTeXTranslator

STYLE = "sphinxpedagogy"
TONES = ("idea", "success", "caution", "danger", "accent")
"""The tones that the style has a colour for, besides the neutral one."""


def visit_block_in_latex(translator: LaTeXTranslator, node: block) -> None:
    """Open a block: lines around it, or a title alone where it stands in another."""
    inner = any(isinstance(outer, (block, nodes.Admonition)) for outer in ancestors(node))
    tone = next((name for name in TONES if f"ped-{name}" in node["classes"]), "neutral")
    node["environment"] = "pedinner" if inner else "pedblock"
    translator.body.append(f"\n\\begin{{{node['environment']}}}{{ped-{tone}}}")
    translator.no_latex_floats += 1


def depart_block_in_latex(translator: LaTeXTranslator, node: block) -> None:
    """Close it."""
    translator.body.append(f"\\end{{{node['environment']}}}\n")
    translator.no_latex_floats -= 1


def ship_latex_style(app: Sphinx, builder: Builder) -> None:
    """Write our style beside the document, and let it be loaded, if anything needs it."""
    if builder.format != "latex" or not any(
        page.is_ours for page in domain_of(app.env).pages.values()
    ):
        return
    if "figure_align" not in app.config.latex_elements:
        # One that floats may give an answer away before its question; and where it goes to the top
        # of a page, a frame of code that breaks over two pages runs off the first.
        cast("Any", builder).context["figure_align"] = "H"
    keep(Path(builder.outdir, f"{STYLE}.sty"), read(f"latex/{STYLE}.sty"))
    app.add_latex_package(STYLE)
