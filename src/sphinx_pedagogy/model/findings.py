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
    """How serious a finding is."""

    ERROR = "error"
    """A student meets something that was never taught, or is told something false."""
    WARNING = "warning"
    """A student will probably struggle."""
    NOTE = "note"
    """Worth a look; it never fails a build."""
    OFF = "off"
    """The rule does not run."""

    @cached_property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)


class Profile(StrEnum):
    """How much the audit looks for: each profile has all of the profile before it, and more."""

    ESSENTIALS = "essentials"
    """What is wrong in any course, whatever its style."""
    COURSE = "course"
    """Also style, amount, balance and missing parts."""
    STRICT = "strict"
    """Also matters of taste, and guesses that are often wrong."""

    @cached_property
    def rank(self) -> int:
        """0 for the profile that looks for least."""
        return list(Profile).index(self)


@dataclass(frozen=True)
class Related:
    """Another place that a finding is about."""

    place: Place
    """Where that is."""
    text: str
    """What is there, in a few words."""


@dataclass(frozen=True)
class Shared:
    """What to report once for a course, instead of once for each page."""

    text: str
    """What is wrong with several pages, and what to do; ``{}`` becomes the number of pages."""
    here: str = ""
    """What to say about this page in the list, in a few words."""


class FixKind(StrEnum):
    """What a fix writes."""

    NAME = "name"
    """A right name instead of a wrong one: in a role, an option, or a line of a list."""
    ROLE = "role"
    """A role around words of the text: ``old`` has the words, ``new`` has the concept."""
    ANNOUNCEMENT = "announcement"
    """A link to a lesson behind words of the text, or behind a role: ``old`` has the words, or the
    name in the role, and ``new`` has the lesson. The words are on the line of the finding."""
    TEXT = "text"
    """Other words instead of ``old``, which must match letter for letter, on one line."""
    OPTION = "option"
    """An option of the block of the finding: ``new`` has the option, ``old`` is empty."""
    REQUIREMENT = "requirement"
    """A line of the ``requires`` block of the lesson: ``new`` has the line, ``old`` is empty."""


@dataclass(frozen=True)
class Fix:
    """What to write in the sources, so that a finding is fixed."""

    kind: FixKind
    """What the fix writes."""
    old: str
    """What is there now, letter for letter."""
    new: str
    """What to write there."""
    line: int | None = None
    """The line of the file, if it is not the line of the finding."""


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """A finding or a warning: one thing that is wrong, and what is known about it so far.

    The rule or the warning gives the first fields. The audit adds the severity of the finding in
    this course, and whether a comment silences the finding. A report adds the lesson.

    The class has no slots. Findings are stored with their pages, and Python takes three times as
    long to read back objects with slots.
    """

    code: str
    """The id of the rule that made the finding, or the name of the warning.

    For a warning of ours, that is the value of its ``Subtype``. For a warning of Sphinx or of
    another extension, it is the name that ``suppress_warnings`` takes, such as ``myst.header``."""
    place: Place
    """Where the problem is. In a report, ``place.source`` is always the path of the file from the
    source folder."""
    text: str
    """What is wrong, and what to do about it."""
    severity: Severity = Severity.WARNING
    """The severity: at first that of the rule, after the audit the one that the course sets."""
    related: tuple[Related, ...] = ()
    """Other places that help to understand the finding."""
    guess: bool = False
    """Whether a rule made the finding from prose by patterns, and no declaration proves it."""
    shared: Shared | None = None
    """What to report instead if the rule finds the same on several pages: one finding that lists
    all pages. Only reports combine findings. The build stores and compares one finding for each
    page."""
    profile: Profile = Profile.ESSENTIALS
    """The lowest profile that reports the finding."""
    fixes: tuple[Fix, ...] = ()
    """What fixes the finding, if that is known: ``audit --fix`` writes it."""
    suppressed: str = ""
    """The reason that the author gave for silencing the finding; empty if the finding is active."""
    lesson: str = ""
    """In a report: the slug of the lesson whose page, plan or review has the finding; otherwise
    empty."""

    def updated(self, **changes: object) -> Diagnostic:
        """Return the finding with other values in some fields.

        ``dataclasses.replace`` does the same, but takes ten times as long, and a large course has
        ten thousand findings.

        :raises TypeError: there is no such field
        """
        if unknown := changes.keys() - self.__dict__.keys():
            raise TypeError(f"a finding has no field {', '.join(sorted(unknown))}")
        made = object.__new__(Diagnostic)
        made.__dict__.update(self.__dict__, **changes)
        return made

    @property
    def is_active(self) -> bool:
        """Whether no author silenced the finding."""
        return not self.suppressed

    @property
    def rule(self) -> str:
        """The same as :attr:`code`, by a name that is about to go."""
        warn_of("Finding.rule", "Diagnostic.code", GONE_IN)
        return self.code

    @property
    def finding(self) -> Diagnostic:
        """This object itself. The name is about to go: it was once an object of another class."""
        warn_of("Diagnostic.finding", "the attributes of the Diagnostic itself", GONE_IN)
        return self


GONE_IN = "0.2"
"""The version that has no ``Finding`` any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnabledRule:
    """A rule that an audit runs."""

    rule: str
    """Its id."""
    severity: Severity
    """The severity of the findings in this course."""
    summary: str
    """What the rule finds: one or two sentences."""
