"""``duplicate``: two things with one name, one thing taught twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
from sphinx_pedagogy.audit.suggestions import full_depth, named, own_pages, titled
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model.findings import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Knowledge, Place, Teaching
    from sphinx_pedagogy.model.findings import Diagnostic


class Duplicate(CatalogueRule):
    """Two things with one name, one thing taught twice."""

    id = "duplicate"
    subtype = Subtype.DUPLICATE
    severity = Severity.WARNING
    summary = (
        "Two concepts, two lessons or two front pages of modules with the same name. A lesson "
        "that states a requirement twice. A lesson that teaches a known concept again, but no "
        "deeper than before and without a `recap`."
    )
    rationale = (
        "Two definitions drift apart, and a student who meets the second one wonders whether "
        "both define the same thing. Teach a concept again only to go deeper. To repeat it, use "
        "a `recap`."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Yield the names that two things have, then what is taught again."""
        told = list(super().on_course(context))
        yield from told
        course = context.catalogue.course
        # one mistake is said once: what is told of a block already may be why it seems a repetition
        places = {finding.place for finding in told} | wrong_depths(context)
        for lesson in own_pages(context):
            for teaching in course.taught.get(lesson.slug, ()):
                known = course.knows(teaching.concept, lesson.slug)
                if teaching.place in places:
                    continue
                # to mention what is known is no teaching
                if known and full_depth(context) <= teaching.depth <= known.depth:
                    yield from self.judge(context, teaching, known)

    def judge(
        self, context: CourseContext, teaching: Teaching, known: Knowledge
    ) -> Iterable[Diagnostic]:
        """Say that a concept is taught again, unless it is recapped here or goes deeper here."""
        course = context.catalogue.course
        here = teaching.lesson
        if course.depth_after(teaching.concept, here) > known.depth:
            return
        if any(use.recap and use.concept == teaching.concept for use in course.used.get(here, ())):
            return
        text = (
            f"{titled(context, teaching.concept)} is taught here at depth "
            f'"{context.scale.word(teaching.depth)}", but students already know it at depth '
            f'"{context.scale.word(known.depth)}" from '
            f"{named(context, known.source.lesson)}; make this a recap, or teach it more deeply"
        )
        yield self.report(teaching.place, text, Related(known.source.place, "taught here"))


def wrong_depths(context: CourseContext) -> set[Place]:
    """Return where a concept states a depth that the course does not have."""
    return {
        statement.place
        for page in context.catalogue.pages.values()
        for statement in page.statements
        if statement.has_wrong_depth
    }
