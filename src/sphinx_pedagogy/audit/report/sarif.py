"""A report as SARIF 2.1.0, which code hosts and editors show at the lines it names.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sphinx_pedagogy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_pedagogy.audit.report.report import (
        Report,
        ReportedFinding,
        RuleEntry,
        SourceLocation,
    )
    from sphinx_pedagogy.audit.report.sources import Sources

    Path = Callable[[str], str]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "SRCROOT"
"""What files are relative to: code hosts take it for the root of the repository."""

FINGERPRINT = "pedagogyFinding/v1"
REMEDY = (
    "If the text is right all the same, put the comment {} before it (in reStructuredText with .. "
    "instead of %). For the whole course, set what the rule weighs in conf.py: {}."
)

SUPPRESS = "To leave out all warnings of this kind, set in conf.py: {}."
UNNAMED = "sphinx"
"""The kind of a warning to which its author gave none."""
NO_NAME = "Such a warning has no name, so it cannot be suppressed alone."


def sarif_report(report: Report, path: Path, sources: Sources) -> str:
    """Return the report as a SARIF log.

    :param path: turns a path from the source folder into one from the root of the repository
    """
    rules = {rule.id: at for at, rule in enumerate(report.rules)}
    seen: dict[str, int] = {}
    results = []
    places = Places(path, sources)
    for entry in report.entries:
        again = seen[entry.fingerprint] = seen.get(entry.fingerprint, 0) + 1
        results.append(result(entry, rules, again, places))
    run = {
        "tool": {"driver": driver(report)},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation(report)],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def invocation(report: Report) -> dict[str, Any]:
    """Return whether all rules could be asked, and which could not."""
    found: dict[str, Any] = {"executionSuccessful": not report.failed}
    if report.failed:
        found["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": f"{one.document}: {one.text}" if one.document else one.text},
            }
            for one in report.failed
        ]
    return found


def driver(report: Report) -> dict[str, Any]:
    """Return who audited, and all rules that were asked."""
    return {
        "name": "sphinx-pedagogy",
        "version": sphinx_pedagogy.__version__,
        "rules": [rule_facts(rule) for rule in report.rules],
    }


def rule_facts(rule: RuleEntry) -> dict[str, Any]:
    """Return a rule with its help, which is whole: there may be no page of it to link to."""
    summary, rationale = (text.replace("`", "") for text in (rule.summary, rule.rationale))
    plain, marked = remedies(rule)
    return {
        "id": rule.id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {
            "text": f"{summary} {rationale} {plain}",
            "markdown": f"**It finds**: {rule.summary}\n\n**Why**: {rule.rationale}\n\n{marked}\n",
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["build" if rule.of_build else "course"]},
    }


def remedies(rule: RuleEntry) -> tuple[str, str]:
    """Return what to do where a rule is wrong, as plain text and as Markdown."""
    if rule.of_build:
        parts = [f'suppress_warnings = ["{rule.id}"]']
        text = SUPPRESS if rule.id != UNNAMED else NO_NAME
    else:
        parts = [
            f"% audit: ignore[{rule.id}] REASON",
            f'pedagogy_audit = {{"{rule.id}": "note"}}',
        ]
        text = REMEDY
    return text.format(*parts), text.format(*(f"`{part}`" for part in parts))


class Places:
    """Makes SARIF's locations."""

    def __init__(self, path: Path, sources: Sources) -> None:
        """Take how files and lines are found."""
        self.path = path
        self.sources = sources

    def location(self, spot: SourceLocation) -> dict[str, Any]:
        """Return a place in a file, or elsewhere."""
        if not spot.file:
            uri = spot.document if "://" in spot.document else quote(spot.document)
            return {"physicalLocation": {"artifactLocation": {"uri": uri}}}
        artifact = {"uri": quote(self.path(spot.file)), "uriBaseId": ROOT}
        # a code host shows nothing without a line
        line = self.sources.line_of(spot) or 1
        region: dict[str, Any] = {"startLine": line}
        if text := self.sources.text(spot.file, line):
            region["snippet"] = {"text": text}
        return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def result(
    entry: ReportedFinding, rules: Mapping[str, int], again: int, places: Places
) -> dict[str, Any]:
    """Return a finding.

    :param again: how many findings so far had its fingerprint, this one included
    """
    found: dict[str, Any] = {
        "ruleId": entry.rule,
        "ruleIndex": rules[entry.rule],
        "level": entry.severity.value,
        "message": {"text": entry.text},
        "locations": [places.location(entry.spot)],
        "partialFingerprints": {FINGERPRINT: f"{entry.fingerprint}:{again}"},
    }
    if entry.related:
        found["relatedLocations"] = [
            {"id": at, **places.location(spot), "message": {"text": spot.text}}
            for at, spot in enumerate(entry.related, 1)
        ]
    if entry.suppressed:
        found["suppressions"] = [{"kind": "inSource", "justification": entry.suppressed}]
    return found
