"""A block of the course, as views, exporters, commands and rules get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx_pedagogy.course.block_roles import BlockRole
    from sphinx_pedagogy.model import Lesson, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRecord:
    """A block of a page, without its content."""

    kind: str
    """The name of the block: ``debate``."""
    roles: Set[BlockRole]
    """What the block counts as."""
    title: str
    """The author's title, in the language of the page; empty if there is none."""
    options: Mapping[str, str]
    """The options that the author gave, and defaults."""
    place: Place
    """Where the block begins."""
    lesson: Lesson | None
    """The lesson, if the page of the block is one."""
    anchor: str = ""
    """The id of the block on the page, to which links lead. Empty unless the block has a label, or
    one of our views lists the block."""

    @property
    def docname(self) -> str:
        """The page with the block."""
        return self.place.document
