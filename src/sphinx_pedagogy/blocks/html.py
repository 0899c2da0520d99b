"""How HTML shows blocks. Other builders treat them as the admonitions they derive from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.nodes import block, block_title, item, reveal

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator

NOTES = frozenset({"insight", "analogy", "mental-model", "aside", "recap"})
"""Kinds that comment on the text around them; a screen reader says so."""


def data_attributes(node: block) -> dict[str, Any]:
    """Return the ``data-ped-*`` attributes that the page's script reads."""
    data: dict[str, str] = node.get("data", {})
    return {f"data-ped-{name}": value for name, value in data.items()}


def visit_block(translator: HTML5Translator, node: block) -> None:
    """Open a block."""
    attributes = data_attributes(node)
    if node.kind in NOTES:
        attributes["role"] = "note"
    translator.body.append(translator.starttag(node, "div", **attributes))


def depart_block(translator: HTML5Translator, node: block) -> None:
    """Close a block."""
    translator.body.append("</div>\n")


def visit_reveal(translator: HTML5Translator, node: reveal) -> None:
    """Open a block that the reader opens. Its title is its summary."""
    attributes = data_attributes(node)
    translator.body.append(translator.starttag(node, "details", **attributes))


def depart_reveal(translator: HTML5Translator, node: reveal) -> None:
    """Close it."""
    translator.body.append("</details>\n")


def visit_title(translator: HTML5Translator, node: block_title) -> None:
    """Open the title of a block: no heading, since the outline is the author's."""
    tag = "summary" if isinstance(node.parent, reveal) else "p"
    translator.body.append(translator.starttag(node, tag, "", CLASS="ped-title"))


def depart_title(translator: HTML5Translator, node: block_title) -> None:
    """Close the title, with a link to the block if it can be linked to."""
    in_summary = isinstance(node.parent, reveal)
    if node.parent["ids"] and not in_summary:
        translator.add_permalink_ref(node.parent, "Link to this block")
    translator.body.append("</summary>\n" if in_summary else "</p>\n")


def visit_item(translator: HTML5Translator, node: item) -> None:
    """Open a card or a side: HTML allows a ``div`` around a term and its definition."""
    translator.body.append(translator.starttag(node, "div"))


def depart_item(translator: HTML5Translator, node: item) -> None:
    """Close it."""
    translator.body.append("</div>\n")


Visitor = Callable[[Any, Any], None]

VISITORS: dict[type[nodes.Element], tuple[Visitor, Visitor]] = {
    block: (visit_block, depart_block),
    reveal: (visit_reveal, depart_reveal),
    block_title: (visit_title, depart_title),
    item: (visit_item, depart_item),
}
