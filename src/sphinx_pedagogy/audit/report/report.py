"""The report of an audit: plain data that each format is made from, and that can be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.checklist import checklist_of
from sphinx_pedagogy.audit.gathering import gathered
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.audit.checklist import Checklist
    from sphinx_pedagogy.core.source_edits import Edit
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic


UNNAMED = "sphinx"
"""The code of a warning to which its author gave none."""


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
    page: str = ""
    """The address of a page about it; empty if there is none."""
    of_build: bool = False
    """Whether it is a kind of warning: ``suppress_warnings`` leaves it out, and no comment."""


class BaselineState(StrEnum):
    """What a finding is against a baseline, by the words of SARIF."""

    NEW = "new"
    UNCHANGED = "unchanged"
    ABSENT = "absent"


class BaselineEntry(NamedTuple):
    """What a baseline has of findings that are the same but for lines and numbers."""

    code: str
    """Their kind: id of a rule, or name of a warning."""
    subject: str
    """The lesson or the page that they are on; empty for what is about no page."""
    text: str
    """What they say, with ``#`` for numbers."""
    times: int
    """How many there are; of what is gone, how many are gone."""
    place: Place
    """The line of the baseline that has them, its file from the source folder."""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What each of them has for its identity."""
        return self.code, self.subject, self.text


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
    states: Sequence[BaselineState] = field(default=())
    """What each entry is against a baseline, in their order; empty if it was held against none."""
    gone: Sequence[BaselineEntry] = field(default=())
    """What stands in the baseline and is found no more."""
    edits: Mapping[tuple[str, Place, str], Sequence[Edit]] = field(default_factory=dict)
    """What mends a finding, by its code, place and text; its files are those of the sources."""
    of_changed: bool = False
    """Whether it is about the lessons alone that have changed."""

    @property
    def active(self) -> list[Diagnostic]:
        """The findings that nobody suppressed."""
        return [entry for entry in self.entries if entry.is_active]

    @property
    def listed(self) -> list[Diagnostic]:
        """The findings that nobody suppressed and that no baseline has: what has to be done."""
        if not self.states:
            return self.active
        return [
            entry
            for entry, state in zip(self.entries, self.states, strict=True)
            if entry.is_active and state is BaselineState.NEW
        ]

    @cached_property
    def told(self) -> list[Diagnostic]:
        """What is listed as it is shown: what many lessons lack stands there once."""
        return gathered(self.listed)

    @property
    def kinds_of_warnings(self) -> frozenset[str]:
        """The codes of what the build said, and no rule."""
        return frozenset(rule.id for rule in self.rules if rule.of_build)

    def checks(self) -> dict[str, Checklist]:
        """Return how the rules stand for each lesson, by its slug."""
        rules = [rule.id for rule in self.rules if not rule.of_build]
        found: dict[str, list[Diagnostic]] = {lesson.slug: [] for lesson in self.lessons}
        for entry in self.entries:
            if entry.lesson in found:
                found[entry.lesson].append(entry)
        return {slug: checklist_of(rules, entries) for slug, entries in found.items()}

    def counts(self) -> dict[Severity, int]:
        """Return how many findings are shown of each severity, the most severe first."""
        return counts_of(self.told)


def counts_of(entries: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, the most severe first."""
    found = Counter(entry.severity for entry in entries)
    return {severity: found[severity] for severity in Severity if severity is not Severity.OFF}
