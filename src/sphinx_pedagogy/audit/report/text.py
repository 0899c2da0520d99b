"""A report to read: findings by lesson, in the order of the course."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_pedagogy.audit.report.record import Entry, Report, Spot
    from sphinx_pedagogy.audit.report.terminal import Terminal

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

Locate = "Callable[[Spot], str]"


def text_report(report: Report, terminal: Terminal, path: Callable[[str], str]) -> str:
    """Return the report as text.

    :param path: turns a path from the source folder into one that the reader's terminal finds
    """
    names = {lesson.slug: lesson.name for lesson in report.lessons}
    wrapper = textwrap.TextWrapper(
        terminal.width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines: list[str] = []
    for key, entries in groupby(report.speaking, lambda one: one.lesson or one.spot.document):
        lines.append(terminal.style(names.get(key, key), "bold"))
        for entry in entries:
            lines += entry_lines(entry, terminal, wrapper, path)
        lines.append("")
    lines += [summary(report, terminal), ""]
    return "\n".join(lines)


def entry_lines(
    entry: Entry, terminal: Terminal, wrapper: textwrap.TextWrapper, path: Callable[[str], str]
) -> Iterator[str]:
    """Yield the lines of a finding: where, how bad, which rule; what; and related places."""
    weight = terminal.style(entry.severity.value, COLOURS[entry.severity])
    rule = terminal.style(f"[{entry.rule}]", "dim")
    yield f"  {where(entry.spot, path)}: {weight} {rule}"
    yield from wrapper.wrap(entry.text)
    for spot in entry.related:
        yield terminal.style(f"    {where(spot, path)}: {spot.text}", "dim")


def where(spot: Spot, path: Callable[[str], str]) -> str:
    """Return a place as terminals and editors make a link of it."""
    name = path(spot.file) if spot.file else spot.document
    if spot.cell:
        return f"{name}: cell {spot.cell}, line {spot.line}"
    return f"{name}:{spot.line}" if spot.line else name


def summary(report: Report, terminal: Terminal) -> str:
    """Return the last line: how many of what."""
    counts = [
        terminal.style(plural(count, severity.value), COLOURS[severity])
        for severity, count in report.counts().items()
        if count
    ]
    silenced = len(report.entries) - len(report.speaking)
    lessons = plural(len(report.lessons), "lesson")
    said = f"{lessons}: {', '.join(counts) or terminal.style('nothing found', 'green')}"
    if silenced:
        said += f" ({silenced} silenced)"
    if report.failed:
        said += "\n" + terminal.style(
            f"{plural(len(report.failed), 'failure')} of rules or blocks, so something may be "
            "missing: see the warnings",
            "red",
        )
    return said


def plural(count: int, noun: str) -> str:
    """Return a number of things."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
