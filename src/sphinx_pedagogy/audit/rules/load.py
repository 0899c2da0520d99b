"""``load``: a lesson that asks too much, and lessons that do so in a row."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from sphinx_pedagogy.audit.suggestions import full_depth, named, own_pages, titled
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.model.findings import Profile, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.facts import ModulePage
    from sphinx_pedagogy.course.plan_facts import LessonPlan
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic

STRETCH, CONSOLIDATE = "stretch", "consolidate"


_NAME, _KNOW = 0.5, 1.0
"""What a concept weighs that is introduced, and one that is developed or deeper."""


class Load(Rule):
    """A lesson that asks too much, and lessons that do so in a row."""

    id = "load"
    profile = Profile.COURSE
    summary = (
        "A lesson that teaches too many new concepts: more than students can hold at once, and "
        "also more than its length has room for. A lesson that teaches far more than its plan "
        "lists. Two lessons in a row with the load `stretch`. A module whose lessons have other "
        "loads than its front page plans."
    )
    rationale = (
        "Working memory holds about four things at a time (Cowan, 2001). One of these is the task "
        "itself, so three are left. A longer lesson can teach more concepts, one after the other, "
        "if each has time to settle. After a lesson that stretches students, they need an easier "
        "one.\n\n"
        "The depth of a concept decides how much the concept counts:\n\n"
        "- A concept that is developed or applied counts 1.\n"
        "- A concept that is introduced counts ½, since students have to recognize it, but not to "
        "use it.\n"
        "- A concept that is only mentioned does not count.\n\n"
        "If students know a concept already, only the new depth counts. Facts are "
        "not concepts, so what a plan lists in `plan-facts` does not count."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-new": Threshold(3, "How many new concepts a lesson may teach, however short it is."),
        "most-new-per-1000-words": Threshold(
            1.25,
            "How many new concepts a longer lesson may teach for every 1,000 words. With 1.25, "
            "each concept has 800 words: enough to explain it, show it and ask for it.",
        ),
        "most-new-consolidate": Threshold(
            1,
            "How many new concepts a lesson with the load `consolidate` may teach.",
        ),
        "most-beyond-plan": Threshold(
            3,
            "How many new concepts a lesson may teach beyond those of its plan. More would fill "
            "another lesson.",
        ),
    }

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at lessons, at neighbours, and at modules."""
        lengths = {page: reading.words for page, (reading, _run) in context.kept.get("time", ())}
        for lesson in own_pages(context):
            new = [*new_concepts(context, lesson)]
            words = lengths.get(lesson.place.document, 0)
            yield from self.judge_lesson(context, lesson, new, words)
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
        self, context: CourseContext, lesson: Lesson, new: Sequence[NewConcept], words: int
    ) -> Iterable[Diagnostic]:
        """Weigh the new concepts of a lesson, which has so many words."""
        load = sum(concept.weight for concept in new)
        told = listed(context, new)
        if lesson.load == CONSOLIDATE and load > self.limit("most-new-consolidate"):
            text = (
                "a lesson with the load `consolidate` should teach nothing new, but this one "
                f"teaches {told}; give it another load, or teach them elsewhere "
                f"{self.limit_note('most-new-consolidate')}"
            )
            yield self.report(lesson.place, text)
        elif load > self.limit("most-new"):
            room = words / 1000 * self.limit("most-new-per-1000-words")
            if load > room:
                name = "most-new-per-1000-words" if room > self.limit("most-new") else "most-new"
                text = (
                    f"the lesson teaches {told}, together {load:g}, in {words:,} words; give some "
                    f"of them a lesson of their own, or only mention them {self.limit_note(name)}"
                )
                yield self.report(lesson.place, text)

    def judge_plan(
        self, context: CourseContext, lesson: Lesson, new: Sequence[NewConcept]
    ) -> Iterable[Diagnostic]:
        """Hold the new concepts of a lesson against what its plan counts on."""
        plan = context.catalogue.documents.plans.get(lesson.slug)
        if plan is None or not plan.concepts or plan.status == "planned":
            return
        planned = planned_weights(context, plan)
        beyond = [
            concept._replace(weight=more)
            for concept in new
            if (more := concept.weight - planned.get(concept.concept, 0)) > 0
        ]
        load = sum(concept.weight for concept in beyond)
        if load > self.limit("most-beyond-plan"):
            text = (
                f"the plan lists {plural(len(planned), 'concept')}, but the lesson also teaches "
                f"{listed(context, beyond)}, together {load:g}; add them to the plan, teach them "
                f"elsewhere, or only mention them {self.limit_note('most-beyond-plan')}"
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


class NewConcept(NamedTuple):
    """A concept that a lesson teaches, and what it adds to the lesson's load."""

    concept: str
    weight: float


def new_concepts(context: CourseContext, lesson: Lesson) -> Iterator[NewConcept]:
    """Yield what a lesson teaches that is new to the student, or deeper than it was known."""
    course = context.catalogue.course
    for concept in dict.fromkeys(
        teaching.concept for teaching in course.taught.get(lesson.slug, ())
    ):
        known = course.knows(concept, lesson.slug)
        weight = weight_of(context, course.depth_after(concept, lesson.slug))
        weight -= weight_of(context, known.depth) if known else 0
        if weight > 0:
            yield NewConcept(concept, weight)


def weight_of(context: CourseContext, depth: int) -> float:
    """Return what it takes to come to know a concept to a depth.

    Of a scale with other words than the usual ones, the lowest depth is a name to recognise.
    """
    least = full_depth(context)
    if depth < least:
        return 0
    is_lowest_of_some = depth == least < len(context.scale.words)
    return _NAME if is_lowest_of_some else _KNOW


def planned_weights(context: CourseContext, plan: LessonPlan) -> Mapping[str, float]:
    """Return what a plan counts on, by concept."""
    find = context.catalogue.find
    found = {concept: _KNOW for name in plan.concepts if (concept := find(name))}
    for item in plan.items:
        if item.kind == "target" and (concept := find(item.name)):
            found[concept] = max(found.get(concept, 0), weight_of(context, item.depth))
    return found


def listed(context: CourseContext, new: Sequence[NewConcept]) -> str:
    """Return the titles of concepts with what each weighs, the heaviest first."""
    weighed = sorted(new, key=lambda concept: -concept.weight)
    groups = [
        (weight, [*group]) for weight, group in groupby(weighed, key=lambda concept: concept.weight)
    ]
    return "; ".join(
        f"{', '.join(titled(context, concept.concept) for concept in group)} "
        f"({'½' if weight < _KNOW else '1'}{' each' if len(group) > 1 else ''})"
        for weight, group in groups
    )
