"""Setting links in text that is there already, whatever markup its words have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class RunNode(NamedTuple):
    """A node of text in a run."""

    node: nodes.Text
    start: int
    """Where it begins in the text of its run."""


def enclose(
    texts: list[RunNode],
    start: int,
    end: int,
    make: Callable[[Sequence[nodes.Node]], list[nodes.Node]],
) -> bool:
    """Put what *make* makes of the words between two places in their place.

    From the last to the first: the pieces after a link are out of step.

    :param texts: the pieces of the run, which are cut where a link begins or ends
    :return: whether it could be done: not where a link would begin or end inside of markup
    """
    cut_at(texts, start)
    cut_at(texts, end)
    words = [piece.node for piece in texts if start <= piece.start < end]
    around = nodes_around(words)
    if not around or "".join(node.astext() for node in around) != "".join(words):
        return False
    parent, at = around[0].parent, place_of(around[0])
    parent.children[at : at + len(around)] = []
    parent.insert(at, make(around))
    return True


def place_of(node: nodes.Node) -> int:
    """Return where a node stands in its parent; docutils takes any text that reads the same."""
    return next(index for index, child in enumerate(node.parent.children) if child is node)


def cut_at(texts: list[RunNode], at: int) -> None:
    """Make two nodes of the text that goes across a place."""
    for index, piece in enumerate(texts):
        node, start = piece.node, piece.start
        if start < at < start + len(node):
            text = str(node)
            halves = nodes.Text(text[: at - start]), nodes.Text(text[at - start :])
            place, parent = place_of(node), node.parent
            parent.children[place : place + 1] = []
            parent.insert(place, halves)
            texts[index : index + 1] = [RunNode(halves[0], start), RunNode(halves[1], at)]
            return


def nodes_around(words: Sequence[nodes.Text]) -> list[nodes.Node]:
    """Return the children of one node that hold some texts."""
    if len(words) < 2:
        return list(words)
    lines = [ancestors(word) for word in words]
    shared = max(
        index
        for index in range(min(map(len, lines)))
        if all(line[index] is lines[0][index] for line in lines)
    )
    found: list[nodes.Node] = []
    for line in lines:
        if not found or line[shared + 1] is not found[-1]:
            found.append(line[shared + 1])
    return found


def ancestors(node: nodes.Node) -> list[nodes.Node]:
    """Return a node and all around it, the outermost first."""
    found = [node]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found[::-1]
