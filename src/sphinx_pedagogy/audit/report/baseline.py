"""Findings that a course had when they were last written down: known, and to get only fewer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.report.identity import identity
from sphinx_pedagogy.audit.report.report import BaselineEntry, BaselineState
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from sphinx_pedagogy.audit.report.report import Report


class Baseline(NamedTuple):
    """What is known of a course; each entry has an identity of its own."""

    entries: Sequence[BaselineEntry]

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(entry.times for entry in self.entries)

    def compare(self, report: Report, asked: Set[str] | None = None) -> Report:
        """Return a report that says what is new, and what is gone.

        Where there are more of the same than the baseline has, the last of them are new.

        :param asked: the codes that the report could have; all if ``None``. Of others nobody
            knows whether they are gone
        """
        left = Counter({entry.identity: entry.times for entry in self.entries})
        states: dict[int, BaselineState] = {}
        # what speaks is matched first: what a comment silences fails nothing anyway
        for at, entry in sorted(
            enumerate(report.entries), key=lambda entry: not entry[1].is_active
        ):
            known = left[identity(entry)] > 0
            states[at] = BaselineState.UNCHANGED if known else BaselineState.NEW
            left[identity(entry)] -= known
        found = Counter(map(identity, report.active))
        gone = [
            entry._replace(times=count)
            for entry in self.entries
            if asked is None or entry.code in asked
            if (count := entry.times - found[entry.identity]) > 0
        ]
        return replace(
            report,
            states=[states[index] for index in range(len(report.entries))],
            gone=[] if report.failed else gone,  # what failed may find it again
        )

    def shrunk(self, report: Report, asked: Set[str] | None = None) -> Baseline:
        """Return the baseline without what is gone, and with nothing that is new."""
        gone = {entry.identity: entry.times for entry in self.compare(report, asked).gone}
        fewer = (
            entry._replace(times=entry.times - gone.get(entry.identity, 0))
            for entry in self.entries
        )
        return Baseline([entry for entry in fewer if entry.times])


def baseline_of(findings: Iterable[Diagnostic]) -> Baseline:
    """Return a baseline that has all of *findings*."""
    counts = Counter(map(identity, findings))
    return Baseline(
        [
            BaselineEntry(code=code, subject=subject, text=text, times=count, place=Place(""))
            for (code, subject, text), count in counts.items()
        ]
    )


def gone_note(entry: BaselineEntry) -> Diagnostic:
    """Return what is said of findings that are gone, at the line of the baseline."""
    times = "" if entry.times == 1 else f" {entry.times} times"
    where = f' from "{entry.subject}"' if entry.subject else ""
    text = f"gone{times}{where}, so the baseline can shrink: {entry.text}"
    return Diagnostic(code=entry.code, place=entry.place, text=text, severity=Severity.NOTE)
