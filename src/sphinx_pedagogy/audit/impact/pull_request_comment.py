"""A difference as Markdown, fit for a comment on a pull request."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.report.places import cell_and_line
from sphinx_pedagogy.audit.report.text_format import taught_in
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_pedagogy.audit.impact.compare import Difference, RequirementChange
    from sphinx_pedagogy.audit.report.report import Report, RequirementReport
    from sphinx_pedagogy.model.findings import Diagnostic

    Path = Callable[[str], str]

_SPECIAL = regex(r"([\\`*_\[\]<>|])")


def markdown(difference: Difference, path: Path) -> str:
    """Return a difference as Markdown.

    :param path: turns a path from the source folder into the one to show
    """
    parts = [f"## {difference.what}", f"**{verdict(difference)}**"]
    if difference.introduced:
        parts += ["### New findings", *findings(difference.introduced, difference.after, path)]
    if difference.requirements:
        parts += ["### Requirements", table(difference.requirements)]
    if difference.resolved:
        resolved = findings(difference.resolved, difference.before, path)
        parts += [f"### Resolved findings{since(difference)}", *resolved]
    for title, lessons in (
        ("New lessons", difference.added),
        ("Lessons that are gone", difference.removed),
    ):
        if lessons:
            parts.append(f"{title}: {', '.join(plain(entry.name) for entry in lessons)}.")
    if difference.renamed:
        pairs = (
            f"{plain(change.before.slug)} is now {plain(change.after.slug)}"
            for change in difference.renamed
        )
        parts.append(f"Renamed: {', '.join(pairs)}.")
    if difference.renumbered:
        parts.append(renumbering(difference))
    return "\n\n".join(parts) + "\n"


def renumbering(difference: Difference) -> str:
    """Return which lessons have other numbers, and what only follows from that, on one line."""
    pairs = (
        f"{change.before.number or 'no number'} is now {change.after.number or 'without a number'}"
        for change in difference.renumbered
    )
    text = f"Renumbered: {', '.join(pairs)}."
    if rules := Counter(entry.code for entry in difference.follows):
        listed = ", ".join(f"{count} `{rule}`" for rule, count in sorted(rules.items()))
        places = plural(len(difference.follows), "place")
        text += f" Old numbers are still in {places} ({listed}): `audit` names them."
    return text


def verdict(difference: Difference) -> str:
    """Return the counts, in one line."""
    new = plural(len(difference.introduced), "new finding")
    return f"{new}, {len(difference.resolved)} resolved.".replace(
        "0 new findings", "No new finding"
    )


def since(difference: Difference) -> str:
    """Return of when the names and numbers in what is resolved are, if they are others now."""
    other = difference.renamed or difference.renumbered
    return ", with the numbers and names from before" if other else ""


def findings(entries: Iterable[Diagnostic], report: Report, path: Path) -> Iterator[str]:
    """Yield the findings of each page.

    :param report: the one that the findings are from, for the names of its lessons
    """
    names = {lesson.slug: lesson.name for lesson in report.lessons}
    for (lesson, file), found in groupby(entries, lambda entry: (entry.lesson, entry.place.source)):
        head = f"`{path(file)}`"
        if lesson in names:
            head = f"**{plain(names[lesson])}** ({head})"
        yield head
        yield "\n".join(finding_line(entry) for entry in found)


def finding_line(entry: Diagnostic) -> str:
    """Return a finding as an item of a list."""
    cell, line = cell_and_line(entry.place)
    where = f"line {line}: " if line else ""
    if cell:
        where = f"cell {cell}, {where}"
    return f"- {entry.severity}, {where}{plain(entry.text)} (`{entry.code}`)"


def table(changes: Sequence[RequirementChange]) -> str:
    """Return the requirements whose status changes."""
    lines = ["| lesson | needs | before | after |", "|---|---|---|---|"]
    for change in changes:
        needs = f"{plain(change.after.title)} ({change.after.depth})"
        cells = (plain(change.lesson.name), needs, status(change.before), status(change.after))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def status(need: RequirementReport | None) -> str:
    """Return how a requirement stands, and why."""
    if need is None:
        return "not there"
    if not need.known:
        return need.status
    ago = f", {plural(need.lessons_ago, 'lesson')} ago" if need.lessons_ago else ""
    return f"{need.status}: {need.known} in {plain(taught_in(need.taught_in))}{ago}"


def plain(text: str) -> str:
    """Return *text* so that Markdown takes it as it is."""
    return _SPECIAL.sub(r"\\\1", text)
