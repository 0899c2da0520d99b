"""What is wrong with a course, in one form from whoever finds it to every report.

Blocks, the course, the rules of the audit, Sphinx and MyST all say it as a :class:`Diagnostic`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_pedagogy.model.deprecation import warn_of

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

    @cached_property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)


class Profile(StrEnum):
    """How much a course lets the audit ask; each asks what the one before asks, and more."""

    ESSENTIALS = "essentials"
    """What is wrong in any course, whatever its style."""
    COURSE = "course"
    """And what judges style, amount, balance, and whether something is there at all."""
    STRICT = "strict"
    """And what is a matter of taste, or a guess that is often wrong."""

    @cached_property
    def rank(self) -> int:
        """0 for the one that asks least."""
        return list(Profile).index(self)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about."""

    place: Place
    """Where that is."""
    text: str
    """What is there, in a few words."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is said once for a course, in the place of what is said of each of its pages."""

    text: str
    """What is wrong with several of them, and what to do; ``{}`` stands for how many they are."""
    here: str = ""
    """What is to be said of the one page beside its place, in a few words."""


class FixKind(StrEnum):
    """What a fix writes."""

    NAME = "name"
    """Another name in the place of a wrong one: in a role, an option, or a line of a list."""
    ROLE = "role"
    """A role around words of the text: ``old`` are the words, ``new`` is the concept."""
    ANNOUNCEMENT = "announcement"
    """A link to a lesson behind words of the text, or behind a role: ``old`` are the words or the
    name in the role, ``new`` is the lesson. They stand on the line of the finding."""
    TEXT = "text"
    """Other words in the place of some, letter for letter, on one line."""
    OPTION = "option"
    """An option of the block of the finding: ``new`` is the option, ``old`` is empty."""
    REQUIREMENT = "requirement"
    """A line of the ``requires`` block of the lesson: ``new`` is the line, ``old`` is empty."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What could be written in the sources so that a finding is none any more."""

    kind: FixKind
    """What that is."""
    old: str
    """What stands there, as written."""
    new: str
    """What is to stand there."""
    line: int | None = None
    """On which line of the file, if not on that of the finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing that is wrong, and what is known of it up to here.

    Whoever finds it states the first fields. The audit adds what it weighs in this course and
    whether a comment suppresses it, and a report the lesson that it is about.
    """

    code: str
    """Its kind: the id of the rule that found it, or the name of the warning.

    A warning of ours has the value of its ``Subtype``. One that a build gave has the name that
    ``suppress_warnings`` takes, such as ``myst.header``."""
    place: Place
    """Where it is. In a report, its ``source`` is always the file, from the source folder."""
    text: str
    """What is wrong, and what to do about it."""
    severity: Severity = Severity.WARNING
    """What it weighs: what its rule says or, once it was audited, what the course says."""
    related: tuple[Related, ...] = ()
    """Other places that one has to look at to understand it."""
    guess: bool = False
    """Whether a rule made it from prose by patterns, and no declaration proves it."""
    shared: Shared | None = None
    """What is said in its place where the rule finds the same on several pages: one finding that
    lists them all. Reports gather, and what is stored and compared stays one a page."""
    profile: Profile = Profile.ESSENTIALS
    """The first profile that asks for it; in one before, it is left out."""
    fixes: tuple[Fix, ...] = ()
    """What would mend it, where that can be said: ``audit --fix`` writes it."""
    suppressed: str = ""
    """The reason that the author gave for suppressing it; empty if it is active."""
    lesson: str = ""
    """In a report: the slug of the lesson on whose page, plan or review it is; else empty."""

    @property
    def is_active(self) -> bool:
        """Whether nobody suppressed it."""
        return not self.suppressed

    @property
    def rule(self) -> str:
        """The same as :attr:`code`, by a name that is about to go."""
        warn_of("Finding.rule", "Diagnostic.code", GONE_IN)
        return self.code

    @property
    def finding(self) -> Diagnostic:
        """This object, by a name that is about to go: what a rule found was another one once."""
        warn_of("Diagnostic.finding", "the attributes of the Diagnostic itself", GONE_IN)
        return self


GONE_IN = "0.2"
"""The version that has no ``Finding`` any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnabledRule:
    """A rule that an audit asks."""

    rule: str
    """Its id."""
    severity: Severity
    """What its findings weigh in this course."""
    summary: str
    """What it finds: one sentence."""
