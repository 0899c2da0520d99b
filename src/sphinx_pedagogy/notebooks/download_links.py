"""The links to a notebook's files: on its own page, and in the header of its lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.cell_nodes import is_cell
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    fact,
    top_of,
    view,
    walk,
)
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.view_content import Content, File, Line, Paragraph, Ref
from sphinx_pedagogy.course.lesson_notebook import NOTEBOOK_VIEW as VIEW
from sphinx_pedagogy.notebooks.notebook_pages import editions, file_of, notebooks_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_pedagogy.core.view import ViewContext

STYLE = "ped-notebook-files"
"""The class of the line of links."""

COLAB = "https://colab.research.google.com/github"


class PlaceLinks(SphinxTransform):
    """Keeps a place for the links on each page with cells, and beside each lesson's notebook."""

    default_priority = transforms.PLACE_NOTEBOOK_LINKS

    def apply(self) -> None:
        """Keep them; they stay empty on a page that is no notebook to download."""
        domain = domain_of(self.env)
        if not (is_ours(self.env) or domain.in_use or self.config.pedagogy_notebooks):
            return
        found = walk(self.document, block, nodes.container)
        for node in found:
            if isinstance(node, block) and node.kind == "lesson":
                self.in_header(node)
        if any(map(is_cell, found)):
            top, at = top_of(self.document)
            place = view("", kind=VIEW, arguments=(f"of={self.env.docname}", "cells=yes"))
            top.insert(at, place)

    def in_header(self, node: block) -> None:
        """Keep a place after the line that names the notebook."""
        for line in list(node.findall(fact)):
            link = next(line.findall(addnodes.pending_xref), None)
            if line.get("label") == "Notebook" and link is not None:
                docname = cast("str", link["reftarget"]).lstrip("/")
                place = view("", kind=VIEW, arguments=(f"of={docname}",))
                place.source, place.line = node.source, node.line
                line.parent.append(place)


def file_links(app: Sphinx, context: ViewContext) -> list[Content]:
    """Return the links to both files of a notebook, and to Colab if the site lies on GitHub."""
    docname = context.arguments["of"]
    if docname not in notebooks_of(app.env):
        return []
    own = docname == context.docname
    student, *solved = (file_of(docname, solved=flag) for flag in editions(app.config))
    line: Line = (File(_("Download the notebook") if own else _("Download"), student),)
    for path in solved:
        line += (" · ", File(_("with solutions"), path))
    if folder := app.config.pedagogy_colab.strip("/"):
        owner, repository, branch, *path = folder.split("/")
        place = "/".join([owner, repository, "blob", branch, *path, student])
        line += (" · ", Ref(_("Open in Colab"), f"{COLAB}/{quote(place)}"))
    return [Paragraph(line, STYLE)]
