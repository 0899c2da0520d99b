"""``preview``: a promise that no lesson keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.suggestions import named, own_pages, titled
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Diagnostic

    Titled = tuple[Place, str]
    """What the title of a next step names, and where it stands."""


class Preview(Rule):
    """A promise that no lesson keeps."""

    id = "preview"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = (
        "A concept that a `next-step` announces, but that no lesson teaches. A concept that a "
        "sentence announces for a particular later lesson, but that this lesson does not teach."
    )
    rationale = (
        "An announcement gives students a question to take along. When somebody rearranges the "
        "course, the announcement may stay where it was, and nothing ever answers the question."
    )

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what the titles of next steps may name."""
        for step in page.find(BlockRole.NEXT_STEP):
            if name := step.title.rpartition(":")[2]:
                yield page.place(step), name

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at next steps, then at lessons that are named beside a concept."""
        titles: dict[str, list[Titled]] = {}
        for document, title in context.kept[self.id]:
            titles.setdefault(document, []).append(title)
        for lesson in own_pages(context):
            yield from self.judge_next_steps(context, lesson, titles.get(lesson.place.document, ()))
            yield from self.judge_pairs(context, lesson)

    def judge_next_steps(
        self, context: CourseContext, lesson: Lesson, titles: Iterable[Titled]
    ) -> Iterable[Diagnostic]:
        """Look for concepts that the next step of a lesson announces."""
        course = context.catalogue.course
        for concept, place in announced(context, lesson, titles):
            if not course.teachings_of(concept):
                text = (
                    f"{titled(context, concept)} is announced here, and no lesson teaches it; "
                    "teach it in a later lesson, or drop the promise"
                )
                yield self.report(place, text)

    def judge_pairs(self, context: CourseContext, lesson: Lesson) -> Iterable[Diagnostic]:
        """Look for paragraphs that name one later lesson beside concepts not taught yet."""
        course = context.catalogue.course
        here = course.positions[lesson.slug]
        page = context.catalogue.pages[lesson.place.document]
        mentions = [
            (mention, context.catalogue.find_lesson(mention.name))
            for mention in page.lesson_mentions
        ]
        if not any(found and course.positions[found.slug] > here for _, found in mentions):
            return  # before any paragraph is looked for: most lessons name earlier ones alone
        named_at: dict[Place, set[str]] = {}
        plain = context.catalogue.plain
        beginnings = plain.beginnings(lesson.place.document) if plain else {}
        for mention, found in mentions:
            if found:
                paragraph = beginnings.get(mention.place, mention.place)
                named_at.setdefault(paragraph, set()).add(found.slug)
        for use in course.used.get(lesson.slug, ()):
            lessons = named_at.get(beginnings.get(use.place, use.place), set())
            if len(lessons) != 1 or use.place.line is None:
                continue
            [slug] = lessons
            fit = course.fit(use.concept, lesson.slug)
            if course.positions[slug] <= here or fit is None or not fit.later:
                continue
            teachers = [teaching.lesson for teaching in course.teachings_of(use.concept)]
            if slug not in teachers:
                text = (
                    f"{titled(context, use.concept)} is announced for {named(context, slug)}, "
                    f"which does not teach it; {named(context, teachers[0])} does, so name that one"
                )
                yield self.report(use.place, text)


def announced(
    context: CourseContext, lesson: Lesson, titles: Iterable[Titled]
) -> Iterator[tuple[str, Place]]:
    """Yield the concepts that a lesson's next step names: with the role, or as its title."""
    for use in context.catalogue.course.used.get(lesson.slug, ()):
        if context.is_a(use.inside, BlockRole.NEXT_STEP):
            yield use.concept, use.place
    for place, name in titles:
        if concept := context.catalogue.find(name):
            yield concept, place
