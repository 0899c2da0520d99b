"""What a block was before its assembler ran: one that fails must not cost the author a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_pedagogy.core.nodes import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.core.nodes import block

_MUTABLE = (list, dict)


class BlockState:
    """A block with all that stands in it, and its place.

    Elements are kept and not copied: the document knows them by their ids.
    """

    def __init__(self, node: block) -> None:
        """Remember what *node* is."""
        parent = node.parent
        self._parent = (parent, list(parent.children)) if parent is not None else None
        self._parts = [
            (part, list(part.children), copied(part.attributes))
            for part in walk(node, nodes.Element, inline=True)
        ]

    def put_back(self) -> None:
        """Make the block what it was, where it was."""
        for part, children, attributes in self._parts:
            part.attributes = attributes
            part.children = []
            part.extend(children)
        if self._parent is not None:
            parent, children = self._parent
            parent.children = []
            parent.extend(children)


def copied(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with lists and dictionaries of their own."""
    return {
        name: value.copy() if isinstance(value, _MUTABLE) else value
        for name, value in attributes.items()
    }
