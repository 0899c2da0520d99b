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
    """``None`` if that is not known."""
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
    """With the text of its markup, in the language of the page."""
    place: Place
    """Its ``lesson`` block, or its record."""
    load: str = ""
    """How demanding it is, as its author wrote: the option ``load``."""
    time: str = ""
    """How long it takes, as its author wrote: the option ``time``."""
    recorded: bool = False
    """Whether it stands outside this site, in a ``lesson-record``."""
    anchor: str = ""
    """The id of its record on the page; empty where the page is the lesson."""
    status: str = ""
    """How far it is, as a record says: ``planned``, ``built`` or ``complete``."""
    notebook: str = ""
    """Its notebook: the name of a page after a slash, else as its author wrote; a text that begins
    with ``none`` says why there is none."""
    summary: str = ""
    """What it is about: the first paragraph of its ``lesson`` block, with its markup."""


class Concept(NamedTuple):
    """A named thing to know."""

    id: str
    """Its key."""
    title: str
    """Its name in the language of the page."""
    place: Place
    """Its definition, if there is one; else where it is taught or named."""
    aliases: tuple[str, ...] = ()
    """Its other names."""
    definition: str = ""
    """One sentence of plain text."""


class Teaching(NamedTuple):
    """A lesson teaches a concept to a depth."""

    lesson: str
    """Slug of the lesson."""
    concept: str
    """Id of the concept."""
    depth: int
    """How deep, from 1; ``DepthScale.word()`` gives the word."""
    place: Place
    """Where the page states it."""
    note: str = ""
    """How it is taught, in the words of its author."""
    anchor: str = ""
    """The id of the block on the page; empty if there is none to go to."""


class Use(NamedTuple):
    """A lesson names or exercises a concept without raising its depth: it refreshes it."""

    lesson: str
    """Slug of the lesson."""
    concept: str
    """Id of the concept."""
    place: Place
    """Where it is named."""
    recap: bool = False
    """Whether this is a recap of the concept."""
    inside: str = ""
    """Kind of the block that names it by its title or an option (``of``, ``tests``), or of
    the nearest block around the mention in which it is not named in passing: one with the role of
    an answer, application, completion, definition, example, exercise, hint, next step, question,
    recap, scope or solution, or ``lesson``;
    ``code`` where code uses it. Empty in all other text."""


class Requirement(NamedTuple):
    """A lesson needs a concept at a depth."""

    lesson: str
    """Slug of the lesson."""
    concept: str
    """Id of the concept."""
    depth: int
    """How deep it has to be known, from 1."""
    place: Place
    """Where the page states it."""
    reason: str = ""
    """Why, in the words of its author."""


class BuildsOn(NamedTuple):
    """A concept builds on another."""

    concept: str
    base: str
    place: Place
