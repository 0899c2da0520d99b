"""A report as JSON for other programs, and back; ``audit.schema.json`` describes it."""

from __future__ import annotations

import json
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.report.identity import digest, fingerprint
from sphinx_pedagogy.audit.report.places import cell_and_line, line_of
from sphinx_pedagogy.audit.report.report import (
    BaselineEntry,
    BaselineState,
    LessonEntry,
    Report,
    RequirementReport,
    RuleEntry,
    counts_of,
)
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Related, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.audit.checklist import Checklist

VERSION = 1
"""Rises when a program that read the file could stumble; the schema is of the same version."""

SCHEMA = Path(__file__).with_name("audit.schema.json")


def json_report(report: Report) -> str:
    """Return the report as JSON."""
    return json.dumps(report_facts(report), ensure_ascii=False, indent=1) + "\n"


def report_facts(report: Report) -> dict[str, Any]:
    """Return the report as its schema describes it."""
    checks = report.checks()
    counts = {severity.value: count for severity, count in counts_of(report.listed).items()}
    return {
        "version": VERSION,
        "project": report.project,
        "summary": {
            **counts,
            "silenced": len(report.entries) - len(report.active),
            "baseline": len(report.active) - len(report.listed),
        },
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
        "lessons": [
            {**lesson_facts(lesson), "checks": checks_facts(checks[lesson.slug])}
            for lesson in report.lessons
        ],
        "findings": [
            {**entry_facts(entry), "shared": shared_facts(entry), "baseline": state}
            for entry, state in zip(report.entries, report.states or repeat(""), strict=False)
        ],
        "gone": [gone_facts(entry) for entry in report.gone],
        "failed": [
            {"document": failure.place.document, "text": failure.text} for failure in report.failed
        ],
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


def checks_facts(checks: Checklist) -> dict[str, int]:
    """Return how many rules a lesson passed; what is silenced has not passed."""
    return {
        "passed": checks.passed,
        "open": len(checks.open),
        "silenced": len(checks.silenced),
    }


def entry_facts(entry: Diagnostic) -> dict[str, Any]:
    """Return a finding."""
    return {
        "rule": entry.code,
        "severity": entry.severity.value,
        "lesson": entry.lesson,
        **place_facts(entry.place),
        "text": entry.text,
        "related": [
            {**place_facts(related.place), "text": related.text} for related in entry.related
        ],
        "silenced": entry.suppressed,
        "fingerprint": fingerprint(entry),
    }


def shared_facts(entry: Diagnostic) -> dict[str, str] | None:
    """Return what is said once in the place of several findings like one, if that is so."""
    return {"text": entry.shared.text, "here": entry.shared.here} if entry.shared else None


def gone_facts(entry: BaselineEntry) -> dict[str, Any]:
    """Return what a baseline has and nothing finds any more."""
    return {
        "rule": entry.code,
        "subject": entry.subject,
        "text": entry.text,
        "count": entry.times,
        "file": entry.place.source,
        "line": entry.place.line,
        "fingerprint": digest(entry.identity),
    }


def place_facts(place: Place) -> dict[str, Any]:
    """Return a place."""
    cell, line = cell_and_line(place)
    return {"document": place.document, "file": place.source, "line": line, "cell": cell}


def report_of(facts: Mapping[str, Any]) -> Report:
    """Return the report that *facts* were made of."""
    return Report(
        project=facts["project"],
        rules=[
            RuleEntry(
                id=rule["id"],
                severity=Severity(rule["severity"]),
                summary=rule["finds"],
                rationale=rule["why"],
                of_build=rule["of_build"],
            )
            for rule in facts["rules"]
        ],
        lessons=[
            LessonEntry(
                slug=lesson["slug"],
                number=lesson["number"],
                title=lesson["title"],
                document=lesson["document"],
                file=lesson["file"],
                needs=tuple(RequirementReport(**need) for need in lesson["requires"]),
            )
            for lesson in facts["lessons"]
        ],
        entries=[entry_of(finding) for finding in facts["findings"]],
        failed=[failure_of(failure) for failure in facts["failed"]],
        states=[
            BaselineState(finding["baseline"])
            for finding in facts["findings"]
            if finding["baseline"]
        ],
        gone=[gone_of(entry) for entry in facts["gone"]],
    )


def entry_of(facts: Mapping[str, Any]) -> Diagnostic:
    """Return the finding that *facts* were made of."""
    return Diagnostic(
        code=facts["rule"],
        severity=Severity(facts["severity"]),
        lesson=facts["lesson"],
        place=place_of(facts),
        text=facts["text"],
        related=tuple(Related(place_of(related), related["text"]) for related in facts["related"]),
        shared=Shared(**facts["shared"]) if facts["shared"] else None,
        suppressed=facts["silenced"],
    )


def gone_of(facts: Mapping[str, Any]) -> BaselineEntry:
    """Return what is gone, of which *facts* were made."""
    return BaselineEntry(
        code=facts["rule"],
        subject=facts["subject"],
        text=facts["text"],
        times=facts["count"],
        place=Place("", facts["line"], facts["file"]),
    )


def failure_of(facts: Mapping[str, Any]) -> Diagnostic:
    """Return the failure of a rule or block that *facts* were made of."""
    return Diagnostic(code=Subtype.FAILURE, place=Place(facts["document"]), text=facts["text"])


def place_of(facts: Mapping[str, Any]) -> Place:
    """Return the place that *facts* name."""
    return Place(facts["document"], line_of(facts["cell"], facts["line"]), facts["file"])
