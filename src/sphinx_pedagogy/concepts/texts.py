"""What is kept of a page's text: titles, definitions, and the labels that it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_pedagogy.core.nodes import block, fact
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.course.phrase import MATH, Bit, bits_of, cut, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_DEFINITION = 280
"""Characters of a definition that a concept's card shows."""

LABELS = {"any", "doc", "myst", "numref", "ref"}
"""Types of references that may lead to a label."""


def references(found: Iterable[nodes.Element]) -> tuple[str, ...]:
    """Return the labels that references among some nodes may lead to."""
    links = (node for node in found if isinstance(node, pending_xref))
    wanted = {
        str(node.get("reftargetid") or node["reftarget"])
        for node in links
        if node.get("reftype") in LABELS
    }
    return tuple(sorted(wanted))


def title_of(node: block) -> str:
    """Return the title of a block with its markup, or our label."""
    return (phrase_of(node.title.children) if node.title else "") or node.title_text()


def definition_of(node: block) -> str:
    """Return the first paragraph of a concept's body that says anything, with its markup.

    A formula before it belongs to it.
    """
    before: list[Bit] = []
    for child in node.body:
        if isinstance(child, nodes.math_block):
            before += [Bit(child.astext().strip(), MATH), Bit(" ")]
        elif isinstance(child, nodes.paragraph) and not isinstance(child, fact):
            if text := phrase_of(child.children):
                return cut(phrase([*before, *bits_of(text)]), LONGEST_DEFINITION)
        elif before and not isinstance(child, fact | nodes.Invisible):
            break
    return cut(phrase(before), LONGEST_DEFINITION)
