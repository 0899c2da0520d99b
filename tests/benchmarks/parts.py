"""What a made-up course is made of: records of plain data."""

from __future__ import annotations

from typing import NamedTuple

LESSONS_PER_MODULE = 10
MODULES_PER_SERIES = 5
DEPTHS = ("introduced", "developed", "applied")


class Edit(NamedTuple):
    """A change that an author makes.

    ``prose`` adds a sentence to the lesson; ``title`` renames, and ``depth`` deepens, the
    first concept that the lesson teaches.
    """

    kind: str
    lesson: int


class Concept(NamedTuple):
    """A concept, taught by one lesson."""

    key: str
    title: str
    first_title: str
    """Its title before edits."""
    depth: int
    """1 to 3."""
    lesson: int
    definition: str
    bases: tuple[int, ...]
    """Indexes of the concepts that it builds on."""


Text = tuple[str | Concept, ...]
"""Words and mentions; the dialect marks up the latter."""


class Paragraph(NamedTuple):
    """Prose."""

    text: Text


class Heading(NamedTuple):
    """The title of a section."""

    title: str
    level: int


class Table(NamedTuple):
    """A table of figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Code(NamedTuple):
    """A listing."""

    language: str
    source: str


class Formula(NamedTuple):
    """A display formula."""

    latex: str


class Callout(NamedTuple):
    """An insight, a tip or a warning."""

    kind: str
    title: str
    body: str


class Comparison(NamedTuple):
    """Two lists side by side."""

    title: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]


class Cards(NamedTuple):
    """A grid of titled cards."""

    cards: tuple[tuple[str, str], ...]


class Phases(NamedTuple):
    """Ordered steps."""

    title: str
    phases: tuple[tuple[str, str], ...]


class Check(NamedTuple):
    """A question with its answer."""

    number: int
    lesson: int
    question: str
    answer: str


class Definitions(NamedTuple):
    """The concepts that a lesson teaches."""

    concepts: tuple[Concept, ...]


Part = (
    Paragraph
    | Heading
    | Table
    | Code
    | Formula
    | Callout
    | Comparison
    | Cards
    | Phases
    | Check
    | Definitions
)


class Lesson(NamedTuple):
    """All that a lesson says."""

    number: int
    title: str
    level: str
    minutes: int
    summary: str
    constraint: str
    teaches: tuple[Concept, ...]
    requires: tuple[tuple[Concept, int], ...]
    body: tuple[Part, ...]
    next_step: str

    @property
    def module(self) -> int:
        """The module that it belongs to, counted from 1."""
        return module_of(self.number)

    @property
    def docname(self) -> str:
        """The page of the lesson."""
        return lesson_page(self.number)


def module_of(lesson: int) -> int:
    """Return the module of a lesson."""
    return (lesson - 1) // LESSONS_PER_MODULE + 1


def series_of(module: int) -> int:
    """Return the series of a module."""
    return (module - 1) // MODULES_PER_SERIES + 1


def module_folder(module: int) -> str:
    """Return the folder of a module."""
    return f"series-{series_of(module):02d}/module-{module:03d}"


def lesson_page(lesson: int) -> str:
    """Return the page of a lesson."""
    return f"{module_folder(module_of(lesson))}/lesson-{lesson:04d}"
