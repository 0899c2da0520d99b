"""``load``: a lesson that asks too much, and lessons that do so in a row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.suggestions import full_depth, named, own_pages, titled
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.model.findings import Profile, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.facts import ModulePage
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic

STRETCH, CONSOLIDATE = "stretch", "consolidate"


class Load(Rule):
    """A lesson that asks too much, and lessons that do so in a row."""

    id = "load"
    profile = Profile.COURSE
    summary = (
        "A lesson with more new concepts than its load bears, or with far more than its plan "
        "counts on; two stretch lessons in a row; and a module whose lessons have other loads "
        "than its front plans."
    )
    rationale = (
        "Working memory holds about four things at a time (Cowan, 2001), and one of them is the "
        "task itself. After a lesson that stretches, students need one that lets them breathe. A "
        "concept that is only mentioned does not count."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-new": Threshold(3, "How many new concepts a lesson may introduce."),
        "most-new-consolidate": Threshold(0, "How many a lesson may whose load is `consolidate`."),
        "most-beyond-plan": Threshold(
            5, "How many more it may introduce than its plan names in `:concepts:`."
        ),
    }

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at lessons, at neighbours, and at modules."""
        for lesson in own_pages(context):
            new = new_concepts(context, lesson)
            yield from self.judge_lesson(context, lesson, new)
            yield from self.judge_plan(context, lesson, new)
        for before, lesson in pairwise(context.catalogue.course.lessons):
            if before.load == lesson.load == STRETCH and not (before.recorded and lesson.recorded):
                text = (
                    f"two stretch lessons in a row: {named(context, before.slug)} is one, too; "
                    "put a lesson between them that builds or consolidates, or make one of them "
                    "smaller"
                )
                yield self.report(lesson.place, text, Related(before.place, "the lesson before"))
        for _number, front in sorted(context.catalogue.module_pages.items()):
            if front.loads:
                yield from self.judge_module(context, front)

    def judge_lesson(
        self, context: CourseContext, lesson: Lesson, new: Sequence[str]
    ) -> Iterable[Diagnostic]:
        """Count the new concepts of a lesson."""
        rests = lesson.load == CONSOLIDATE
        limit = "most-new-consolidate" if rests else "most-new"
        if len(new) > self.limit(limit):
            titles = ", ".join(titled(context, concept) for concept in new)
            if not rests:
                text = (
                    f"the lesson teaches {len(new)} new concepts: {titles}; give some of them a "
                    f"lesson of their own, or only mention them {self.limit_note(limit)}"
                )
            else:
                text = (
                    "a lesson with the load `consolidate` should teach nothing new, but this one "
                    f"teaches {titles}; give it another load, or teach them elsewhere "
                    f"{self.limit_note(limit)}"
                )
            yield self.report(lesson.place, text)

    def judge_plan(
        self, context: CourseContext, lesson: Lesson, new: Sequence[str]
    ) -> Iterable[Diagnostic]:
        """Hold the new concepts of a lesson against how many its plan counts on."""
        plan = context.catalogue.documents.plans.get(lesson.slug)
        if plan is None or not plan.concepts or plan.status == "planned":
            return
        planned = len(plan.concepts)
        if len(new) > planned + self.limit("most-beyond-plan"):
            titles = ", ".join(titled(context, concept) for concept in new)
            text = (
                f"the plan names {plural(planned, 'target concept')}, but the lesson teaches "
                f"{len(new)} new ones: {titles}; add them to the plan, teach them elsewhere, or "
                f"only mention them {self.limit_note('most-beyond-plan')}"
            )
            yield self.report(plan.place, text, Related(lesson.place, "the lesson"))

    def judge_module(self, context: CourseContext, front: ModulePage) -> Iterable[Diagnostic]:
        """Hold the lessons of a module against the loads that its front plans."""
        lessons = context.catalogue.lessons_of(front.number)
        name = f"{front.kind} {number_text(front.number)}"
        for index, (planned, lesson) in enumerate(zip(front.loads, lessons, strict=False), start=1):
            if lesson.load and lesson.load != planned.casefold():
                text = (
                    f"{name} plans the load `{planned}` for its lesson {index}, but this lesson "
                    f"has the load `{lesson.load}`; change one of the two"
                )
                yield self.report(lesson.place, text, Related(front.place, "planned here"))
        if len(lessons) > len(front.loads):
            text = (
                f"{name} plans loads for {plural(len(front.loads), 'lesson')}, but has "
                f"{len(lessons)} "
                "lessons; add the loads of the others"
            )
            yield self.report(front.place, text)


def new_concepts(context: CourseContext, lesson: Lesson) -> list[str]:
    """Return the concepts that a lesson is the first to teach, and more than mentions."""
    course = context.catalogue.course
    least = full_depth(context)
    return [
        concept
        for concept in course.new_in(lesson.slug)
        if course.depth_after(concept, lesson.slug) >= least
    ]
