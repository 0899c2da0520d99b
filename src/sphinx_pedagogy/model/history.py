"""What happens to one concept over a course, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.model.records import Teaching, Use


class History:
    """What happens to one concept, by position in the course."""

    __slots__ = ("best", "events", "teachings", "users")

    teachings: list[tuple[int, Teaching]]
    """By position; at one position the deepest comes last."""
    best: list[Teaching]
    """At each teaching, the deepest up to it, the most recent among equals."""
    events: list[int]
    """Positions of the lessons that teach, use or recap it, rising."""
    users: list[tuple[int, Use]]
    """By position and place."""

    def __init__(
        self, teachings: Iterable[tuple[int, Teaching]], users: Iterable[tuple[int, Use]]
    ) -> None:
        """Sort what happens, and find the deepest teaching so far at each."""
        self.teachings = sorted(teachings, key=_by_depth)
        self.users = sorted(users, key=_by_place)
        self.best = []
        for _at, teaching in self.teachings:
            deepest = self.best[-1] if self.best else teaching
            self.best.append(teaching if teaching.depth >= deepest.depth else deepest)
        self.events = sorted({at for at, _record in (*self.teachings, *self.users)})

    def deepest_before(self, position: int) -> Teaching | None:
        """Return the deepest teaching before *position*, the most recent among equals."""
        count = bisect_left(self.teachings, position, key=first)
        return self.best[count - 1] if count else None

    def last_before(self, position: int) -> int:
        """Return the position of the last event before *position*; there must be one."""
        return self.events[bisect_left(self.events, position) - 1]

    def users_at(self, position: int) -> list[Use]:
        """Return the uses by the lesson at *position*."""
        start = bisect_left(self.users, position, key=first)
        stop = bisect_right(self.users, position, lo=start, key=first)
        return [use for _at, use in self.users[start:stop]]


def first(entry: tuple[int, object]) -> int:
    """Return the position of an entry, for searching by it."""
    return entry[0]


def _by_depth(entry: tuple[int, Teaching]) -> tuple[int, int, str, str, int, Teaching]:
    at, teaching = entry
    document, line, source = teaching.place
    return at, teaching.depth, document, source, line or 0, teaching


def _by_place(entry: tuple[int, Use]) -> tuple[int, str, str, int, Use]:
    at, use = entry
    document, line, source = use.place
    return at, document, source, line or 0, use
