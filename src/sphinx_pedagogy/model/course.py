"""The course built from records in order, and the questions it answers.

Building costs time and memory linear in the records. A question about one concept at one
lesson costs the logarithm of that concept's history; a question about all that a student
knows on arrival is linear in the concepts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.model.depth import NOT_TAUGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.model.records import (
        Concept,
        Lesson,
        Link,
        Requirement,
        Teaching,
        Use,
    )

FADING_AFTER = 10
"""Lessons without use after which a concept counts as fading."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All records of a course but its lessons. Their order within a field says nothing."""

    concepts: Sequence[Concept] = ()
    teachings: Sequence[Teaching] = ()
    uses: Sequence[Use] = ()
    requirements: Sequence[Requirement] = ()
    links: Sequence[Link] = ()


class Status(StrEnum):
    """Whether a requirement is met."""

    OK = "ok"
    GAP = "gap"
    """Taught, but not deep enough, or faded."""
    MISSING = "missing"
    """Never taught before."""


class Knowledge(NamedTuple):
    """What a student knows of one concept on arriving at a lesson."""

    concept: str
    depth: int
    source: Teaching
    """The deepest earlier teaching, the most recent among equals."""
    last_used: str
    """Slug of the last earlier lesson that taught, used or recapped it."""
    lessons_ago: int
    """Lessons from there to here; 1 is the lesson before."""
    fading: bool


class Verdict(NamedTuple):
    """A requirement, held against what the student knows."""

    requirement: Requirement
    status: Status
    knowledge: Knowledge | None
    recapped: bool
    """Whether the lesson itself wakes the concept up."""


class Fit(NamedTuple):
    """The teaching that a mention of a concept leads to."""

    teaching: Teaching
    later: bool
    """Whether a reader of the page has not come to it yet."""


@dataclass(slots=True)
class History:
    """What happens to one concept, by position in the course."""

    teachings: list[tuple[int, Teaching]] = field(default_factory=list)
    """By position; at one position the deepest comes last."""
    best: list[int] = field(default_factory=list)
    """For each teaching, the index of the deepest up to it, the most recent among equals."""
    events: list[int] = field(default_factory=list)
    """Positions of the lessons that teach, use or recap it, rising."""
    users: list[tuple[int, Use]] = field(default_factory=list)

    def settle(self) -> None:
        """Sort, and find the deepest teaching so far at each."""
        self.teachings.sort(key=_by_position)
        deepest = -1
        for index, (_position, teaching) in enumerate(self.teachings):
            if deepest < 0 or teaching.depth >= self.teachings[deepest][1].depth:
                deepest = index
            self.best.append(deepest)
        self.users.sort(key=_by_place)
        positions = {position for position, _teaching in self.teachings}
        positions.update(position for position, _use in self.users)
        self.events = sorted(positions)

    def deepest_before(self, position: int) -> Teaching | None:
        """Return the deepest teaching before *position*, the most recent among equals."""
        count = bisect_left(self.teachings, position, key=_position)
        return self.teachings[self.best[count - 1]][1] if count else None


def _position(entry: tuple[int, Teaching]) -> int:
    return entry[0]


def _by_position(entry: tuple[int, Teaching]) -> tuple[int, int, tuple[str, int], str]:
    position, teaching = entry
    place = teaching.place
    return position, teaching.depth, (place.document, place.line or 0), teaching.anchor


def _by_place(entry: tuple[int, Use]) -> tuple[int, str, int, bool]:
    position, use = entry
    return position, use.place.document, use.place.line or 0, use.recap


