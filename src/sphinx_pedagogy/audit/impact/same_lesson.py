"""Which lessons of two reports are the same one, though its file, name or number changed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.audit.report.report import LessonEntry, Report
    from sphinx_pedagogy.model.findings import Diagnostic

    Texts = Mapping[str, str]
    """What files hold, by their paths."""

ALIKE = 0.5
"""So much of the longer of two files is in both if one is the other, renamed: as git has it."""
TRACE = "trace-source"
OF_NUMBERS = frozenset({"notebook", "record", "unknown", TRACE})
"""Rules that find numbers which no longer fit: in the name of a notebook, in prose, in a role, and
in the steps of a pipeline."""


class Change(NamedTuple):
    """A lesson before and after."""

    before: LessonEntry
    after: LessonEntry


class Same(NamedTuple):
    """The lessons that both reports have."""

    pairs: Sequence[Change]

    @property
    def renamed(self) -> list[Change]:
        """Those that have another slug."""
        return [pair for pair in self.pairs if pair.before.slug != pair.after.slug]

    @property
    def renumbered(self) -> list[Change]:
        """Those that have another number."""
        return [pair for pair in self.pairs if pair.before.number != pair.after.number]


def same_lessons(before: Report, after: Report, was: Texts, now: Texts) -> Same:
    """Return the lessons that are in both: by slug, else by file, else by what they say.

    :param was: the texts of the files before, by path from the source folder
    :param now: those after
    """
    left = {lesson.slug: lesson for lesson in before.lessons}
    right = {lesson.slug: lesson for lesson in after.lessons}
    pairs = [Change(left[slug], lesson) for slug, lesson in right.items() if slug in left]
    gone = [lesson for slug, lesson in left.items() if slug not in right]
    new = [lesson for slug, lesson in right.items() if slug not in left]
    likely = sorted(likely_pairs(gone, new, was, now), key=lambda pair: pair[0], reverse=True)
    for _alike, change in likely:
        if change.before in gone and change.after in new:
            gone.remove(change.before)
            new.remove(change.after)
            pairs.append(change)
    return Same(pairs)


def likely_pairs(
    gone: Iterable[LessonEntry], new: Sequence[LessonEntry], was: Texts, now: Texts
) -> Iterator[tuple[float, Change]]:
    """Yield the pairs that may be one lesson, and how much they are alike."""
    lines = {lesson.slug: lines_of(now.get(lesson.file, "")) for lesson in new}
    shared = Counter(lesson.file for lesson in new)
    for old in gone:
        had = lines_of(was.get(old.file, ""))
        for lesson in new:
            if old.file == lesson.file:
                # records share a page; what a page has of its own has a file of its own
                fits = (
                    shared[lesson.file] == 1
                    or old.number == lesson.number
                    or old.title == lesson.title
                )
                alike = 1.0 if fits else 0.0
            else:
                alike = likeness(had, lines[lesson.slug])
            if alike >= ALIKE:
                # of equals, those with one title belong together
                yield alike + (old.title == lesson.title), Change(old, lesson)


def lines_of(text: str) -> Counter[str]:
    """Return the lines of a text that say something, and how often each stands there."""
    return Counter(filter(None, map(str.strip, text.splitlines())))


def likeness(left: Counter[str], right: Counter[str]) -> float:
    """Return how much of the longer of two texts is in both, by letters: from 0 to 1."""
    both = sum(len(line) * count for line, count in (left & right).items())
    longer = max(sum(len(line) * count for line, count in side.items()) for side in (left, right))
    return both / longer if longer else 0.0


def renamed(report: Report, same: Same) -> tuple[list[LessonEntry], list[Diagnostic]]:
    """Return the lessons and the findings of the earlier report under the later names."""
    slugs = {change.before.slug: change.after.slug for change in same.renamed}
    words = dict(changed_words(same))
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")

    def now(text: str) -> str:
        return pattern.sub(lambda found: words[found[0]], text)

    lessons = [
        lesson._replace(
            slug=slugs.get(lesson.slug, lesson.slug),
            needs=tuple(
                need._replace(taught_in=slugs.get(need.taught_in, need.taught_in))
                for need in lesson.needs
            ),
        )
        for lesson in report.lessons
    ]
    entries = [
        replace(entry, lesson=slugs.get(entry.lesson, entry.lesson), text=now(entry.text))
        for entry in report.active
    ]
    return lessons, entries


def changed_words(same: Same) -> Iterator[tuple[str, str]]:
    """Yield the words by which messages name a lesson, before and after."""
    for change in same.pairs:
        old, new = change.before, change.after
        for was, now in ((old.name, new.name), (old.title, new.title), (old.slug, new.slug)):
            if was != now:
                yield f'"{was}"', f'"{now}"'
        if old.document != new.document:
            yield old.document, new.document


def follows(entry: Diagnostic, same: Same, after: Report, now: Texts) -> bool:
    """Whether a finding only says that a number which was changed stands elsewhere, too.

    :param after: the later report, which has the finding
    :param now: the texts of its files
    """
    if (
        entry.code in after.kinds_of_warnings
    ):  # the build looked for a file that has another number in its name
        moved = {pair.before.document for pair in same.pairs if pair.before.slug == pair.after.slug}
        moved -= {pair.after.document for pair in same.pairs}
        return any(document in entry.text for document in moved)
    if entry.code not in OF_NUMBERS:
        return False
    text = entry.text
    if entry.code == TRACE:  # the number stands with the step
        line = entry.place.line or 1
        text = "\n".join(now.get(entry.place.source, "").splitlines()[line - 1 : line + 3])
    numbers = {stop.number for change in same.renumbered for stop in change if stop.number}
    found = re.findall(r"\d+(?:[.-]\d+)+", text)
    return any(number.replace("-", ".") in numbers for number in found)
