"""Two reports of a course held against each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from sphinx_pedagogy.audit.report.record import Entry, Need, Report, Stop


class Turn(NamedTuple):
    """A requirement whose status changes."""

    lesson: Stop
    before: Need | None
    """``None`` if it is new."""
    after: Need


class Difference(NamedTuple):
    """What is different in the later of two reports."""

    what: str
    """The change, in Markdown."""
    breaks: Sequence[Entry]
    """Findings that are new."""
    mends: Sequence[Entry]
    """Findings that are gone, other than those of lessons that are gone."""
    turns: Sequence[Turn]
    added: Sequence[Stop]
    removed: Sequence[Stop]
    after: Report


def compare(what: str, before: Report, after: Report) -> Difference:
    """Return what is different.

    Findings are the same if their rule, their lesson and their words are, or at least what
    they are about: lines and counts say nothing. What a comment silences is not there.
    """
    left = {lesson.slug: lesson for lesson in before.lessons}
    right = {lesson.slug: lesson for lesson in after.lessons}
    gone = [lesson for slug, lesson in left.items() if slug not in right]
    files = {lesson.file for lesson in gone}
    still = [
        one
        for one in before.speaking
        if one.lesson in right or not (one.lesson in left or one.spot.file in files)
    ]
    fewer, more = apart(still, after.speaking, lambda one: one.identity)
    fewer, more = apart(fewer, more, lambda one: one.subject)
    silenced = {one.subject for one in after.entries if one.silenced}
    return Difference(
        what,
        more,
        [one for one in fewer if one.subject not in silenced],
        list(turns(left.values(), right.values())),
        [lesson for slug, lesson in right.items() if slug not in left],
        gone,
        after,
    )


def apart(
    left: Iterable[Entry], right: Iterable[Entry], key: Callable[[Entry], Hashable]
) -> tuple[list[Entry], list[Entry]]:
    """Return what only the left has, and only the right."""
    left, right = list(left), list(right)
    return beyond(left, right, key), beyond(right, left, key)


def beyond(
    ours: Iterable[Entry], theirs: Iterable[Entry], key: Callable[[Entry], Hashable]
) -> list[Entry]:
    """Return ours that are not theirs; each of theirs stands for one."""
    known = Counter(map(key, theirs))
    found = []
    for one in ours:
        if known[key(one)]:
            known[key(one)] -= 1
        else:
            found.append(one)
    return found


def turns(before: Iterable[Stop], after: Iterable[Stop]) -> Iterable[Turn]:
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
                yield Turn(lesson, was, need)