class Course:
    """A course, which does not change.

    Records that name a lesson the course does not have are ignored: whoever makes the
    records says so to the author.
    """

    def __init__(
        self, lessons: Sequence[Lesson], facts: Facts, fading_after: int = FADING_AFTER
    ) -> None:
        """Build it.

        :param lessons: in the order in which students meet them, each slug once
        :param fading_after: a concept fades when more lessons than these pass without it
        :raises ValueError: two lessons have one slug
        """
        self.lessons = tuple(lessons)
        self.facts = facts
        self.fading_after = fading_after
        self.positions = {lesson.slug: at for at, lesson in enumerate(self.lessons)}
        if len(self.positions) != len(self.lessons):
            raise ValueError("two lessons have one slug")

    @cached_property
    def histories(self) -> dict[str, History]:
        """What happens to each concept that is taught or used."""
        found: dict[str, History] = {}
        positions = self.positions
        for teaching in self.facts.teachings:
            position = positions.get(teaching.lesson)
            if position is not None:
                if (history := found.get(teaching.concept)) is None:
                    history = found[teaching.concept] = History()
                history.teachings.append((position, teaching))
        for use in self.facts.uses:
            position = positions.get(use.lesson)
            if position is not None:
                if (history := found.get(use.concept)) is None:
                    history = found[use.concept] = History()
                history.users.append((position, use))
        for history in found.values():
            history.settle()
        return found

    @cached_property
    def requirements(self) -> dict[str, list[Requirement]]:
        """The requirements of each lesson, in the order of its page."""
        found: dict[str, list[Requirement]] = {}
        for requirement in self.facts.requirements:
            found.setdefault(requirement.lesson, []).append(requirement)
        for of_lesson in found.values():
            of_lesson.sort(key=_by_line)
        return found

    @cached_property
    def taught(self) -> dict[str, list[Teaching]]:
        """The teachings of each lesson, in the order of its page."""
        found: dict[str, list[Teaching]] = {}
        for teaching in self.facts.teachings:
            found.setdefault(teaching.lesson, []).append(teaching)
        for of_lesson in found.values():
            of_lesson.sort(key=_by_line)
        return found

    # ── what a student knows ────────────────────────────────────────────────────────

    def knows(self, concept: str, lesson: str) -> Knowledge | None:
        """Return what a student knows of *concept* on arriving at *lesson*."""
        history = self.histories.get(concept)
        return self._knows(history, self.positions[lesson]) if history else None

    def _knows(self, history: History, position: int) -> Knowledge | None:
        source = history.deepest_before(position)
        if source is None:
            return None
        # a use before the first teaching refreshes nothing, but the teaching comes after it
        last = history.events[bisect_left(history.events, position) - 1]
        ago = position - last
        used = self.lessons[last].slug
        fading = ago > self.fading_after
        return Knowledge(source.concept, source.depth, source, used, ago, fading)

    def arriving_at(self, lesson: str) -> Iterator[Knowledge]:
        """Yield all that a student knows on arriving at *lesson*, by concept id."""
        position = self.positions[lesson]
        for _concept, history in sorted(self.histories.items()):
            if knowledge := self._knows(history, position):
                yield knowledge

    def new_in(self, lesson: str) -> list[str]:
        """Return the concepts that no lesson before *lesson* taught, as its page has them."""
        position = self.positions[lesson]
        new = {
            teaching.concept: None
            for teaching in self.taught.get(lesson, ())
            if self.histories[teaching.concept].deepest_before(position) is None
        }
        return list(new)

    # ── requirements ────────────────────────────────────────────────────────────────

    def verdict(self, requirement: Requirement) -> Verdict:
        """Hold one requirement against what the student knows at its lesson."""
        position = self.positions[requirement.lesson]
        history = self.histories.get(requirement.concept)
        knowledge = self._knows(history, position) if history else None
        recapped = history is not None and _recaps(history, position)
        if knowledge is None:
            status = Status.MISSING
        elif knowledge.depth < requirement.depth or knowledge.fading:
            status = Status.GAP
        else:
            status = Status.OK
        return Verdict(requirement, status, knowledge, recapped)

    def verdicts(self, lesson: str) -> list[Verdict]:
        """Return a verdict on each requirement of *lesson*, in the order of its page."""
        return [self.verdict(requirement) for requirement in self.requirements.get(lesson, ())]

    def all_verdicts(self) -> Iterator[Verdict]:
        """Yield a verdict on every requirement, lesson by lesson."""
        for lesson in self.lessons:
            yield from self.verdicts(lesson.slug)

    # ── where things are ────────────────────────────────────────────────────────────

    def fit(self, concept: str, lesson: str | None) -> Fit | None:
        """Return the teaching that a mention of *concept* on a lesson's page leads to.

        The deepest up to that lesson, itself included, and the most recent among equals;
        else the first later one. On a page outside all lessons nothing is later.
        """
        history = self.histories.get(concept)
        if history is None or not history.teachings:
            return None
        here = self.positions[lesson] if lesson is not None else len(self.lessons)
        earlier = history.deepest_before(here + 1)
        if earlier is not None:
            return Fit(earlier, later=False)
        return Fit(history.teachings[0][1], later=True)

    def teachings_of(self, concept: str) -> list[Teaching]:
        """Return every teaching of *concept* in course order."""
        history = self.histories.get(concept)
        return [teaching for _position, teaching in history.teachings] if history else []

    def uses_of(self, concept: str, after: str | None = None) -> list[Use]:
        """Return the uses of *concept* in course order, those after a lesson if given."""
        history = self.histories.get(concept)
        if history is None:
            return []
        start = 0
        if after is not None:
            start = bisect_right(history.users, self.positions[after], key=lambda entry: entry[0])
        return [use for _position, use in history.users[start:]]

    @cached_property
    def bases(self) -> dict[str, list[str]]:
        """What each concept builds on, by id."""
        found: dict[str, set[str]] = {}
        for link in self.facts.links:
            found.setdefault(link.concept, set()).add(link.base)
        return {concept: sorted(bases) for concept, bases in sorted(found.items())}

    def depth_after(self, concept: str, lesson: str) -> int:
        """Return how deep a student knows *concept* when *lesson* is over."""
        history = self.histories.get(concept)
        if history is None:
            return NOT_TAUGHT
        teaching = history.deepest_before(self.positions[lesson] + 1)
        return teaching.depth if teaching else NOT_TAUGHT


def _by_line(record: Teaching | Requirement) -> tuple[str, int, str]:
    return record.place.document, record.place.line or 0, record.concept


def _recaps(history: History, position: int) -> bool:
    start = bisect_left(history.users, position, key=lambda entry: entry[0])
    for at, use in history.users[start:]:
        if at != position:
            return False
        if use.recap:
            return True
    return False


def cycles(links: Iterable[Link]) -> list[list[str]]:
    """Return the groups of concepts that build on each other, each sorted, in order.

    These are the strongly connected components with more than one member, and the concepts
    that build on themselves (R. Tarjan, *Depth-first search and linear graph algorithms*,
    SIAM J. Comput. 1, 1972), without recursion, so that no chain is too long.
    """
    graph: dict[str, list[str]] = {}
    for link in links:
        graph.setdefault(link.concept, []).append(link.base)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found = []
    for root in graph:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            node, bases = work[-1]
            for base in bases:
                if base not in index:
                    index[base] = low[base] = len(index)
                    stack.append(base)
                    on_stack.add(base)
                    work.append((base, iter(graph.get(base, ()))))
                    break
                if base in on_stack:
                    low[node] = min(low[node], index[base])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    members = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        members.append(member)
                        if member == node:
                            break
                    if len(members) > 1 or node in graph.get(node, ()):
                        found.append(sorted(members))
    return sorted(found)
