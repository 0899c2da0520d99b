"""``orphan``: a concept without a use, a lesson without a beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.habits import HABIT, habit_of_requiring
from sphinx_pedagogy.audit.suggestions import own_pages, titled
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic


class Orphan(Rule):
    """A concept without a use, a lesson without a beginning."""

    id = "orphan"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = (
        "A concept that is defined, but that nothing teaches, requires, uses or builds on. A "
        "lesson that uses nothing from earlier lessons."
    )
    rationale = (
        "A definition that no lesson needs is left over from an earlier plan, or the lesson that "
        "should use it is missing. A lesson that uses nothing from earlier lessons may be in the "
        "wrong place. The first lesson of a module may begin with something new, so the rule does "
        "not report it. "
        + HABIT.format(
            "lessons", "require something", "lessons that use nothing from earlier lessons"
        )
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look for concepts first, then for lessons."""
        course = context.catalogue.course
        alive = {teaching.concept for teaching in course.facts.teachings}
        alive |= {requirement.concept for requirement in course.facts.requirements}
        alive |= {use.concept for use in course.facts.uses}
        alive |= {link.base for link in course.facts.links}
        lonely = context.catalogue.concepts.keys() - alive
        if lonely:
            lonely -= named_outside(context)
        for concept in sorted(lonely):
            place = context.catalogue.concepts[concept].place
            if not place.is_elsewhere:
                text = (
                    f"nothing teaches, requires or uses {titled(context, concept)}; teach it in a "
                    "lesson, or remove its definition"
                )
                yield self.report(place, text)
        profile = habit_of_requiring(context, self.profile)
        for lesson in own_pages(context):
            if self.stands_alone(context, lesson):
                text = (
                    "this lesson requires, recaps and uses nothing that an earlier lesson taught; "
                    "add a requires block, or move the lesson"
                )
                yield self.report(lesson.place, text, profile=profile)

    def stands_alone(self, context: CourseContext, lesson: Lesson) -> bool:
        """Whether a lesson takes up nothing, though it does not open its module."""
        course = context.catalogue.course
        slug, position = lesson.slug, course.positions[lesson.slug]
        if position == 0 or course.lessons[position - 1].number[:-1] != lesson.number[:-1]:
            return False
        wanted = {requirement.concept for requirement in course.requirements.get(slug, ())}
        wanted |= {use.concept for use in course.used.get(slug, ())}
        taught = {teaching.concept for teaching in course.taught.get(slug, ())}
        wanted |= taught | {base for slug in taught for base in course.bases.get(slug, ())}
        # a course that records nothing has nothing to take up
        known = bool(course.concepts) and any(
            course.taught.get(lesson.slug) for lesson in course.lessons[:position]
        )
        return known and not any(course.knows(concept, slug) for concept in wanted)


def named_outside(context: CourseContext) -> Set[str]:
    """Return the concepts that pages which are no lessons name."""
    return {
        concept
        for _name, page in context.pages()
        for mention in page.mentions
        if not mention.lesson and (concept := context.catalogue.find(mention.name))
    }
