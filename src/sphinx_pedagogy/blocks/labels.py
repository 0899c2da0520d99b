"""Our own words on the page: "Insight", "Example", "Why it is tempting"."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.blocks.course_blocks import name_concept
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    block_title,
    fact,
    label_text,
    walk,
)
from sphinx_pedagogy.core.opt_in import is_ours


class LabelBlocks(SphinxTransform):
    """Puts the label before an author's title, or makes it the title."""

    default_priority = transforms.LABEL

    def apply(self) -> None:
        """Label blocks, facts, and rows that differ."""
        if not is_ours(self.env):
            return
        for node in walk(self.document, block, nodes.list_item, nodes.paragraph):
            if isinstance(node, block):
                label_block(node)
            elif isinstance(node, nodes.list_item):
                name_concept(node)
            elif isinstance(node, fact):
                if label := label_text(node):
                    node.insert(0, [nodes.strong("", f"{label}:"), nodes.Text(" ")])
            elif node.get("differs"):
                mark = nodes.emphasis("", _("differs"), classes=["ped-mark"])
                node += [nodes.Text(" "), mark]


def label_block(node: block) -> None:
    """Give *node* the title it is shown with, if it has one."""
    label = label_text(node)
    if node.title is None:
        if not label:
            return  # a grid or a spine speaks for itself
        title = block_title("", label, translatable=False)
        title.source, title.line = node.source, node.line
        node.insert(0, title)
        return
    if label:
        mark = nodes.inline("", f"{label}:", classes=["ped-label"])
        node.title.insert(0, [mark, nodes.Text(" ")])
