"""``unconnected``: a new concept that builds on nothing known."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.habits import FEW, HABIT, profile_by_habit
from sphinx_pedagogy.audit.suggestions import full_depth, titled
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.names import as_written
from sphinx_pedagogy.model.findings import Fix, FixKind, Profile, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model import Place, Teaching
    from sphinx_pedagogy.model.findings import Diagnostic


_SHARED = (
    "{} new concepts build on nothing; name what each builds on in the option `builds-on`, or with "
    "a role in its definition"
)


class Unconnected(Rule):
    """A new concept that builds on nothing known."""

    id = "unconnected"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = "A new concept that builds on nothing that students know."
    rationale = (
        "Students remember new knowledge if it is tied to what they know already (Ausubel, 1968). "
        "A concept builds on the concepts that its option `:builds-on:` names, and on those that "
        "its definition mentions with the role `{concept}`. Concept maps draw both. The first "
        "concept of "
        "the course has nothing to build on, so the rule does not report it. "
        + HABIT.format("concepts", "build on something", "concepts that build on nothing")
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at the new concepts of each lesson, the first of the course excepted."""
        course = context.catalogue.course
        # the first has nothing to build on
        deep = {
            teaching.concept
            for teaching in course.facts.teachings
            if teaching.depth >= full_depth(context)
        }
        tied = sum(bool(course.bases.get(concept)) for concept in deep)
        many = max(len(deep), FEW) if len(course.lessons) >= FEW else len(deep)
        profile = profile_by_habit(tied, many, self.profile)
        known = False
        for lesson in course.lessons:
            new = set(course.new_in(lesson.slug))
            for teaching in course.taught.get(lesson.slug, ()):
                if teaching.concept not in new:
                    continue
                if known and not lesson.recorded and teaching.depth >= full_depth(context):
                    yield from self.judge(context, teaching, profile)
                known = True

    def judge(
        self,
        context: CourseContext,
        teaching: Teaching,
        profile: Profile,
    ) -> Iterable[Diagnostic]:
        """Say that a concept hangs in the air, if it does.

        :param profile: for one that names nothing to build on
        """
        course = context.catalogue.course
        here = teaching.lesson
        bases = {*course.bases.get(teaching.concept, ())}
        bases |= set(named_in_definition(context, teaching))
        bases.discard(teaching.concept)
        fixes: list[Fix] = []
        for base in bases:
            # what no lesson teaches is taken for granted
            if course.depth_after(base, here) or not course.teachings_of(base):
                return
        if bases:
            only = ", ".join(titled(context, base) for base in sorted(bases))
            text = f"all that it builds on comes later: {only}"
        elif builds_on_a_slip(context.catalogue, teaching.concept):
            return
        else:
            text = "builds on nothing; name what it builds on in the option `builds-on`"
            if found := known_in_definition(context, teaching):
                text += f', or with the role for "{found.old}" in its definition'
                fixes.append(found)
        title = titled(context, teaching.concept)
        yield self.report(
            teaching.place,
            f"{title} is new here, and {text}",
            shared=None if bases or fixes else Shared(_SHARED, title),
            profile=self.profile if bases or fixes else profile,
            fixes=fixes,
        )


def named_in_definition(context: CourseContext, teaching: Teaching) -> Iterable[str]:
    """Yield the concepts that the body of a concept block names."""
    page = context.catalogue.pages[teaching.place.document]
    start = teaching.place
    # a mention belongs to the last block that begins before it
    begins = sorted(
        statement.place.line or 0
        for statement in page.statements
        if same_file(statement.place, start)
    )
    for mention in page.mentions:
        if context.is_a(mention.inside, BlockRole.DEFINITION) and same_file(mention.place, start):
            before = begins[: bisect_right(begins, mention.place.line or 0)]
            found = context.catalogue.find(mention.name)
            if found and before and before[-1] == start.line:
                yield found


def known_in_definition(context: CourseContext, teaching: Teaching) -> Fix | None:
    """Return the role for the first words of a definition that name what students know."""
    catalogue = context.catalogue
    if catalogue.plain is None:
        return None
    for concept, words in catalogue.plain.in_definition(teaching.concept, teaching.place.document):
        if catalogue.course.knows(concept, teaching.lesson):
            title = catalogue.concepts[concept].title
            return Fix(FixKind.ROLE, words, as_written(title, concept))
    return None


def same_file(place: Place, other: Place) -> bool:
    """Whether the lines of two places can be compared."""
    return (place.document, place.source) == (other.document, other.source)


def builds_on_a_slip(catalogue: Catalogue, concept: str) -> bool:
    """Whether a block says what a concept builds on, in a name of none: that is said already."""
    find = catalogue.find
    return any(
        find(name) is None
        for page in catalogue.pages.values()
        for stated in page.statements
        if concept in {find(stated.id), find(stated.name)}
        for name in stated.builds_on
    )
