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
    """Its name: ``debate``."""
    roles: Set[BlockRole]
    """What it counts as."""
    title: str
    """Its author's title, in the language of the page; empty if there is none."""
    options: Mapping[str, str]
    """What its author gave, and defaults."""
    place: Place
    """Where it begins."""
    lesson: Lesson | None
    """The lesson, if the page of the block is one."""
    anchor: str = ""
    """Its id on the page, which links lead to. It has one only if it has a label, or if one of our
    views lists it; otherwise this is empty."""

    @property
    def docname(self) -> str:
        """The page with the block."""
        return self.place.document
