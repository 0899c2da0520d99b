"""What an audit says of a course: findings, and how much each one weighs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx_pedagogy.model.records import Place


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """A student meets something that was never taught, or is told something false."""
    WARNING = "warning"
    """A student will probably struggle."""
    NOTE = "note"
    """Worth a look; it never fails a build."""
    OFF = "off"
    """Nobody asks."""

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)


class Related(NamedTuple):
    """Another place that a finding is about."""

    place: Place
    """Where that is."""
    text: str
    """What is there, in a few words."""


class Finding(NamedTuple):
    """One thing that a rule found."""

    rule: str
    """Id of the rule."""
    place: Place
    """Where it is."""
    text: str
    """What is wrong, and what to do about it."""
    related: tuple[Related, ...] = ()
    """Other places that one has to look at to understand it."""
    guess: bool = False
    """Whether it was read off prose by patterns, and nothing that is declared proves it."""


class EnabledRule(NamedTuple):
    """A rule that an audit asks."""

    rule: str
    """Its id."""
    severity: Severity
    """What its findings weigh in this course."""
    summary: str
    """What it finds: one sentence."""


class Diagnostic(NamedTuple):
    """A finding, what it weighs in this course, and whether its author suppressed it."""

    finding: Finding
    """What a rule found."""
    severity: Severity
    """What it weighs in this course."""
    suppressed: str = ""
    """The reason that the author gave for suppressing it; empty if it speaks."""
