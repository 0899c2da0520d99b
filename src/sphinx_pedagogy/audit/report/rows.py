"""A report as rows without names, and back: what is quickest to store and to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.report.record import Entry, Failed, Need, Report, RuleEntry, Spot, Stop
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence


def report_rows(report: Report) -> Sequence[Any]:
    """Return the report as what JSON holds; it writes a named tuple as a list."""
    return report.project, report.rules, report.lessons, report.entries, report.failed


def report_from(rows: Sequence[Any]) -> Report:
    """Return the report that *rows* were made of.

    :raises ValueError, TypeError, KeyError: they are another version's, or none at all
    """
    project, rules, lessons, entries, failed = rows
    weights = {severity.value: severity for severity in Severity}
    return Report(
        project,
        [RuleEntry(name, weights[weight], *words) for name, weight, *words in rules],
        [
            Stop(slug, number, title, document, file, tuple(Need(*need) for need in needs))
            for slug, number, title, document, file, needs in lessons
        ],
        [
            Entry(
                rule,
                weights[weight],
                lesson,
                Spot(*spot),
                text,
                tuple(Spot(*one) for one in related),
                silenced,
            )
            for rule, weight, lesson, spot, text, related, silenced in entries
        ],
        [Failed(*one) for one in failed],
    )
