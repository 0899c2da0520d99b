"""The final shape of the blocks of plans and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.core.block_spec import Tone
from sphinx_pedagogy.core.fact_lines import label_reference, labelled, mentions, read_lines, words
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    reveal,
    view,
)
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext

TONES = {"critical": Tone.DANGER, "improvement": Tone.CAUTION, "polish": Tone.NEUTRAL}


def assemble_plan(node: block, context: AssemblyContext) -> None:
    """Put the lesson, its place in the course and what the student brings into the plan."""
    if node.title:
        node["lesson"] = node.title_text()
        node.remove(node.title)
    node.insert(0, view("", kind="plan-lesson", arguments=()))
    if names := words(node.options.get("concepts", "")):
        node += labelled("Teaches", *mentions(names, node))
    if load := node.options.get("load"):
        node += labelled("Load planned", nodes.Text(_(load)))
    for kind, label in (
        ("prerequisites", _("Prerequisites, as the lesson states them")),
        ("student-state", _("What the student knows on arrival")),
    ):
        folded = reveal("", kind="plan-view", options={}, label=label)
        folded["classes"] = ["ped", "ped-plan-view", "ped-neutral"]
        folded += view("", kind=kind, arguments=())
        node += folded


def assemble_lines(node: block, context: AssemblyContext) -> None:
    """Read each line: ``concept (depth): words``."""
    read_lines(node, context, node.kind)


def assemble_facts(node: block, context: AssemblyContext) -> None:
    """See that there is a list, each line of which is a fact."""
    lists = (nodes.bullet_list, nodes.enumerated_list)
    if not any(isinstance(child, lists) for child in node.children):
        text = "plan-facts: it has no list; write one item for each fact"
        context.warn(Subtype.STRUCTURE, text, node)


def assemble_gap(node: block, context: AssemblyContext) -> None:
    """Say how much is missing, and link to where the lesson closes it."""
    if size := node.options.get("size"):
        node += labelled("Size", nodes.Text(_(size)))
    if target := node.options.get("resolution"):
        # a rule of the audit says if there is no such label
        words = nodes.literal("", target)
        link = label_reference(target, context.env.docname, words, warn=False)
        node += labelled("Closed at", link)


def assemble_connection(node: block, context: AssemblyContext) -> None:
    """Say how likely a connection is to mislead."""
    if risk := node.options.get("risk"):
        node += labelled("Risk of misleading", nodes.Text(_(risk)))


def assemble_decision(node: block, context: AssemblyContext) -> None:
    """Keep what is decided about from the translators: it is a word of ours."""
    if node.title:
        node.title["translatable"] = False


def assemble_outline(node: block, context: AssemblyContext) -> None:
    """Read the title of each section off its line."""
    lists = [child for child in node.children if isinstance(child, nodes.enumerated_list)]
    if not lists:
        text = "plan-outline: it has no numbered list; write one item for each section"
        context.warn(Subtype.STRUCTURE, text, node)
    for found in lists:
        for entry in found.children:
            if isinstance(entry, nodes.list_item):
                entry["planned"] = section_title(entry)


def section_title(entry: nodes.list_item) -> str:
    """Return the bold words that an item begins with, else its first line up to a colon."""
    first = entry.children[0] if entry.children else None
    if not isinstance(first, nodes.paragraph):
        return ""
    said = next((child for child in first.children if child.astext()), None)
    if isinstance(said, nodes.strong):
        return said.astext().rstrip(".:")
    return first.astext().splitlines()[0].partition(": ")[0].strip()


def assemble_review(node: block, context: AssemblyContext) -> None:
    """Keep the number of the iteration among our words."""
    if node.title:
        node["number"] = node.title_text()
        node.remove(node.title)
    if day := node.options.get("date"):
        node.insert(0, labelled("Date", nodes.Text(day)))


def assemble_finding(node: block, context: AssemblyContext) -> None:
    """Tint a finding by its severity."""
    tone = TONES.get(node.options.get("severity", ""), Tone.NEUTRAL)
    node["classes"] = [f"ped-{tone}" if name == "ped-neutral" else name for name in node["classes"]]
