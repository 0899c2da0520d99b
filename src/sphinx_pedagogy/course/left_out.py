"""What lessons leave out on purpose, and whether a later one has covered it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.names import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.record_facts import ScopeLine
    from sphinx_pedagogy.model import Course, Lesson


class LeftOut(NamedTuple):
    """Something that a lesson leaves out."""

    line: ScopeLine
    concepts: tuple[str, ...]
    """Ids of the concepts that it is about: those that it names by a role, and the one whose name
    it is, up to its colon."""
    covered_in: str
    """Slug of the first later lesson that covers it; empty as long as none does."""


def left_out(
    course: Course, pages: Mapping[str, PageFacts], find: Callable[[str], str | None]
) -> Mapping[str, Sequence[LeftOut]]:
    """Return what each lesson leaves out, in the order of its page, by the lesson's slug.

    A later lesson covers it if it says so in the same words, up to a colon, in its scope. And it
    does once all concepts that the line is about are taught deeper than when it was left out.

    :param find: returns the id of the concept of a name
    """
    lines = [line for _name, page in sorted(pages.items()) for line in page.scope]
    covered: dict[str, list[int]] = {}
    for line in lines:
        position = course.positions.get(line.lesson)
        if position is not None and not line.left_out:
            covered.setdefault(key(line.subject), []).append(position)
    found: dict[str, list[LeftOut]] = {}
    for line in lines:
        position = course.positions.get(line.lesson)
        if position is None or not line.left_out:
            continue
        concepts = concepts_of(line, find)
        later = [item for item in covered.get(key(line.subject), ()) if item > position]
        taught = taught_by(course, concepts, position)
        later += [taught] if taught is not None else []
        slug = course.lessons[min(later)].slug if later else ""
        found.setdefault(line.lesson, []).append(LeftOut(line, concepts, slug))
    return found


def still_left_out(
    course: Course, found: Mapping[str, Sequence[LeftOut]], here: int
) -> Iterator[tuple[Lesson, Sequence[LeftOut]]]:
    """Yield what lessons left out and no other has covered before a place, lesson by lesson.

    :param here: position of the lesson at which one arrives; the number of lessons for the end
    """
    for lesson in course.lessons[:here]:
        lines = [
            item
            for item in found.get(lesson.slug, ())
            if not item.covered_in or course.positions[item.covered_in] >= here
        ]
        if lines:
            yield lesson, lines


def concepts_of(line: ScopeLine, find: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return the ids of the concepts that a line is about."""
    named = [find(name) for name in (*line.names, line.subject)]
    return tuple(dict.fromkeys(name for name in named if name))


def taught_by(course: Course, concepts: Sequence[str], at: int) -> int | None:
    """Return the position of the lesson that has taught all of some concepts deeper than before.

    :param at: position of the lesson that leaves them out
    :returns: ``None`` if no lesson has, or there are no concepts
    """
    last = -1
    for concept in concepts:
        known = course.depth_after(concept, course.lessons[at].slug)
        wanted = max(known + 1, least_depth(course))
        deeper = (
            position
            for position, teaching in course.history(concept).teachings
            if position > at and teaching.depth >= wanted
        )
        first = next(deeper, None)
        if first is None:
            return None
        last = max(last, first)
    return last if last >= 0 else None


def least_depth(course: Course) -> int:
    """Return the least depth that is more than a name, unless the course has but one."""
    return 2 if any(teaching.depth > 1 for teaching in course.facts.teachings) else 1
