"""A report to read: findings by lesson, in the order of the course."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.report.baseline import gone_note
from sphinx_pedagogy.audit.report.places import cell_and_line
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.audit.report.terminal import Terminal
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

INDENT = "    "


def text_report(report: Report, terminal: Terminal, path: Callable[[str], str]) -> str:
    """Return the report as text.

    :param path: turns a path from the source folder into one that the reader's terminal finds
    """
    names = {lesson.slug: lesson.name for lesson in report.lessons}
    lines: list[str] = []
    for key, entries in groupby((*report.listed, *map(gone_note, report.gone)), subject):
        lines.append(terminal.style(names.get(key, key), "bold"))
        for entry in entries:
            lines += entry_lines(entry, terminal, path)
        lines.append("")
    lines += [*silenced_lines(report, terminal, path), summary(report, terminal), ""]
    return "\n".join(lines)


def subject(entry: Diagnostic) -> str:
    """Return what an entry is about: a lesson, else a page, else a file."""
    return entry.lesson or entry.place.document or entry.place.source


def entry_lines(entry: Diagnostic, terminal: Terminal, path: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of a finding: where, how bad, which rule; what; and related places."""
    severity = terminal.style(entry.severity.value, COLOURS[entry.severity])
    rule = terminal.style(f"[{entry.code}]", "dim")
    yield f"  {where(entry.place, path)}: {severity} {rule}"
    yield from wrapped(entry.text, terminal.width)
    for other in entry.related:
        yield terminal.style(f"{INDENT}{where(other.place, path)}: {other.text}", "dim")


def silenced_lines(report: Report, terminal: Terminal, path: Callable[[str], str]) -> Iterator[str]:
    """Yield what comments silence, with the reasons: nobody shall take it for passed."""
    silenced = [entry for entry in report.entries if not entry.is_active]
    if not silenced:
        return
    yield terminal.style("Silenced", "bold")
    for entry in silenced:
        yield f"  {where(entry.place, path)}: {terminal.style(f'[{entry.code}]', 'dim')}"
        yield from wrapped(entry.suppressed, terminal.width)
    yield ""


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in indented lines; a word that is longer than a line stays whole."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [INDENT]


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
    lessons = plural(len(report.lessons), "lesson")
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
        "gone from it": sum(entry.count for entry in report.gone),
        "silenced": len(report.entries) - len(report.active),
    }
    return [f"{count} {what}" for what, count in counts.items() if count]


def taught_in(slug: str) -> str:
    """Return where something is taught: the slug of a lesson, with its course if not ours."""
    course, colon, lesson = slug.partition(":")
    return f'"{lesson}" of the course "{course}"' if colon else slug
