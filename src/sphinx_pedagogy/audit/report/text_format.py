"""A report to read: the surest findings first, by lesson, in the order of the course."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.gathering import (
    MOST_PLACES,
    Certainty,
    by_cause,
    certainty,
    is_gathered,
)
from sphinx_pedagogy.audit.report.baseline import gone_note
from sphinx_pedagogy.audit.report.places import cell_and_line
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.model.findings import FixKind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.audit.report.terminal import Terminal
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

INDENT = "    "
WHOLE = "The whole course"
"""Above what is said once for many lessons."""


def text_report(report: Report, terminal: Terminal, path: Callable[[str], str]) -> str:
    """Return the report as text.

    :param path: turns a path from the source folder into one that the reader's terminal finds
    """
    names = {lesson.slug: lesson.name for lesson in report.lessons}
    told = by_certainty(by_cause(report.told))
    lines: list[str] = []
    for sure, found in told.items():
        if len(told) > 1:
            lines += [terminal.style(sure, "underlined"), ""]
        lines += section_lines(found, names, terminal, path)
    lines += section_lines(map(gone_note, report.gone), names, terminal, path)
    lines += [*silenced_lines(report, terminal, path), summary(report, terminal), ""]
    return "\n".join(lines)


def by_certainty(told: Sequence[Diagnostic]) -> dict[Certainty, list[Diagnostic]]:
    """Return findings by how sure they are, the surest first; in each, by lesson and severity.

    What is about the whole course ends each of them.
    """
    places: dict[str, int] = {}
    for entry in told:
        places.setdefault(subject(entry), len(places))
    places[WHOLE] = len(places)
    order = sorted(told, key=lambda entry: (places[subject(entry)], entry.severity.rank))
    found = {sure: [entry for entry in order if certainty(entry) is sure] for sure in Certainty}
    return {sure: entries for sure, entries in found.items() if entries}


def section_lines(
    entries: Iterable[Diagnostic],
    names: Mapping[str, str],
    terminal: Terminal,
    path: Callable[[str], str],
) -> Iterator[str]:
    """Yield the lines of findings that are as sure, under the lesson that they are about."""
    for key, found in groupby(entries, subject):
        yield terminal.style(names.get(key, key), "bold")
        for entry in found:
            yield from entry_lines(entry, terminal, path)
        yield ""


def subject(entry: Diagnostic) -> str:
    """Return what an entry is about: the course, a lesson, else a page, else a file."""
    if is_gathered(entry):
        return WHOLE
    return entry.lesson or entry.place.document or entry.place.source


def entry_lines(entry: Diagnostic, terminal: Terminal, path: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of a finding: where, how bad, which rule; what; and related places."""
    severity = terminal.style(entry.severity.value, COLOURS[entry.severity])
    rule = terminal.style(f"[{entry.code}]", "dim")
    at = "" if is_gathered(entry) else f"{where(entry.place, path)}: "
    yield f"  {at}{severity} {rule}"
    yield from wrapped(entry.text, terminal.width)
    yield from (terminal.style(f"{INDENT}{line}", "green") for line in fix_lines(entry))
    most = MOST_PLACES if is_gathered(entry) else len(entry.related)
    for other in entry.related[:most]:
        said = f": {other.text}" if other.text else ""
        yield terminal.style(f"{INDENT}{where(other.place, path)}{said}", "dim")
    if (more := len(entry.related) - most) > 0:
        yield terminal.style(f"{INDENT}and {more} more, which --format json lists", "dim")


def fix_lines(entry: Diagnostic) -> Iterator[str]:
    """Yield what mends a finding, each line as it is to stand in the source.

    The first sign of a line is that of a diff.
    """
    for fix in entry.fixes:
        if fix.kind is FixKind.ROLE:
            yield f"+ {{concept}}`{fix.old} <{fix.new}>`"
            continue
        if fix.kind is FixKind.ANNOUNCEMENT:
            yield f"+ ({{lesson}}`{fix.new}`)"
            continue
        if fix.kind is FixKind.TEXT and not any(map(str.isalnum, fix.old)):
            continue  # a dash alone says nothing
        if fix.old:
            yield f"- {fix.old}"
        yield f"+ {fix.new}"


def silenced_lines(report: Report, terminal: Terminal, path: Callable[[str], str]) -> Iterator[str]:
    """Yield what comments silence, with the reasons: nobody shall take it for passed."""
    silenced: dict[tuple[str, str], list[str]] = {}
    for entry in report.entries:
        if not entry.is_active:
            places = silenced.setdefault((entry.code, entry.suppressed), [])
            places.append(where(entry.place, path))
    if not silenced:
        return
    yield terminal.style("Silenced", "bold")
    for (code, reason), places in silenced.items():
        first, *others = places
        yield f"  {first}: {terminal.style(f'[{code}]', 'dim')}"
        yield from wrapped(reason, terminal.width)
        yield from (terminal.style(f"{INDENT}{other}", "dim") for other in others)
    yield ""


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in indented lines; a word that is longer than a line stays whole."""
    if " ".join(text.split()) != text:  # blanks that mean something: in code, perhaps
        return textwrap.wrap(
            text,
            width,
            initial_indent=INDENT,
            subsequent_indent=INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [INDENT]
    # the same, in a tenth of the time: a large course has thousands of findings
    room, start = width - len(INDENT), 0
    lines: list[str] = []
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        if end < 0 and (end := text.find(" ", start)) < 0:
            break
        lines.append(INDENT + text[start:end])
        start = end + 1
    return [*lines, INDENT + text[start:]]


def where(place: Place, path: Callable[[str], str]) -> str:
    """Return a place as terminals and editors make a link of it."""
    name = path(place.source) if place.source else place.document
    cell, line = cell_and_line(place)
    if cell:
        return f"{name}: cell {cell}, line {line}"
    return f"{name}:{line}" if line else name


def summary(report: Report, terminal: Terminal) -> str:
    """Return the last line: how many of what."""
    counts = [
        terminal.style(plural(count, severity.value), COLOURS[severity])
        for severity, count in report.counts().items()
        if count
    ]
    nothing = "nothing new" if report.states else "nothing found"
    lessons = plural(len(report.lessons), "changed lesson" if report.of_changed else "lesson")
    said = f"{lessons}: {', '.join(counts) or terminal.style(nothing, 'green')}"
    if others := unlisted(report):
        said += f" ({', '.join(others)})"
    if report.failed:
        said += "\n" + terminal.style(
            f"{plural(len(report.failed), 'failure')} of rules or blocks, so something may be "
            "missing: see the warnings",
            "red",
        )
    return said


def unlisted(report: Report) -> list[str]:
    """Return how many findings are not listed, and why; and how many are gone."""
    counts = {
        "in the baseline": len(report.active) - len(report.listed),
        "gone from it": sum(entry.times for entry in report.gone),
        "silenced": len(report.entries) - len(report.active),
    }
    return [f"{count} {what}" for what, count in counts.items() if count]


def taught_in(slug: str) -> str:
    """Return where something is taught: the slug of a lesson, with its course if not ours."""
    course, colon, lesson = slug.partition(":")
    return f'"{lesson}" of the course "{course}"' if colon else slug
