"""``unconnected``: a new concept that builds on nothing known."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.suggestions import full_depth, titled
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Place, Teaching
    from sphinx_pedagogy.model.findings import Diagnostic


class Unconnected(Rule):
    """A new concept that hangs in the air."""

    id = "unconnected"
    summary = "A new concept that builds on nothing that its students know."
    rationale = (
        "New knowledge holds where it is tied to old (Ausubel, 1968). `:builds-on:` names the "
        "tie, and the maps are drawn from it; a `{concept}` in the definition will do as well."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at the new concepts of each lesson, the first of the course excepted."""
        course = context.catalogue.course
        known = False
        for lesson in course.lessons:
            new = set(course.new_in(lesson.slug))
            for teaching in course.taught.get(lesson.slug, ()):
                if teaching.concept not in new:
                    continue
                if known and not lesson.recorded and teaching.depth >= full_depth(context):
                    yield from self.judge(context, teaching)
                known = True

    def judge(self, context: CourseContext, teaching: Teaching) -> Iterable[Diagnostic]:
        """Say that a concept hangs in the air, if it does."""
        course = context.catalogue.course
        here = teaching.lesson
        bases = {*course.bases.get(teaching.concept, ())}
        bases |= set(named_in_definition(context, teaching))
        bases.discard(teaching.concept)
        for base in bases:
            # what no lesson teaches is taken for granted
            if course.depth_after(base, here) or not course.teachings_of(base):
                return
        if bases:
            only = ", ".join(titled(context, base) for base in sorted(bases))
            text = f"all that it builds on comes later: {only}"
        else:
            text = "builds on nothing; name what it builds on in the option `builds-on`"
        yield self.report(
            teaching.place, f"{titled(context, teaching.concept)} is new here, and {text}"
        )


def named_in_definition(context: CourseContext, teaching: Teaching) -> Iterable[str]:
    """Yield the concepts that the body of a concept block names."""
    page = context.catalogue.pages[teaching.place.document]
    start = teaching.place
    # a mention belongs to the last block that begins before it
    begins = sorted(one.place.line or 0 for one in page.statements if same_file(one.place, start))
    for mention in page.mentions:
        if context.is_a(mention.inside, BlockRole.DEFINITION) and same_file(mention.place, start):
            before = begins[: bisect_right(begins, mention.place.line or 0)]
            found = context.catalogue.find(mention.name)
            if found and before and before[-1] == start.line:
                yield found


def same_file(one: Place, other: Place) -> bool:
    """Whether the lines of two places can be compared."""
    return (one.document, one.source) == (other.document, other.source)
