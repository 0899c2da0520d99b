"""Closing ``-start``/``-end`` pairs: what stands between them becomes the block's body.

A plain directive cannot hold an executable cell, because myst-nb splits a document into
cells before any directive is parsed. A gated pair can: its two ends are siblings of the
cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.blocks.nesting import DEEPEST
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.assembly_context import AssemblyContext
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import block, gate, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Sequence


class CloseGates(SphinxTransform):
    """Turns each gated pair into one block."""

    default_priority = transforms.CLOSE_GATES

    def apply(self) -> None:
        """Close the pairs of every parent that holds one."""
        if not is_ours(self.env):
            return
        parents = {id(node.parent): node.parent for node in walk(self.document, gate)}
        spilled: list[str] = []
        for parent in parents.values():
            around = blocks_around(parent)
            children = Pairing(
                AssemblyContext(self.env, domain_of(self.env).add_problem), spilled, around
            ).close(parent.children)
            parent.children = []
            parent.extend(children)


def blocks_around(node: nodes.Node) -> int:
    """Return how many blocks a node is, or stands in."""
    count = int(isinstance(node, block))
    while node.parent is not None:
        node = node.parent
        count += isinstance(node, block)
    return count


class Pairing:
    """Pairs the gates among the children of one node."""

    def __init__(self, context: AssemblyContext, spilled: list[str], around: int = 0) -> None:
        """Begin with no block open.

        :param spilled: kinds that a heading closed; their ``-end`` follows below it
        :param around: how many blocks the node stands in
        """
        self.around = around
        self.context = context
        self.spilled = spilled
        self.done: list[nodes.Node] = []
        self.open: list[block] = []
        self.flat: list[str] = []
        """The kinds that were too deep to be opened, innermost last; their ends follow."""

    def close(self, children: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return *children* with the pairs closed; nothing is lost."""
        for child in children:
            if isinstance(child, gate):
                self.end(child) if child["closes"] else self.start(child)
                continue
            if isinstance(child, nodes.section):
                self.close_rest("there is a heading before it; put both on one side of the heading")
            self.add(child)
        self.close_rest("the text that follows was taken as its body")
        return self.done

    def start(self, opening: gate) -> None:
        """Open the block of a ``-start``."""
        node = cast("block", opening.children[0])
        if self.around + len(self.open) < DEEPEST:
            self.open.append(node)
            return
        if not self.flat:
            # one for all that are too deep here
            text = (
                f"{node.kind}-start: more than {DEEPEST} blocks are open here, and it takes no "
                "body, like all that follow in it; close some before it"
            )
            self.context.warn(Subtype.GATE, text, node)
        node["too_deep"] = True
        self.add(node)
        self.flat.append(node.kind)

    def end(self, closing: gate) -> None:
        """Close the nearest open block of an ``-end``'s kind."""
        kind = closing["kind"]
        if kind in self.flat:
            self.flat.reverse()
            self.flat.remove(kind)
            self.flat.reverse()
            return
        if not any(node.kind == kind for node in self.open):
            if kind in self.spilled:
                self.spilled.remove(kind)
            else:
                text = f"{kind}-end: no {kind}-start before it; remove one or add the other"
                self.context.warn(Subtype.GATE, text, closing)
            return
        while self.open[-1].kind != kind:
            inner = self.open[-1].kind
            self.close_last(f"{kind}-end comes first; put {inner}-end before it")
        self.add(self.open.pop())

    def add(self, child: nodes.Node) -> None:
        """Append to the innermost open block, or to what is done."""
        if self.open:
            self.open[-1] += child
        else:
            self.done.append(child)

    def close_last(self, why: str) -> None:
        """Close the innermost block, which has no end, with a warning."""
        node = self.open.pop()
        text = f"{node.kind}-start: its {node.kind}-end is missing: {why}"
        self.context.warn(Subtype.GATE, text, node)
        self.add(node)

    def close_rest(self, why: str) -> None:
        """Close all that is open, with warnings."""
        while self.open:
            self.spilled.append(self.open[-1].kind)
            self.close_last(why)
