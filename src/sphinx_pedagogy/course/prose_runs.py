"""The prose of a page as it is stored, and which mentions in it are the first."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Run(NamedTuple):
    """A paragraph, or what is one: the words in which names may stand."""

    text: str
    section: int
    """Counts the sections of the page."""
    line: int
    source: str
    inside: str
    """Kind of the block that it stands in, where that changes what it asks of a reader."""
    named: tuple[tuple[int, str], ...] = ()
    """The concepts that roles in it name, as written, and where in the text."""
    own: tuple[str, ...] = ()
    """The concept whose definition it is part of, as written; without text, if nobody sees it."""
    step: int | None = None
    """The step of a pipeline that it describes: counts those of its page."""
    links: tuple[tuple[int, str], ...] = ()
    """Where links in it lead, and where in the text they stand: to a page (``/name``), a lesson
    (``:name``) or a label."""


class PlainMention(NamedTuple):
    """A concept in plain words."""

    concept: str
    run: int
    """Counts the runs of its page."""
    start: int
    end: int
    line: int
    source: str
    inside: str
    is_ordinary: bool
    """Whether it is one only where something else says that the concept is meant."""


def packed(runs: Sequence[Run]) -> bytes:
    """Return the prose of a page as it is stored."""
    return pickle.dumps([tuple(run) for run in runs], pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> list[Run]:
    """Return the prose of a page."""
    return [Run._make(run) for run in pickle.loads(data)]  # noqa: S301 (we stored it)


def line_of(run: Run, start: int) -> int:
    """Return the line of a place in a run: a paragraph may fill many."""
    return run.line + run.text.count("\n", 0, start) if run.line else 0


def first_ones(
    runs: Sequence[Run],
    mentions: Iterable[PlainMention],
    by_page: bool,
    find: Callable[[str], str | None],
) -> list[PlainMention]:
    """Return the mentions that are the first of their section, or page.

    Behind the block of a concept its section has none: the reader was just there. Where nobody sees
    the block, the whole section has none, since there is no place to lead to.

    :param find: the id of the concept that a role names
    """
    unseen = [run for run in runs if not run.text]
    seen = {(0 if by_page else run.section, find(name)) for run in unseen for name in run.own}
    found = []
    by_run: dict[int, list[PlainMention]] = {}
    for placed in mentions:
        by_run.setdefault(placed.run, []).append(placed)
    for index, run in enumerate(runs):
        section = 0 if by_page else run.section
        seen.update((section, find(name)) for name in run.own)
        events: list[tuple[int, str | None, PlainMention | None]] = [
            *((mention.start, mention.concept, mention) for mention in by_run.get(index, ())),
            *((start, find(name), None) for start, name in run.named),
        ]
        for _start, concept, mention in sorted(events, key=lambda event: event[0]):
            if mention and (section, concept) not in seen:
                found.append(mention)
            seen.add((section, concept))
    return found
