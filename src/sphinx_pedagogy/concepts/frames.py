"""In which block a concept is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from docutils import nodes

FRAMES = (
    *(BlockRole.ANSWER, BlockRole.APPLICATION, BlockRole.COMPLETION, BlockRole.DEFINITION),
    *(BlockRole.EXAMPLE, BlockRole.EXERCISE, BlockRole.HINT, BlockRole.NEXT_STEP),
    *(BlockRole.QUESTION, BlockRole.RECAP, BlockRole.SCOPE, BlockRole.SOLUTION),
)
"""What a block counts as in which a concept is not named in passing: it asks more, or less."""


def is_frame(node: block, roles: Mapping[str, Set[BlockRole]]) -> bool:
    """Whether a block counts as one of :data:`FRAMES`, or says what its lesson is about."""
    return node.kind == "lesson" or not roles.get(node.kind, NO_ROLES).isdisjoint(FRAMES)


def frame_of(node: nodes.Node, roles: Mapping[str, Set[BlockRole]]) -> str:
    """Return the kind of the nearest block around *node* that is a frame."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, block) and is_frame(parent, roles):
            return parent.kind
        parent = parent.parent
    return ""
