"""Modules in a PDF: each list of pages with a caption is a part, whose lessons are chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.texescape import escape

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import app_of

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_CHAPTERS = ("", None, "chapter")
"""Settings of ``latex_toplevel_sectioning`` with which the pages of a manual are chapters."""


def parts_of(env: BuildEnvironment, config: Config, index: str) -> dict[str, str]:
    """Return the title of the part that begins with a page, by its name.

    One list with a caption is no reason for parts, and a project without lessons keeps what it had.
    """
    if config.latex_toplevel_sectioning not in _CHAPTERS:
        return {}
    if not any(page.lessons for page in domain_of(env).pages.values()):
        return {}
    lists = list(env.get_doctree(index).findall(addnodes.toctree))
    found = {str(tree["includefiles"][0]): tree for tree in lists if tree["includefiles"]}
    parts = {page: str(tree["caption"]) for page, tree in found.items() if tree.get("caption")}
    return parts if len(parts) > 1 else {}


class ChaptersInParts(LaTeXBuilder):
    """Sphinx's own builder, which names the contents after the first list of pages otherwise."""

    def get_contentsname(self, indexfile: str) -> str:
        """Return the name of the contents; empty for LaTeX's own word."""
        parts = parts_of(self.env, self.config, indexfile)
        return "" if parts else super().get_contentsname(indexfile)


class BeginParts(SphinxPostTransform):
    """Puts the title of a part before its first page."""

    default_priority = transforms.BEGIN_PARTS

    def is_supported(self) -> bool:
        """Whether all pages become one document on paper."""
        return app_of(self.env).builder.format == "latex"

    def run(self, **_kwargs: object) -> None:
        """Find the first page of each part."""
        parts = parts_of(self.env, self.config, self.env.docname)
        for page in list(self.document.findall(addnodes.start_of_file)):
            if title := parts.pop(str(page["docname"]), ""):
                begin = f"\n\\part{{{escape(title, self.config.latex_engine)}}}\n"
                at = page.parent.index(page)
                page.parent.insert(at, nodes.raw("", begin, format="latex"))
