"""Concepts: the definition, with what it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.fact_lines import labelled, mentions, option_line, words
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    fact,
    view,
)
from sphinx_pedagogy.course.messages import Subtype, suggest

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext


def read_depth(node: block, context: AssemblyContext) -> None:
    """Check the depth of a concept against the scale of the course."""
    word = node.options.get("depth")
    scale = scale_of(context.env.config)
    if word is None or word in scale.words:
        return
    try:
        depth = scale.word(scale.depth(word))
    except ValueError:
        hint = suggest(word, scale.words, in_order=True)
        text = f'concept: its option "depth" cannot be "{word}": {hint}'
        context.warn(Subtype.OPTION, text, node.at("depth"))
        node["options"] = {name: value for name, value in node.options.items() if name != "depth"}
        node["refused"] = [*node.get("refused", ()), "depth"]
    else:
        node["options"] = {**node.options, "depth": depth}


def keep_note(node: block) -> None:
    """Keep what is for records off the page; translators get it."""
    for child in node.children:
        if isinstance(child, fact) and child.get("option") == "note":
            child["for_records"] = True


def assemble_concept(node: block, context: AssemblyContext) -> None:
    """List depth, other names and what the concept builds on; apply its display."""
    read_depth(node, context)
    keep_note(node)
    if "plain" in node.options and "no-mentions" in node.options:
        text = (
            'concept: its options "plain" and "no-mentions" exclude each other, so its names count '
            "nowhere; remove one of the two"
        )
        context.warn(Subtype.OPTION, text, node.at("plain"))
    facts = nodes.bullet_list(bullet="-", classes=["ped-facts"])
    if depth := node.options.get("depth"):
        facts += nodes.list_item("", labelled("Depth", nodes.Text(_(depth))))
    if names := words(node.options.get("aka", "")):
        facts += nodes.list_item("", option_line("Also called", "aka", node, ", ".join(names)))
    if bases := words(node.options.get("builds-on", "")):
        facts += nodes.list_item("", labelled("Builds on", *mentions(bases, node)))
    if facts.children:
        node += facts
    display = node.options["display"]
    if (most := context.env.config.pedagogy_backlinks) and display == "block" and node.title:
        name = node.options.get("id") or node.title_text()
        node += view("", kind="used-later", arguments=(f"of={name}", f"most={most}"))
    if display == "none":
        node["options"] = {**node.options, "hidden": ""}
    elif display == "chip":
        node["classes"].append("ped-chip")
