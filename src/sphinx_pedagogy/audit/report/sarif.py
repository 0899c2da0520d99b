"""A report as SARIF 2.1.0, which code hosts and editors show at the lines it names.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sphinx_pedagogy
from sphinx_pedagogy.audit.gathering import gathered
from sphinx_pedagogy.audit.report.baseline import gone_note
from sphinx_pedagogy.audit.report.identity import digest as digest_of
from sphinx_pedagogy.audit.report.identity import fingerprint
from sphinx_pedagogy.audit.report.report import UNNAMED, BaselineState
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_pedagogy.audit.report.report import BaselineEntry, Report, RuleEntry
    from sphinx_pedagogy.audit.report.source_lines import Sources
    from sphinx_pedagogy.core.source_edits import Edit
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic

    Path = Callable[[str], str]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "SRCROOT"
"""What files are relative to: code hosts take it for the root of the repository."""

FINGERPRINT = "pedagogyFinding/v1"
REMEDY = (
    "If the text is right all the same, put the comment {} before it (in reStructuredText with "
    ".. instead of %). For the whole course, set the severity of the rule in conf.py: {}."
)

_NAMED = regex(r'"([^"]+)"')
"""What a message names stands in quotes."""
SUPPRESS = "To leave out all warnings of this kind, set in conf.py: {}."
NO_NAME = "Such a warning has no name, so it cannot be suppressed alone."


def sarif_report(report: Report, path: Path, sources: Sources) -> str:
    """Return the report as a SARIF log.

    :param path: turns a path from the source folder into one from the root of the repository
    """
    rules = {rule.id: index for index, rule in enumerate(report.rules)}
    seen: Counter[str] = Counter()
    silenced = {fingerprint(entry) for entry in report.entries if not entry.is_active}
    results = []
    places = Places(path, sources)
    for state, entry in states_and_entries(report):
        digest = fingerprint(entry)
        seen[digest] += 1
        found = result(entry, rules, f"{digest}:{seen[digest]}", places)
        if edits := report.edits.get((entry.code, entry.place, entry.text)):
            found["fixes"] = [fix_of(edits, places)]
        if state is not None:
            found["baselineState"] = state.value
        results.append(found)
    for gone in report.gone:
        # what a comment silences is gone from the baseline, and yet in the course
        if digest_of(gone.identity) not in silenced:
            results += absent(gone, rules, seen[digest_of(gone.identity)], places)
    run = {
        "tool": {"driver": driver(report)},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation(report)],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def states_and_entries(report: Report) -> Iterator[tuple[BaselineState | None, Diagnostic]]:
    """Yield the findings as they are shown, each with what it is against a baseline.

    What many lessons lack is one, or two where a baseline has some of them.
    """
    if not report.states:
        yield from ((None, entry) for entry in gathered(report.entries))
        return
    by_state: dict[BaselineState, list[Diagnostic]] = {}
    for state, entry in zip(report.states, report.entries, strict=True):
        by_state.setdefault(state, []).append(entry)
    for state, entries in by_state.items():
        yield from ((state, entry) for entry in gathered(entries))


def invocation(report: Report) -> dict[str, Any]:
    """Return whether all rules could be asked, and which could not."""
    found: dict[str, Any] = {"executionSuccessful": not report.failed}
    if report.failed:
        found["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {
                    "text": f"{at}: {failure.text}"
                    if (at := failure.place.document)
                    else failure.text
                },
            }
            for failure in report.failed
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
    page = {"helpUri": rule.page} if rule.page else {}
    return {
        "id": rule.id,
        **page,
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

    def artifact(self, file: str) -> dict[str, str]:
        """Return a file, named from the source folder."""
        return {"uri": quote(self.path(file)), "uriBaseId": ROOT}

    def location(self, place: Place, names: Iterable[str] = ()) -> dict[str, Any]:
        """Return a place in a file, or elsewhere.

        :param names: what it may be about: the first that stands on its line tells the columns
        """
        if not place.source:
            uri = place.document if place.is_elsewhere else quote(place.document)
            return {"physicalLocation": {"artifactLocation": {"uri": uri}}}
        artifact = self.artifact(place.source)
        # a code host shows nothing without a line
        line = self.sources.line_of(place) or 1
        region: dict[str, Any] = {"startLine": line}
        if text := self.sources.text(place.source, line):
            start, end = columns(text, names)
            region |= {"startColumn": start, "endColumn": end, "snippet": {"text": text}}
        return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def names_in(entry: Diagnostic) -> Iterator[str]:
    """Yield what a finding may be about, as it may stand on its line."""
    yield from (fix.old for fix in entry.fixes if fix.old)
    yield from _NAMED.findall(entry.text)


def columns(line: str, names: Iterable[str]) -> tuple[int, int]:
    """Return where the first of some names begins in a line, and the column behind it, from 1.

    Without any, all of the line is meant but the blanks around it.
    """
    for name in names:
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line):
            return found.start() + 1, found.end() + 1
    rest = line.strip()
    start = line.index(rest) + 1 if rest else 1
    return start, start + len(rest)


def result(
    entry: Diagnostic, rules: Mapping[str, int], mark: str, places: Places
) -> dict[str, Any]:
    """Return a finding.

    :param mark: its fingerprint, and how many findings so far had it, this one included
    """
    found: dict[str, Any] = {
        "ruleId": entry.code,
        "ruleIndex": rules[entry.code],
        "level": entry.severity.value,
        "message": {"text": entry.text},
        "locations": [places.location(entry.place, names_in(entry))],
        "partialFingerprints": {FINGERPRINT: mark},
    }
    if entry.related:
        found["relatedLocations"] = [
            {
                "id": index,
                **places.location(related.place),
                "message": {"text": related.text or "one of them"},
            }
            for index, related in enumerate(entry.related, 1)
        ]
    if entry.suppressed:
        found["suppressions"] = [{"kind": "inSource", "justification": entry.suppressed}]
    return found


def fix_of(edits: Iterable[Edit], places: Places) -> dict[str, Any]:
    """Return what mends a finding: pieces of lines that are replaced, and lines that are added."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(places.sources.name_of(edit.file), []).append(edit)
    changes = [
        {
            "artifactLocation": places.artifact(name),
            "replacements": [replacement(edit) for edit in found],
        }
        for name, found in by_file.items()
    ]
    return {"description": {"text": "What the audit would write."}, "artifactChanges": changes}


def replacement(edit: Edit) -> dict[str, Any]:
    """Return an edit; its columns are counted from 1, and the last is the one behind."""
    start = edit.column + 1
    region = {
        "startLine": edit.line,
        "startColumn": start,
        "endLine": edit.line,
        "endColumn": start + len(edit.old),
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.new}}


def absent(
    entry: BaselineEntry, rules: Mapping[str, int], found: int, places: Places
) -> Iterator[dict[str, Any]]:
    """Yield a result for each finding that is gone, at the line of the baseline that has it.

    Code hosts refuse a file in which one result has no place.

    :param found: how many of the same are still found
    """
    note = gone_note(entry._replace(times=1))
    for number in range(found + 1, found + entry.times + 1):
        result: dict[str, Any] = {
            "ruleId": entry.code,
            "level": note.severity.value,
            "message": {"text": note.text},
            "locations": [places.location(note.place)],
            "partialFingerprints": {FINGERPRINT: f"{digest_of(entry.identity)}:{number}"},
            "baselineState": BaselineState.ABSENT.value,
        }
        if entry.code in rules:  # the rule may be off by now
            result["ruleIndex"] = rules[entry.code]
        yield result
