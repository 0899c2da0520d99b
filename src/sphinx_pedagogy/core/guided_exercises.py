"""Guided exercises, whose solutions are no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.core.nodes import block, walk

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes


def solutions_of_guided(
    document: nodes.document, exercises: Set[str], solutions: Set[str]
) -> set[int]:
    """Return the ids (:func:`id`) of the solutions of guided exercises.

    Those are worked through on the page, and students get what the page has: their solution
    explains what they saw.

    :param exercises: the names of the blocks that are exercises
    :param solutions: the names of the blocks that are solutions
    """
    blocks = cast("list[block]", walk(document, block))
    guided = [
        node
        for node in blocks
        if node.kind in exercises and node.options.get("scaffold") == "guided"
    ]
    labels = {str(node.options.get("label", "")).casefold() for node in guided} - {""}
    inside = {id(found) for node in guided for found in walk(node, block)}
    return {
        id(node)
        for node in blocks
        if node.kind in solutions
        and (id(node) in inside or str(node.options.get("for", "")).casefold() in labels)
    }
