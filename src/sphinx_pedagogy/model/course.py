"""The course built from records in order, and the questions it answers.

Building costs time and memory linear in the records. A question about one concept at one
lesson costs the logarithm of that concept's history; a question about all that a student
knows on arrival is linear in the concepts.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_pedagogy.model.depth import NOT_TAUGHT
from sphinx_pedagogy.model.grouping import by_concept, by_lesson, grouped, in_page_order
from sphinx_pedagogy.model.history import History, better_to_show, first
from sphinx_pedagogy.model.records import BuildsOn, Concept, Lesson, Requirement, Teaching, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FADING_AFTER = 10
"""Lessons without use after which a concept counts as fading."""


class Facts(NamedTuple):
    """All records of a course but its lessons. Their order within a field says nothing."""

    concepts: Sequence[Concept] = ()
    teachings: Sequence[Teaching] = ()
    uses: Sequence[Use] = ()
    requirements: Sequence[Requirement] = ()
    links: Sequence[BuildsOn] = ()


class RequirementStatus(StrEnum):
    """Whether a requirement is met."""

    OK = "ok"
    """An earlier lesson taught the concept deeply enough, and the concept is not fading."""
    GAP = "gap"
    """An earlier lesson taught the concept, but not deeply enough, or the concept is fading."""
    MISSING = "missing"
    """No earlier lesson taught the concept."""


class Knowledge(NamedTuple):
    """What a student knows of one concept when a lesson begins."""

    concept: str
    """Its id."""
    depth: int
    """How deeply the student knows the concept, from 1."""
    source: Teaching
    """The deepest earlier teaching; among equally deep ones, the most recent."""
    last_used: str
    """Slug of the last earlier lesson that taught, used or recapped the concept."""
    lessons_ago: int
    """How many lessons ago that was; 1 is the lesson before."""
    fading: bool
    """Whether the last use is so long ago that the concept needs a recap."""


class Verdict(NamedTuple):
    """A requirement, compared with what students know."""

    requirement: Requirement
    """What the lesson needs."""
    status: RequirementStatus
    """Whether it is met."""
    knowledge: Knowledge | None
    """What the student knows; ``None`` if no earlier lesson taught the concept."""
    recapped: bool
    """Whether the lesson itself recaps the concept."""


class ResolvedTeaching(NamedTuple):
    """The teaching that a mention of a concept leads to."""

    teaching: Teaching
    """Where it leads."""
    later: bool
    """Whether this teaching comes later than the page."""


class Positions(dict[str, int]):
    """The place of each lesson of a course, by its slug."""

    def __missing__(self, slug: str) -> int:
        """Say what there is not: ``KeyError`` would say the name alone."""
        raise LookupError(f'the course has no lesson with the slug "{slug}"')


class Course:
    """A course as plain data, which never changes.

    Teachings, uses and requirements of a lesson that the course does not have are ignored. For such
    a lesson, :meth:`new_in` and :meth:`verdicts` return an empty list, and all other methods that
    take a lesson raise a ``LookupError``.
    """

    def __init__(
        self, lessons: Sequence[Lesson], facts: Facts, fading_after: int = FADING_AFTER
    ) -> None:
        """Build it.

        :param lessons: in the order in which students meet them, each slug once
        :param fading_after: a concept fades when so many lessons or more lie between two uses
        :raises ValueError: two lessons have one slug
        """
        self.lessons = tuple(lessons)
        """All lessons, in the order in which students meet them."""
        self.facts = facts
        self.fading_after = fading_after
        """The number of lessons without a use after which a concept fades."""
        self.positions = Positions(
            (lesson.slug, position) for position, lesson in enumerate(self.lessons)
        )
        """For each lesson, by its slug: its position, counted from 0."""
        self._recorded = frozenset(lesson.slug for lesson in self.lessons if lesson.recorded)
        self._histories: dict[str, History] = {}
        if len(self.positions) != len(self.lessons):
            raise ValueError("two lessons have one slug")

    def history(self, concept: str) -> History:
        """Return what happens to *concept*; an empty history if nothing does."""
        known = self._histories.get(concept)
        if known is None:
            known = self._histories[concept] = History(
                self._placed(self._teachings.get(concept, ())),
                self._placed(self._users.get(concept, ())),
                self._recorded,
            )
        return known

    def _placed(self, records: Iterable[_OfLesson]) -> Iterator[tuple[int, _OfLesson]]:
        for record in records:
            if (position := self.positions.get(record.lesson)) is not None:
                yield position, record

    @cached_property
    def _teachings(self) -> dict[str, list[Teaching]]:
        return grouped(self.facts.teachings, by_concept)

    @cached_property
    def _users(self) -> dict[str, list[Use]]:
        return grouped(self.facts.uses, by_concept)

    @cached_property
    def taught(self) -> dict[str, list[Teaching]]:
        """For each lesson, by its slug: what it teaches, in the order of its page."""
        return in_page_order(grouped(self.facts.teachings, by_lesson))

    @cached_property
    def used(self) -> dict[str, list[Use]]:
        """For each lesson, by its slug: what it uses, in the order of its page."""
        return in_page_order(self._used)

    @cached_property
    def _used(self) -> dict[str, list[Use]]:
        """The uses by each lesson, in any order."""
        return grouped(self.facts.uses, by_lesson)

    @cached_property
    def requirements(self) -> dict[str, list[Requirement]]:
        """For each lesson, by its slug: what it requires, in the order of its page."""
        return in_page_order(grouped(self.facts.requirements, by_lesson))

    @cached_property
    def concepts(self) -> list[str]:
        """The ids of all concepts that are taught, sorted."""
        return sorted(self._teachings)

    # ── what a student knows ────────────────────────────────────────────────────────

    def knows(self, concept: str, lesson: str) -> Knowledge | None:
        """Return what a student knows of *concept* when *lesson* begins."""
        position = self.positions[lesson]
        history = self.history(concept)
        source = history.deepest_before(position)
        if source is None:
            return None
        return self._knowledge(source, history.last_before(position), position)

    def _knowledge(self, source: Teaching, last: int, position: int) -> Knowledge:
        ago = position - last
        fading = ago > self.fading_after
        return Knowledge(
            concept=source.concept,
            depth=source.depth,
            source=source,
            last_used=self.lessons[last].slug,
            lessons_ago=ago,
            fading=fading,
        )

    def arriving_at(self, lesson: str) -> Iterator[Knowledge]:
        """Yield all that a student knows when *lesson* begins, sorted by the id of the concept."""
        for concept in self.concepts:
            if knowledge := self.knows(concept, lesson):
                yield knowledge

    def new_in(self, lesson: str) -> list[str]:
        """Return the concepts that *lesson* is the first to teach, in the order of its page."""
        return list(self._new_in.get(lesson, ()))

    @cached_property
    def _new_in(self) -> dict[str, list[str]]:
        """The concepts that each lesson is the first to teach."""
        found: dict[str, list[str]] = {}
        seen: set[str] = set()
        taught = self.taught
        for slug in self.positions:
            if own := taught.get(slug):
                names = [teaching.concept for teaching in own]
                found[slug] = [name for name in dict.fromkeys(names) if name not in seen]
                seen.update(names)
        return found

    # ── requirements ────────────────────────────────────────────────────────────────

    def verdict(self, requirement: Requirement) -> Verdict:
        """Compare one requirement with what students know when its lesson begins."""
        here = self.positions[requirement.lesson]
        recapped = any(use.recap for use in self.history(requirement.concept).users_at(here))
        return _judge(requirement, self.knows(requirement.concept, requirement.lesson), recapped)

    def verdicts(self, lesson: str) -> list[Verdict]:
        """Return a verdict on each requirement of *lesson*, in the order of its page."""
        return [self.verdict(requirement) for requirement in self.requirements.get(lesson, ())]

    def all_verdicts(self) -> Iterator[Verdict]:
        """Yield a verdict on every requirement, lesson by lesson, in one pass.

        The verdicts are the same as those of :meth:`verdict`. In a course of 20,000 lessons,
        calling :meth:`verdict` for each requirement takes four times as long.
        """
        deepest: dict[str, Teaching] = {}
        last: dict[str, tuple[int, str]] = {}  # position and slug
        taught, used, needed = self.taught, self._used, self.requirements
        fading_after = self.fading_after
        for slug, position in self.positions.items():
            uses = used.get(slug, ())
            if requirements := needed.get(slug):
                recapped = {use.concept for use in uses if use.recap}
                for requirement in requirements:
                    concept = requirement.concept
                    known = None
                    if source := deepest.get(concept):
                        at, where = last[concept]
                        known = Knowledge(
                            concept=concept,
                            depth=source.depth,
                            source=source,
                            last_used=where,
                            lessons_ago=position - at,
                            fading=position - at > fading_after,
                        )
                    yield _judge(requirement, known, concept in recapped)
            own = taught.get(slug, ())
            _deepen(deepest, own)
            here = position, slug
            for teaching in own:
                last[teaching.concept] = here
            for use in uses:
                last[use.concept] = here

    def all_fits(self) -> Iterator[tuple[Use, ResolvedTeaching | None]]:
        """Yield every use with the teaching that it leads to, lesson by lesson, in one pass."""
        deepest: dict[str, Teaching] = {}
        taught, used = self.taught, self._used
        for slug in self.positions:
            for teaching in taught.get(slug, ()):
                known = deepest.get(teaching.concept)
                shown = better_to_show(known, teaching, self._recorded)
                deepest[teaching.concept] = shown
            for use in used.get(slug, ()):
                source = deepest.get(use.concept)
                yield (
                    use,
                    ResolvedTeaching(source, later=False)
                    if source
                    else self.fit(use.concept, slug),
                )

    # ── where things are ────────────────────────────────────────────────────────────

    def fit(self, concept: str, lesson: str | None) -> ResolvedTeaching | None:
        """Return the teaching that a mention of *concept* on a lesson's page leads to.

        This is the deepest teaching up to that lesson, including the lesson itself. If several
        teachings are equally deep, those on a page come before those that are only recorded, and
        the most recent comes first. If no lesson has taught the concept yet, the mention leads to
        the first later teaching. If *lesson* is ``None``, the page is no lesson, and no teaching
        counts as later.
        """
        here = self.positions[lesson] if lesson is not None else len(self.lessons)
        taught = self._teachings.get(concept, ())
        if len(taught) == 1 and (position := self.positions.get(taught[0].lesson)) is not None:
            # most concepts are taught once, and need no history
            return ResolvedTeaching(taught[0], later=position > here)
        history = self.history(concept)
        if not history.teachings:
            return None
        earlier = history.shown_before(here + 1)
        if earlier is not None:
            return ResolvedTeaching(earlier, later=False)
        return ResolvedTeaching(history.teachings[0][1], later=True)

    def first_lesson(self, concept: str) -> str:
        """Return the slug of the first lesson that teaches *concept*; empty if none does."""
        taught = self._teachings.get(concept, ())
        if len(taught) == 1 and taught[0].lesson in self.positions:
            return taught[0].lesson
        history = self.history(concept)
        return history.teachings[0][1].lesson if history.teachings else ""

    def best_to_show(self, teachings: Iterable[Teaching]) -> Teaching | None:
        """Return the deepest of some teachings, which are given in course order.

        :meth:`fit` explains the choice if several are equally deep.
        """
        best: Teaching | None = None
        for teaching in teachings:
            best = better_to_show(best, teaching, self._recorded)
        return best

    def teachings_of(self, concept: str) -> list[Teaching]:
        """Return every teaching of *concept* in course order."""
        return [teaching for _at, teaching in self.history(concept).teachings]

    def uses_of(self, concept: str, after: str | None = None) -> list[Use]:
        """Return the uses of *concept* in course order: all, or only those after a lesson."""
        users = self.history(concept).users
        start = 0
        if after is not None:
            start = bisect_right(users, self.positions[after], key=first)
        return [use for _at, use in users[start:]]

    def needed_by(self, concept: str) -> list[str]:
        """Return the slugs of the lessons that require *concept*, in course order, each once."""
        found = {need.lesson for need in self._needs.get(concept, ())} & self.positions.keys()
        return sorted(found, key=self.positions.__getitem__)

    def named_after(self, concept: str, lesson: str | None = None) -> list[str]:
        """Return the slugs of the lessons after *lesson* that teach, use or require *concept*.

        They are in course order. Without *lesson*, all lessons of the course count.
        """
        here = self.positions[lesson] if lesson is not None else -1
        events = {*self.history(concept).events}
        events |= {self.positions[slug] for slug in self.needed_by(concept)}
        return [self.lessons[position].slug for position in sorted(events) if position > here]

    @cached_property
    def _needs(self) -> dict[str, list[Requirement]]:
        return grouped(self.facts.requirements, by_concept)

    @cached_property
    def bases(self) -> dict[str, list[str]]:
        """For each concept, by its id: the ids of the concepts that it builds on."""
        found: dict[str, set[str]] = {}
        for link in self.facts.links:
            found.setdefault(link.concept, set()).add(link.base)
        return {concept: sorted(bases) for concept, bases in sorted(found.items())}

    def depth_after(self, concept: str, lesson: str) -> int:
        """Return how deeply a student knows *concept* when *lesson* is over."""
        teaching = self.history(concept).deepest_before(self.positions[lesson] + 1)
        return teaching.depth if teaching else NOT_TAUGHT


_OfLesson = TypeVar("_OfLesson", Teaching, Use)


def _deepen(deepest: dict[str, Teaching], teachings: Iterable[Teaching]) -> None:
    """Add what one lesson teaches, in the order of its page, to the deepest teachings so far."""
    for teaching in teachings:
        known = deepest.get(teaching.concept)
        if known is None or teaching.depth >= known.depth:
            deepest[teaching.concept] = teaching


# looking a member up in its enum is slow before Python 3.12
_OK, _GAP, _MISSING = RequirementStatus.OK, RequirementStatus.GAP, RequirementStatus.MISSING


def _judge(requirement: Requirement, knowledge: Knowledge | None, recapped: bool) -> Verdict:
    if knowledge is None:
        status = _MISSING
    elif knowledge.depth < requirement.depth or knowledge.fading:
        status = _GAP
    else:
        status = _OK
    return Verdict(requirement=requirement, status=status, knowledge=knowledge, recapped=recapped)
