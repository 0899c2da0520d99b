"""What authors state, one record for each statement: strings, integers and tuples.

Records are immutable and picklable, and say where they were stated. Lessons and concepts
refer to each other by key (a lesson's slug, a concept's id), so records of different
documents can be made apart, in any order.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something was stated: a document, and a line of it counted from 1."""

    document: str
    """Path in the project, or the address of a page elsewhere."""
    line: int | None = None
    source: str = ""
    """The file that the document includes, if the statement and its line are in one."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether this is a page of another site."""
        return "://" in self.document


class Lesson(NamedTuple):
    """A lesson of the course, written or only recorded."""

    slug: str
    """Its key: the name of its file without its number."""
    number: tuple[int, ...]
    """``(7, 4, 3)``: series, module, position. Empty if it has none."""
    title: str
    place: Place
    load: str = ""
    time: str = ""
    recorded: bool = False
    """Whether it stands outside this site, in a ``lesson-record``."""
    anchor: str = ""
    """The id of its record on the page; empty where the page is the lesson."""


class Concept(NamedTuple):
    """A named thing to know."""

    id: str
    title: str
    place: Place
    aliases: tuple[str, ...] = ()
    definition: str = ""
    """One sentence of plain text."""


class Teaching(NamedTuple):
    """A lesson teaches a concept to a depth."""

    lesson: str
    concept: str
    depth: int
    place: Place
    note: str = ""
    anchor: str = ""
    """The id of the block on the page; empty if there is none to go to."""


class Use(NamedTuple):
    """A lesson names or exercises a concept without raising its depth: it refreshes it."""

    lesson: str
    concept: str
    place: Place
    recap: bool = False
    """Whether this is a section that wakes the concept up on purpose."""
    inside: str = ""
    """Kind of the block that it stands in, if that matters: ``check``, ``next-step``."""


class Requirement(NamedTuple):
    """A lesson needs a concept at a depth."""

    lesson: str
    concept: str
    depth: int
    place: Place
    reason: str = ""


class BuildsOn(NamedTuple):
    """A concept builds on another."""

    concept: str
    base: str
    place: Place
