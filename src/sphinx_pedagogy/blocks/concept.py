"""Concepts: the definition, with what it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_pedagogy.blocks.assembly import labelled, words
from sphinx_pedagogy.nodes import CATALOG, block

if TYPE_CHECKING:
    from sphinx_pedagogy.spec import Desk

_ = get_translation(CATALOG)

DEPTHS = ("mentioned", "introduced", "developed", "applied")


def assemble_concept(node: block, desk: Desk) -> None:
    """List depth, other names and what the concept builds on; apply its display."""
    facts = nodes.bullet_list(bullet="-", classes=["ped-facts"])
    if depth := node.options.get("depth"):
        facts += nodes.list_item("", labelled("Depth", nodes.Text(_(depth))))
    for option, label in (("aka", "Also called"), ("builds-on", "Builds on")):
        if names := words(node.options.get(option, "")):
            facts += nodes.list_item("", labelled(label, nodes.Text(", ".join(names))))
    if facts.children:
        node += facts
    display = node.options["display"]
    if display == "none":
        node["options"] = {**node.options, "hidden": ""}
    elif display == "chip":
        node["classes"].append("ped-chip")
