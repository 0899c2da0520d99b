"""Pages that nobody can unfold: folded cells, tabs and signatures, as paper and books show them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_pedagogy.blocks.builders import SCREEN, WHOLE
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.cell_nodes import is_cell, is_output, unfold
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.post_transform import has_ours
from sphinx_pedagogy.core.registry import app_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

CELLS = "myst_nb"
"""Whose cells fold, and whose stylesheet comes when a book is already closed."""

FOLDING = ("dropdown", "tab-set", "tab-item", "tab-content")
"""What sphinx-design folds in HTML; all other builders have it open."""

SVG = "http://www.w3.org/2000/svg"
_BARE_SVG = re.compile(r"<svg(?=[\s>])(?![^>]*\bxmlns=)")


class OpenFolds(SphinxPostTransform):
    """Opens what a screen folds, before those who fold it come."""

    default_priority = transforms.OPEN_FOLDS

    def is_supported(self) -> bool:
        """Whether this builder shows pages of ours to readers who can open nothing."""
        prints = app_of(self.env).builder.name not in (*SCREEN, *WHOLE)
        return prints and any(page.is_ours for page in domain_of(self.env).pages.values())

    def run(self, **kwargs: object) -> None:
        """Open cells everywhere, and in a book what only pages of HTML fold."""
        for box in list(self.document.findall(nodes.container)):
            if is_cell(box):
                self.open_cell(box)
            if is_output(box) and self.is_plain() and box.children:
                # there is neither a colour nor a frame that tells it from the code above
                box.insert(0, nodes.paragraph("", _("Output:"), translatable=False))
            elif self.is_book() and box.get("design_component") in FOLDING:
                open_fold(box)
        if self.is_book():
            if has_ours(self.env, self.document, self.env.docname):
                for code in self.document.findall(nodes.literal_block):
                    code["classes"].append("ped-wrap")  # no book scrolls sideways
            self.make_valid()

    def make_valid(self) -> None:
        """Mend what is no XHTML: lists without terms, and drawings without a namespace."""
        for kind in (addnodes.desc_parameterlist, addnodes.desc_type_parameter_list):
            for parameters in self.document.findall(kind):
                parameters["multi_line_parameter_list"] = False
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.raw) and "html" in str(node["format"]).split():
                node.children = [nodes.Text(with_namespace(node.astext()))]
            elif isinstance(node.get("svg"), str):  # icons of sphinx-design
                node["svg"] = with_namespace(node["svg"])

    def is_plain(self) -> bool:
        """Whether pages are letters alone."""
        return app_of(self.env).builder.format in {"text", "man", "texinfo"}

    def is_book(self) -> bool:
        """Whether the pages are those of an EPUB."""
        return app_of(self.env).builder.name == "epub"

    def open_cell(self, cell: nodes.container) -> None:
        """Show a folded cell, below the name that its author gave it."""
        name = unfold(cell)
        if name and name != getattr(self.config, "nb_code_prompt_show", None):
            title = nodes.paragraph("", "", nodes.strong("", name), classes=["ped-cell-name"])
            cell.insert(0, title)
            if app_of(self.env).builder.format == "latex":  # no name stands alone on a page's foot
                cell.insert(0, nodes.raw("", r"\pedroom{6}", format="latex"))


def with_namespace(text: str) -> str:
    """Return markup whose drawings say that they are drawings, as XML wants."""
    return _BARE_SVG.sub(f'<svg xmlns="{SVG}"', text)


def open_fold(box: nodes.container) -> None:
    """Show what folds, or a set or one of its tabs, where it stands and below its own title."""
    del box["design_component"]
    box["classes"] = [name for name in box["classes"] if not name.startswith("sd-")]
    for label in box.children:
        if isinstance(label, nodes.rubric):
            label["classes"] = []


def ship_cells(app: Sphinx, builder: Builder) -> None:
    """Put the stylesheet of cells into a book before it is closed."""
    if builder.name == "epub" and CELLS in app.extensions:
        import_module(f"{CELLS}.sphinx_ext").add_global_html_resources(app, None)
