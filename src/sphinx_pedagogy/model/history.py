"""What happens to one concept over a course, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx_pedagogy.model.records import Teaching, Use


class History:
    """What happens to one concept, by position in the course."""

    __slots__ = ("best", "events", "shown", "teachings", "users")

    teachings: list[tuple[int, Teaching]]
    """By position; at one position the deepest comes last."""
    best: list[Teaching]
    """At each teaching, the deepest up to it, the most recent among equals."""
    shown: list[Teaching]
    """As :attr:`best`, but a teaching on a page before one that is only recorded."""
    events: list[int]
    """Positions of the lessons that teach, use or recap it, rising."""
    users: list[tuple[int, Use]]
    """By position and place."""

    def __init__(
        self,
        teachings: Iterable[tuple[int, Teaching]],
        users: Iterable[tuple[int, Use]],
        recorded: Set[str] = frozenset(),
    ) -> None:
        """Sort what happens, and find the deepest teaching so far at each.

        :param recorded: the lessons that have no page
        """
        self.teachings = sorted(teachings, key=_by_depth)
        self.users = sorted(users, key=_by_place)
        self.best = []
        for _at, teaching in self.teachings:
            deepest = self.best[-1] if self.best else teaching
            self.best.append(teaching if teaching.depth >= deepest.depth else deepest)
        self.shown = self.best
        if any(teaching.lesson in recorded for teaching in self.best):
            self.shown = []
            for _at, teaching in self.teachings:
                known = self.shown[-1] if self.shown else None
                self.shown.append(better_to_show(known, teaching, recorded))
        self.events = sorted({position for position, _record in (*self.teachings, *self.users)})

    def deepest_before(self, position: int) -> Teaching | None:
        """Return the deepest teaching before *position*, the most recent among equals."""
        count = bisect_left(self.teachings, position, key=first)
        return self.best[count - 1] if count else None

    def shown_before(self, position: int) -> Teaching | None:
        """Return the deepest teaching before *position*: of equals one on a page, the last."""
        count = bisect_left(self.teachings, position, key=first)
        return self.shown[count - 1] if count else None

    def last_before(self, position: int) -> int:
        """Return the position of the last event before *position*; there must be one."""
        return self.events[bisect_left(self.events, position) - 1]

    def users_at(self, position: int) -> list[Use]:
        """Return the uses by the lesson at *position*."""
        start = bisect_left(self.users, position, key=first)
        stop = bisect_right(self.users, position, lo=start, key=first)
        return [use for _at, use in self.users[start:stop]]


def better_to_show(known: Teaching | None, new: Teaching, recorded: Set[str]) -> Teaching:
    """Return where to send a reader, given where so far and what comes next in the course.

    :param recorded: the lessons that have no page: of two as deep, the other one shows more
    """
    if known is None or new.depth > known.depth:
        return new
    is_worse = new.lesson in recorded and known.lesson not in recorded
    return known if new.depth < known.depth or is_worse else new


def first(entry: tuple[int, object]) -> int:
    """Return the position of an entry, for searching by it."""
    return entry[0]


def _by_depth(entry: tuple[int, Teaching]) -> tuple[int, int, tuple[str, str, int], Teaching]:
    position, teaching = entry
    return position, teaching.depth, teaching.place.order, teaching


def _by_place(entry: tuple[int, Use]) -> tuple[int, tuple[str, str, int], Use]:
    position, use = entry
    return position, use.place.order, use
