"""The report of an audit: plain data that each format is made from, and that can be compared."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNTS = re.compile(r"\d+")
_NAMED = re.compile(r'"([^"]+)"')


class SourceLocation(NamedTuple):
    """A place as other programs name it."""

    document: str
    """Path without suffix, or the address of a page elsewhere."""
    file: str
    """Path from the source folder; empty for a page elsewhere."""
    line: int | None
    """Counted from 1: in the file or, in a notebook, in the cell."""
    text: str = ""
    """What is there, in a few words."""
    cell: int | None = None
    """In a notebook the cell, counted from 1."""


class ReportedFinding(NamedTuple):
    """A finding."""

    rule: str
    severity: Severity
    lesson: str
    """Slug of the lesson on whose page, plan or review it is; empty on other pages."""
    spot: SourceLocation
    text: str
    related: tuple[SourceLocation, ...] = ()
    suppressed: str = ""
    """The author's reason for silencing it; empty if it speaks."""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What stays the same when lines move, files are renamed and counts change."""
        return self.rule, self.lesson or self.spot.document, _COUNTS.sub("#", self.text)

    @property
    def subject(self) -> tuple[str, str, str]:
        """Like its identity, but of the text only the first name: what it is about."""
        rule, where, text = self.identity
        named = _NAMED.search(self.text)
        return rule, where, named[1] if named else text

    @property
    def fingerprint(self) -> str:
        """A digest of its identity."""
        return blake2b("\n".join(self.identity).encode(), digest_size=16).hexdigest()


class Failed(NamedTuple):
    """A rule or a block that failed with an error of its own: what it would say is missing."""

    document: str
    """Empty if it failed on the course as a whole."""
    text: str


class RequirementReport(NamedTuple):
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


class LessonEntry(NamedTuple):
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


class RuleEntry(NamedTuple):
    """A rule that was asked, or a kind of warning that the build gave."""

    id: str
    severity: Severity
    summary: str
    rationale: str
    of_build: bool = False
    """Whether it is a kind of warning: ``suppress_warnings`` leaves it out, and no comment."""


@dataclass(frozen=True)
class Report:
    """All that an audit says."""

    project: str
    rules: Sequence[RuleEntry]
    lessons: Sequence[LessonEntry]
    """In the order in which students meet them, those of this site alone."""
    entries: Sequence[ReportedFinding] = field(default=())
    """In the order of the lessons; then those on other pages."""
    failed: Sequence[Failed] = field(default=())

    @property
    def active(self) -> list[ReportedFinding]:
        """The findings that nobody suppressed."""
        return [entry for entry in self.entries if not entry.suppressed]

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity, the most severe first."""
        found = Counter(entry.severity for entry in self.active)
        return {severity: found[severity] for severity in Severity if severity is not Severity.OFF}
