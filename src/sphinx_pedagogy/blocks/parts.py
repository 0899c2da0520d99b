"""Blocks made of parts in a row: cards and phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.blocks.assembly import copy_place, part_title, take_parts
from sphinx_pedagogy.core.nodes import item
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block


def assemble_cards(node: block, context: AssemblyContext) -> None:
    """Put the cards into a grid, which is a definition list elsewhere."""
    place, cards = take_parts(node, "card-item")
    if not cards:
        context.warn(
            Subtype.STRUCTURE, "cards: it has no cards; write card-item blocks in it", node
        )
        return
    grid = nodes.definition_list(classes=["ped-grid"])
    for card in cards:
        box = copy_place(card, item())
        box += part_title(card, nodes.term)
        box += nodes.definition("", *card.body)
        grid += box
    node.insert(place, grid)


def assemble_card(node: block, context: AssemblyContext) -> None:
    """Give a card its own tint."""
    tint = f"ped-{node.options['tone']}"
    node["classes"] = [tint if name == "ped-neutral" else name for name in node["classes"]]


def assemble_phases(node: block, context: AssemblyContext) -> None:
    """Put the phases into an ordered list."""
    place, phases = take_parts(node, "phase")
    if not phases:
        context.warn(Subtype.STRUCTURE, "phases: it has no steps; write phase blocks in it", node)
        return
    spine = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["ped-spine"])
    for phase in phases:
        step = copy_place(phase, nodes.list_item())
        title = part_title(phase, nodes.paragraph)
        title["classes"].append("ped-step")
        step += [title, *phase.body]
        spine += step
    node.insert(place, spine)
