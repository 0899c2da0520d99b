"""What a rule can propose: where a concept could be taught, or be used in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.view import lesson_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Lesson


NO_LESSON = "no earlier lesson of this course could teach it"


def named(context: CourseContext, slug: str) -> str:
    """Return number and title of a lesson, in quotes."""
    course = context.catalogue.course
    return f'"{lesson_name(course.lessons[course.positions[slug]])}"'


def titled(context: CourseContext, concept: str) -> str:
    """Return the title of a concept, in quotes."""
    return f'"{context.catalogue.concepts[concept].title}"'


def where_to_teach(context: CourseContext, concept: str, before: str) -> str:
    """Return where a concept could be taught before a lesson needs it, as the end of a message.

    That is the first lesson that knows all that the concept builds on.
    """
    course = context.catalogue.course
    here = course.positions[before]
    if not course.bases.get(concept):
        is_free = any(map(_is_written, course.lessons[:here]))
        return "any earlier lesson could teach it" if is_free else NO_LESSON
    ready, late = 0, ""
    for base in course.bases.get(concept, ()):
        taught = course.teachings_of(base)
        if taught and (position := course.positions[taught[0].lesson]) > ready:
            ready, late = position, base
    if late and ready >= here:
        return f"it builds on {titled(context, late)}, which is not taught earlier"
    first = next(filter(_is_written, course.lessons[ready:here]), None)
    if first is None:
        return NO_LESSON
    return f"{named(context, first.slug)} is the first that could teach it"


def _is_written(lesson: Lesson) -> bool:
    """Whether a lesson is a page of this site, in which an author can teach something."""
    return not lesson.recorded and not lesson.place.is_elsewhere


def where_to_use(context: CourseContext, concept: str, lesson: str) -> str | None:
    """Return a lesson in which a use in passing would keep a concept fresh until *lesson*.

    Of those near enough the one that has most to do with the concept, rather one of this site
    than a recorded one, rather late than early. None if no lesson stands between.
    """
    course = context.catalogue.course
    here = course.positions[lesson]
    start = max(course.history(concept).last_before(here) + 1, here - course.fading_after)
    between = [lesson for lesson in course.lessons[start:here] if not lesson.place.is_elsewhere]
    near, concepts = context.neighbours.get(concept, set()), context.concepts
    best = max(
        enumerate(between),
        key=lambda entry: (
            len(near & concepts.get(entry[1].slug, set())) if near else 0,
            not entry[1].recorded,
            entry[0],
        ),
        default=None,
    )
    return best[1].slug if best else None


def own_pages(context: CourseContext) -> Iterable[Lesson]:
    """Yield the lessons that are pages of this site, in course order."""
    for lesson in context.catalogue.course.lessons:
        if _is_written(lesson):
            yield lesson


def full_depth(context: CourseContext) -> int:
    """Return the depth from which a lesson teaches a concept, and does more than mention it."""
    return context.scale.depth("introduced") if "introduced" in context.scale.words else 1
