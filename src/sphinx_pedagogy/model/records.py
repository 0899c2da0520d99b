"""What authors state, one record for each statement: strings, integers and tuples.

Records are immutable and picklable, and say where they were stated. Lessons and concepts
refer to each other by key (a lesson's slug, a concept's id), so records of different
documents can be made apart, in any order.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something is stated: a document, and a line of it, counted from 1."""

    document: str
    """Path in the project, or the address of a page elsewhere."""
    line: int | None = None
    """The line; ``None`` if it is not known."""
    source: str = ""
    """If the statement is in a file that the document includes: this file. The line is then a line
    of this file."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether this is a page of another site."""
        return "://" in self.document

    @property
    def order(self) -> tuple[str, str, int]:
        """The key that sorts places: the document, the included file, the line."""
        return self.document, self.source, self.line or 0


class Lesson(NamedTuple):
    """A lesson of the course, written or only recorded."""

    slug: str
    """Its key: the name of its file without its number."""
    number: tuple[int, ...]
    """Series, module and position: ``(7, 4, 3)``. Empty if the lesson has no number."""
    title: str
    """The title without its markup, in the language of the page."""
    place: Place
    """Its ``lesson`` block, or its record."""
    load: str = ""
    """How much of the lesson is new: the option ``load``, as its author wrote it."""
    time: str = ""
    """How long the lesson takes: the option ``time``, as its author wrote it."""
    recorded: bool = False
    """Whether the lesson has no page on this site, but only a ``lesson-record``."""
    anchor: str = ""
    """The id of the record on its page; empty if the page is the lesson."""
    status: str = ""
    """How far the lesson is, as its record says: ``planned``, ``built`` or ``complete``."""
    notebook: str = ""
    """Its notebook. If the notebook is a page, this is ``/`` and the name of the page; otherwise it
    is what the author wrote. A text that begins with ``none`` says why there is no notebook."""
    summary: str = ""
    """What it is about: the first paragraph of its ``lesson`` block, with its markup."""


class Concept(NamedTuple):
    """Something that students learn and that has a name."""

    id: str
    """Its key."""
    title: str
    """The name of the concept in the language of the page."""
    place: Place
    """The place of the definition, if there is one; otherwise the place where the concept is taught
    or named."""
    aliases: tuple[str, ...] = ()
    """The other names of the concept."""
    definition: str = ""
    """One sentence of plain text."""


class Teaching(NamedTuple):
    """The statement that a lesson teaches a concept to a depth."""

    lesson: str
    """Slug of the lesson."""
    concept: str
    """Id of the concept."""
    depth: int
    """How deeply the lesson teaches the concept, from 1; ``DepthScale.word()`` gives the word."""
    place: Place
    """Where the page states this."""
    note: str = ""
    """How the concept is taught, in the words of the author."""
    anchor: str = ""
    """The id of the block on the page; empty if there is none to go to."""


class Use(NamedTuple):
    """The statement that a lesson uses a concept, without teaching it more deeply.

    A use keeps the concept fresh.
    """

    lesson: str
    """Slug of the lesson."""
    concept: str
    """Id of the concept."""
    place: Place
    """Where the page names the concept."""
    recap: bool = False
    """Whether this is a recap of the concept."""
    inside: str = ""
    """The kind of block that makes the use, such as ``example``.

    - If a block names the concept in its title or in an option (``of``, ``tests``): this block.
    - If text mentions the concept: the nearest block around the mention that is a ``lesson`` block,
      or has the role of an answer, application, completion, definition, example, exercise, hint,
      next step, question, recap, scope or solution. Empty if there is no such block.
    - If code uses the concept: ``code``.
    """


class Requirement(NamedTuple):
    """The statement that a lesson needs a concept at a depth."""

    lesson: str
    """Slug of the lesson."""
    concept: str
    """Id of the concept."""
    depth: int
    """How deeply the student has to know the concept, from 1."""
    place: Place
    """Where the page states this."""
    reason: str = ""
    """Why the lesson needs the concept, in the words of the author."""


class BuildsOn(NamedTuple):
    """A concept builds on another."""

    concept: str
    base: str
    place: Place
