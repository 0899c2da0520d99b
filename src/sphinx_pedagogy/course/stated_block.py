"""A block as its page states it: stored with the page, so that others can ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx_pedagogy.course.block_roles import BlockRole
    from sphinx_pedagogy.model.records import Place


class StatedBlock(NamedTuple):
    """A block of a page, without what stands in it."""

    kind: str
    roles: tuple[BlockRole, ...]
    """Sorted, so that their digest is the same in each build."""
    title: str
    """With its markup, in the language of the page; empty if its author gave none."""
    options: tuple[tuple[str, str], ...]
    place: Place
    anchor: str
    """Empty where the block has none."""
