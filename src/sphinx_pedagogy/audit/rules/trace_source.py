"""``trace-source``: a step of a pipeline whose source lesson is missing or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.core.view import lesson_name
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.facts import Step
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic


class TraceSource(Rule):
    """A step of a pipeline whose source lesson is missing or wrong."""

    id = "trace-source"
    severity = Severity.ERROR
    summary = (
        "A step of a `pipeline-trace` without a source lesson. A step whose source lesson comes "
        "later. A step whose source lesson teaches none of the concepts that the step names."
    )
    rationale = (
        "A trace promises that students know every part already, and shows where to look each "
        "part up. A wrong source leads to a lesson that does not help. A missing source may hide "
        "a step that nobody ever taught."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at each step of each page."""
        for name, facts in context.pages():
            own = context.catalogue.lesson_of(name)
            plain = context.catalogue.plain
            in_words = plain.steps(name) if plain and facts.steps else {}
            for index, step in enumerate(facts.steps):
                # what the author marked up says more than words that name something in passing
                named = step.concepts or tuple(in_words.get(index, ()))
                yield from self.judge(context, step._replace(concepts=named), own)

    def judge(self, context: CourseContext, step: Step, own: Lesson | None) -> Iterator[Diagnostic]:
        """Say what is wrong with the sources of a step."""
        if not step.sources:
            text = f'the step "{step.title}" names no lesson that taught it; add `:from:`'
            yield self.report(step.place, text)
        catalogue = context.catalogue
        # a name that is no lesson is told by another rule
        found = [source for source in map(catalogue.find_lesson, step.sources) if source]
        positions = catalogue.course.positions
        for lesson in found:
            if own and positions[lesson.slug] > positions[own.slug]:
                text = (
                    f'the step "{step.title}" is said to come from {lesson_name(lesson)}, which is '
                    "taught later; name an earlier lesson, or move one of the two"
                )
                yield self.report(step.place, text)
        if found and len(found) == len(step.sources):
            yield from self.untaught(context, step, found)

    def untaught(
        self, context: CourseContext, step: Step, sources: Sequence[Lesson]
    ) -> Iterator[Diagnostic]:
        """Complain if the sources teach nothing of what the step names."""
        catalogue = context.catalogue
        found = [concept for concept in map(catalogue.find, step.concepts) if concept]
        concepts = list(dict.fromkeys(found))
        slugs = {lesson.slug for lesson in sources}
        taught = {
            concept: {teaching.lesson for teaching in catalogue.course.teachings_of(concept)}
            for concept in concepts
        }
        if concepts and not any(slugs & lessons for lessons in taught.values()):
            names = " and ".join(f'"{catalogue.concepts[concept].title}"' for concept in concepts)
            known = sorted(set().union(*taught.values()), key=catalogue.course.positions.get)  # type: ignore[arg-type]
            hint = f'"{known[0]}" does' if known else "no lesson does"
            text = f'the lesson that "{step.title}" comes from does not teach {names}: {hint}'
            yield self.report(step.place, text)
