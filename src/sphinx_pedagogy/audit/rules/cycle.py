"""``cycle``: concepts or lessons that need each other in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
from sphinx_pedagogy.audit.suggestions import named
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model import BuildsOn
from sphinx_pedagogy.model.findings import Related
from sphinx_pedagogy.model.graph import cycles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model.findings import Diagnostic


class Cycle(CatalogueRule):
    """Concepts that build on each other in a circle, lessons that need each other."""

    id = "cycle"
    subtype = Subtype.CYCLE
    summary = "Concepts that build on each other in a circle. Lessons that need each other."
    rationale = (
        "In a circle there is no place to begin: whatever a student learns first needs something "
        "that comes later. No order of the lessons helps. In a circle of concepts, remove one "
        "`:builds-on:`. In a circle of lessons, let one of them require less, or teach one of the "
        "concepts in an earlier lesson."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Yield the circles of concepts, then those of lessons."""
        yield from super().on_course(context)
        needs = list(sole_teachers(context))
        for group in cycles(needs):
            inside = [need for need in needs if need.concept in group and need.base in group]
            lessons = " and ".join(named(context, slug) for slug in group)
            first = inside[0]
            text = (
                f"{lessons} need each other: each requires a concept that only another of them "
                "teaches; remove a requirement from one of them, or move such a concept to a "
                "lesson before them"
            )
            related = [Related(need.place, "and this") for need in inside[1:]]
            yield self.report(first.place, text, *related)


def sole_teachers(context: CourseContext) -> Iterator[BuildsOn]:
    """Yield which lesson needs which other one, because nobody else teaches what it requires."""
    course = context.catalogue.course
    for verdict in context.verdicts:
        need = verdict.requirement
        if verdict.recapped:
            continue
        teachers = {
            teaching.lesson
            for teaching in course.teachings_of(need.concept)
            if teaching.lesson != need.lesson
        }
        if len(teachers) == 1:
            yield BuildsOn(need.lesson, teachers.pop(), need.place)
