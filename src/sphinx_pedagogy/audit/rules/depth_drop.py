"""``depth-drop``: a lesson that does not teach as deep as its plan promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.planned_lesson import built_lessons
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model.findings import Diagnostic


class DepthDrop(Rule):
    """A target that the lesson falls short of."""

    id = "depth-drop"
    summary = "A plan that promises more depth for a concept than the blocks of its lesson state."
    rationale = (
        "Later lessons require what the plans of earlier ones promise. But only what the "
        "blocks of a lesson state counts as taught. So a broken promise becomes a gap in a later "
        "lesson."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Compare each target with the deepest teaching in its lesson."""
        for built in built_lessons(context, self.id):
            for item in built.items("target"):
                concept = context.catalogue.find(item.name)
                taught = [
                    teaching
                    for teaching in context.catalogue.course.taught.get(built.lesson.slug, ())
                    if teaching.concept == concept
                ]
                best = max(taught, key=lambda teaching: teaching.depth, default=None)
                if best and best.depth < item.depth:
                    word, wanted = context.scale.word(best.depth), context.scale.word(item.depth)
                    text = (
                        f'the plan promises "{item.name}" at depth "{wanted}", but the lesson only '
                        f'reaches "{word}"; teach it more deeply, or plan for less'
                    )
                    yield self.report(item.place, text, Related(best.place, "taught here"))
