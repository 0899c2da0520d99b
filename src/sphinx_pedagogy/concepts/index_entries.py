"""Concepts in the general index of Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.fact_lines import option_text, words
from sphinx_pedagogy.core.nodes import block, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.typography import typeset

if TYPE_CHECKING:
    from docutils import nodes


class IndexConcepts(SphinxTransform):
    """Puts an entry for each name of a concept before the block that teaches it."""

    default_priority = transforms.INDEX_CONCEPTS

    def apply(self) -> None:
        """Look at the blocks of a page of ours."""
        if not is_ours(self.env):
            return
        for node in walk(self.document, block):
            if not isinstance(node, block) or node.kind != "concept" or is_hidden(node):
                continue
            if entries := entries_of(node):
                node.parent.insert(node.parent.index(node), addnodes.index(entries=entries))


def is_hidden(node: nodes.Node) -> bool:
    """Whether readers do not get a block, or what it stands in."""
    inside: nodes.Node | None = node
    while inside is not None:
        if isinstance(inside, block) and "hidden" in inside.options:
            return True
        inside = inside.parent
    return False


def entries_of(node: block) -> list[tuple[str, str, str, str, None]]:
    """Return the entries of a concept: for its title, and for each other name."""
    if node.title is None or not node["ids"]:
        return []
    names = dict.fromkeys((typeset(node.title_text(), node), *words(option_text(node, "aka"))))
    # Sphinx takes a semicolon for the beginning of a part
    plain = [name.replace(";", ",") for name in names if name.strip()]
    return [("single", name, node["ids"][0], "", None) for name in plain]
