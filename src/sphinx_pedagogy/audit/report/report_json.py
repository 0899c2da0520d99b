"""A report as JSON for other programs, and back; ``audit.schema.json`` describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.report.report import (
    Failed,
    LessonEntry,
    Report,
    ReportedFinding,
    RequirementReport,
    RuleEntry,
    SourceLocation,
)
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
"""Rises when a program that read the file could stumble; the schema is of the same version."""

SCHEMA = Path(__file__).with_name("audit.schema.json")


def json_report(report: Report) -> str:
    """Return the report as JSON."""
    return json.dumps(report_facts(report), ensure_ascii=False, indent=1) + "\n"


def report_facts(report: Report) -> dict[str, Any]:
    """Return the report as its schema describes it."""
    suppressed = len(report.entries) - len(report.active)
    counts = {severity.value: count for severity, count in report.counts().items()}
    return {
        "version": VERSION,
        "project": report.project,
        "summary": {**counts, "silenced": suppressed},
        "rules": [
            {
                "id": rule.id,
                "severity": rule.severity.value,
                "finds": rule.summary,
                "why": rule.rationale,
                "of_build": rule.of_build,
            }
            for rule in report.rules
        ],
        "lessons": [lesson_facts(lesson) for lesson in report.lessons],
        "findings": [entry_facts(entry) for entry in report.entries],
        "failed": [one._asdict() for one in report.failed],
    }


def lesson_facts(lesson: LessonEntry) -> dict[str, Any]:
    """Return a lesson and how its requirements stand."""
    return {
        "slug": lesson.slug,
        "number": lesson.number,
        "title": lesson.title,
        "document": lesson.document,
        "file": lesson.file,
        "requires": [need._asdict() for need in lesson.needs],
    }


def entry_facts(entry: ReportedFinding) -> dict[str, Any]:
    """Return a finding."""
    return {
        "rule": entry.rule,
        "severity": entry.severity.value,
        "lesson": entry.lesson,
        **spot_facts(entry.spot),
        "text": entry.text,
        "related": [{**spot_facts(one), "text": one.text} for one in entry.related],
        "silenced": entry.suppressed,
        "fingerprint": entry.fingerprint,
    }


def spot_facts(spot: SourceLocation) -> dict[str, Any]:
    """Return a place."""
    return {
        "document": spot.document,
        "file": spot.file,
        "line": spot.line,
        "cell": spot.cell,
    }


def report_of(facts: Mapping[str, Any]) -> Report:
    """Return the report that *facts* were made of."""
    return Report(
        facts["project"],
        [
            RuleEntry(
                one["id"], Severity(one["severity"]), one["finds"], one["why"], one["of_build"]
            )
            for one in facts["rules"]
        ],
        [
            LessonEntry(
                slug=one["slug"],
                number=one["number"],
                title=one["title"],
                document=one["document"],
                file=one["file"],
                needs=tuple(RequirementReport(**need) for need in one["requires"]),
            )
            for one in facts["lessons"]
        ],
        [entry_of(one) for one in facts["findings"]],
        [Failed(**one) for one in facts["failed"]],
    )


def entry_of(facts: Mapping[str, Any]) -> ReportedFinding:
    """Return the finding that *facts* were made of."""
    return ReportedFinding(
        rule=facts["rule"],
        severity=Severity(facts["severity"]),
        lesson=facts["lesson"],
        spot=spot_of(facts),
        text=facts["text"],
        related=tuple(spot_of(one)._replace(text=one["text"]) for one in facts["related"]),
        suppressed=facts["silenced"],
    )


def spot_of(facts: Mapping[str, Any]) -> SourceLocation:
    """Return the place that *facts* name."""
    return SourceLocation(facts["document"], facts["file"], facts["line"], cell=facts["cell"])
