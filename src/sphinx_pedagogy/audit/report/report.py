"""The report of an audit: plain data that each format is made from, and that can be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.model.findings import Diagnostic


UNNAMED = "sphinx"
"""The code of a warning to which its author gave none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementReport:
    """A requirement of a lesson, and how it stands."""

    concept: str
    title: str
    depth: str
    status: str
    """``ok``, ``gap`` or ``missing``."""
    known: str
    """The depth that a student has; empty for none."""
    taught_in: str
    """Slug of the lesson that reached it; empty for none."""
    lessons_ago: int | None
    """Since it was last used."""
    recapped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonEntry:
    """A lesson on the way of the course."""

    slug: str
    number: str
    title: str
    document: str
    file: str
    needs: tuple[RequirementReport, ...] = ()

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule that was asked, or a kind of warning that the build gave."""

    id: str
    severity: Severity
    summary: str
    rationale: str
    of_build: bool = False
    """Whether it is a kind of warning: ``suppress_warnings`` leaves it out, and no comment."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that an audit says."""

    project: str
    rules: Sequence[RuleEntry]
    lessons: Sequence[LessonEntry]
    """In the order in which students meet them, those of this site alone."""
    entries: Sequence[Diagnostic] = field(default=())
    """In the order of the lessons; then those on other pages. Their places name the file."""
    failed: Sequence[Diagnostic] = field(default=())
    """Rules and blocks that failed with an error of their own: what they would say is missing."""

    @property
    def active(self) -> list[Diagnostic]:
        """The findings that nobody suppressed."""
        return [entry for entry in self.entries if entry.is_active]

    @property
    def kinds_of_warnings(self) -> frozenset[str]:
        """The codes of what the build said, and no rule."""
        return frozenset(rule.id for rule in self.rules if rule.of_build)

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity, the most severe first."""
        found = Counter(entry.severity for entry in self.active)
        return {severity: found[severity] for severity in Severity if severity is not Severity.OFF}
