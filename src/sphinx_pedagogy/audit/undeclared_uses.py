"""The concepts that a lesson uses and neither requires nor teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Lesson, Use

ANNOUNCING = ("lesson", BlockRole.SCOPE, BlockRole.NEXT_STEP, BlockRole.COMPLETION)
"""Blocks that name what is not needed yet: what the lesson is about or leaves out, what comes
next."""


def undeclared(context: CourseContext, lesson: Lesson) -> Iterator[tuple[str, list[Use]]]:
    """Yield what a lesson uses and neither requires, recaps nor teaches, with the uses."""
    course = context.catalogue.course
    used = course.used.get(lesson.slug, ())
    if not used:
        return
    stated = {requirement.concept for requirement in course.requirements.get(lesson.slug, ())}
    stated |= {teaching.concept for teaching in course.taught.get(lesson.slug, ())}
    stated |= {use.concept for use in used if use.recap}
    found: dict[str, list[Use]] = {}
    for use in used:
        if use.concept not in stated and not context.is_a(use.inside, *ANNOUNCING):
            found.setdefault(use.concept, []).append(use)
    yield from found.items()
