"""How the blocks of a project appear in notebooks, by their specs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.core.block_spec import InNotebook
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from sphinx_pedagogy.core.registry import Registry


class BlockForms(NamedTuple):
    """Names of blocks, by how they appear."""

    exercises: frozenset[str]
    """Under a heading, with empty cells to work in."""
    solutions: frozenset[str]
    """Left out, folded or shown, as the project says."""
    plain: frozenset[str]
    left_out: frozenset[str]


def forms_of(registry: Registry) -> BlockForms:
    """Return the forms of all blocks."""
    roles, blocks = registry.roles, registry.blocks
    return BlockForms(
        exercises=frozenset(name for name in blocks if BlockRole.EXERCISE in roles[name]),
        solutions=frozenset(name for name in blocks if BlockRole.SOLUTION in roles[name]),
        plain=frozenset(name for name, spec in blocks.items() if spec.notebook is InNotebook.PLAIN),
        left_out=frozenset(
            name for name, spec in blocks.items() if spec.notebook is InNotebook.LEFT_OUT
        ),
    )
