"""Lines of text with their markup, read off docutils nodes and written as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import index, pending_xref

from sphinx_pedagogy.core.nodes import is_label, lesson_ref, quantity_ref
from sphinx_pedagogy.core.typography import typeset
from sphinx_pedagogy.course.phrase import (
    CODE,
    LABEL,
    LESSON,
    MATH,
    QUANTITY,
    TEXT,
    Bit,
    Phrase,
    phrase,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHAPES: dict[str, type[nodes.TextElement]] = {
    CODE: nodes.literal,
    "strong": nodes.strong,
    "emphasis": nodes.emphasis,
    "subscript": nodes.subscript,
    "superscript": nodes.superscript,
}
_SILENT = (
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.system_message,
    nodes.problematic,
    nodes.target,
    nodes.substitution_definition,
    nodes.comment,
    index,
)
"""What says nothing in a line that stands elsewhere: a picture, the number of a note."""


def phrase_of(children: Iterable[nodes.Node]) -> str:
    """Return what some nodes say in a line that stands elsewhere."""
    said = list(children)
    return typeset(phrase(_read(said, TEXT)), said[0]) if said else ""


def _read(children: Iterable[nodes.Node], kind: str) -> Iterator[Bit]:
    for node in children:
        if isinstance(node, nodes.Text):
            yield Bit(str(node), kind)  # what is escaped in it is still marked
        elif isinstance(node, nodes.math | nodes.math_block):
            yield Bit(node.astext().strip(), MATH)
        elif isinstance(node, nodes.raw):
            yield Bit(" " if node.astext().lstrip().lower().startswith("<br") else "", kind)
        elif isinstance(node, _SILENT) or is_label(node):
            continue
        elif waiting := _waiting(node):
            yield waiting
        elif isinstance(node, nodes.Element) and not _is_citation(node):
            yield from _read(node.children, _kind_of(node, kind))


def _kind_of(node: nodes.Element, kind: str) -> str:
    return next((name for name, made in _SHAPES.items() if isinstance(node, made)), kind)


def _is_citation(node: nodes.Element) -> bool:
    return isinstance(node, pending_xref) and node.get("refdomain") in {"citation", "cite"}


def _waiting(node: nodes.Node) -> Bit | None:
    """Return what stands for a reference that shows something of another page."""
    if isinstance(node, lesson_ref):
        return None if node["explicit"] else Bit(str(node["name"]), LESSON)
    if isinstance(node, quantity_ref):
        if not node["elsewhere"] or node["written"]:
            return None
        return Bit(f"{node['elsewhere']}::{node['name']}:{node['format']}", QUANTITY)
    if not isinstance(node, pending_xref) or node.get("refexplicit") or _is_citation(node):
        return None
    kind = str(node.get("reftype"))
    if kind in {"ref", "numref"} or (kind == "myst" and not node.get("refdomain")):
        return Bit(str(node["reftarget"]), LABEL)
    return None


def nodes_of(text: str) -> list[nodes.Node]:
    """Return the nodes of a line."""
    if not isinstance(text, Phrase):
        return [nodes.Text(text)]
    return [_node_of(bit) for bit in text.bits]


def _node_of(bit: Bit) -> nodes.Node:
    if bit.kind == MATH:
        return nodes.math(bit.text, bit.text)
    shape = _SHAPES.get(bit.kind)
    return shape("", bit.text) if shape else nodes.Text(bit.text)
