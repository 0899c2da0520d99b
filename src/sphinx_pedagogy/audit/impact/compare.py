"""Two reports of a course held against each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.impact.same_lesson import follows, renamed, same_lessons
from sphinx_pedagogy.audit.report.identity import identity, subject

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from sphinx_pedagogy.audit.impact.same_lesson import Change, Texts
    from sphinx_pedagogy.audit.report.report import (
        LessonEntry,
        Report,
        RequirementReport,
    )
    from sphinx_pedagogy.model.findings import Diagnostic

STATUSES = ("ok", "gap", "missing")
"""How a requirement stands, the best first."""


class RequirementChange(NamedTuple):
    """A requirement whose status changes."""

    lesson: LessonEntry
    before: RequirementReport | None
    """``None`` if it is new."""
    after: RequirementReport


class Difference(NamedTuple):
    """What is different in the later of two reports."""

    what: str
    """The change, in Markdown."""
    introduced: Sequence[Diagnostic]
    """Findings that are new, the worst first."""
    follows: Sequence[Diagnostic]
    """Findings that are new since lessons have other numbers, and for no other reason."""
    resolved: Sequence[Diagnostic]
    """Findings that are gone, other than those of lessons that are gone: as they were before."""
    requirements: Sequence[RequirementChange]
    """Those for the worse first."""
    added: Sequence[LessonEntry]
    removed: Sequence[LessonEntry]
    renamed: Sequence[Change]
    renumbered: Sequence[Change]
    before: Report
    after: Report


def compare(
    what: str, before: Report, after: Report, was: Texts | None = None, now: Texts | None = None
) -> Difference:
    """Return what is different.

    Findings are the same if their rule, their lesson and their words are, or at least what
    they are about: lines and counts say nothing, nor does the name of a lesson that was renamed.
    What a comment silences is not there.

    :param was: the texts of the files before, by path from the source folder: by them a lesson
        is found that has another name
    :param now: those after
    """
    same = same_lessons(before, after, was or {}, now or {})
    lessons, entries = renamed(before, same)
    left = {lesson.slug: lesson for lesson in lessons}
    right = {lesson.slug: lesson for lesson in after.lessons}
    gone = [lesson for slug, lesson in left.items() if slug not in right]
    files = {lesson.file for lesson in gone}
    still = [
        entry
        for entry in entries
        if entry.lesson in right or not (entry.lesson in left or entry.place.source in files)
    ]
    fewer, more = apart(still, after.active, identity)
    fewer, more = apart(fewer, more, subject)
    as_told = dict(zip(map(id, entries), before.active, strict=True))
    suppressed = {subject(entry) for entry in after.entries if not entry.is_active}
    return Difference(
        what=what,
        introduced=sorted(
            (entry for entry in more if not follows(entry, same, after, now or {})),
            key=lambda entry: entry.severity.rank,
        ),
        follows=[entry for entry in more if follows(entry, same, after, now or {})],
        resolved=[as_told[id(entry)] for entry in fewer if subject(entry) not in suppressed],
        requirements=sorted(requirement_changes(left.values(), right.values()), key=is_better),
        added=[lesson for slug, lesson in right.items() if slug not in left],
        removed=gone,
        renamed=same.renamed,
        renumbered=same.renumbered,
        before=before,
        after=after,
    )


def is_better(change: RequirementChange) -> bool:
    """Whether a requirement is met better than before."""
    was = change.before.status if change.before else "ok"
    return STATUSES.index(change.after.status) < STATUSES.index(was)


def apart(
    left: Iterable[Diagnostic],
    right: Iterable[Diagnostic],
    key: Callable[[Diagnostic], Hashable],
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return what only the left has, and only the right."""
    left, right = list(left), list(right)
    return beyond(left, right, key), beyond(right, left, key)


def beyond(
    ours: Iterable[Diagnostic],
    theirs: Iterable[Diagnostic],
    key: Callable[[Diagnostic], Hashable],
) -> list[Diagnostic]:
    """Return ours that are not theirs; each of theirs stands for one."""
    known = Counter(map(key, theirs))
    found = []
    for entry in ours:
        if known[key(entry)]:
            known[key(entry)] -= 1
        else:
            found.append(entry)
    return found


def requirement_changes(
    before: Iterable[LessonEntry], after: Iterable[LessonEntry]
) -> Iterable[RequirementChange]:
    """Yield the requirements whose status changes, in the order of the later course.

    One that is new and met is no news.
    """
    known = {
        (lesson.slug, need.concept, need.depth): need for lesson in before for need in lesson.needs
    }
    for lesson in after:
        for need in lesson.needs:
            was = known.get((lesson.slug, need.concept, need.depth))
            if need.status != (was.status if was else "ok"):
                yield RequirementChange(lesson=lesson, before=was, after=need)
