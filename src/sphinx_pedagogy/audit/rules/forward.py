"""``forward``: a concept that is used before it is taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.suggestions import named, own_pages, titled, where_to_teach
from sphinx_pedagogy.audit.undeclared_uses import undeclared
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.code_uses import IN_CODE
from sphinx_pedagogy.model.findings import Fix, FixKind, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model.findings import Diagnostic


class Forward(Rule):
    """A concept that is used before it is taught."""

    id = "forward"
    reads_prose = "partly"
    summary = (
        "A concept that a lesson uses, in words, in code or in its record, before any lesson has "
        "taught it."
    )
    rationale = (
        "A word that nobody explained is a hole in the sentence: readers fill it with a guess, "
        "or stop. The rule knows the concepts that `concept` blocks and records declare. If "
        "a lesson uses a concept, and the first lesson that teaches the concept comes later, the "
        "rule reports the use. It reports nothing if the lesson itself requires, recaps or teaches "
        "the concept. A use is one of these:\n\n"
        "- a role, or a name in plain words;\n"
        "- the options `tests` and `of` of blocks;\n"
        "- the option `uses` of a record, or of a step in a `pipeline-trace`;\n"
        "- code with a name that the option `code` of the concept lists.\n\n"
        "The option `builds-on` of a concept does not count as a use. If a lesson uses a "
        "concept only by its name in plain words, the text may mean something else. Such a "
        "finding is a guess, and only the profile `strict` reports it.\n\n"
        "Announcements are not findings. The text in a `lesson`, `constraint` or `next-step` "
        "block announces, and so does the text in a block that completes a module or series. A "
        "paragraph announces a concept if one of its sentences names the concept, and links to "
        "the later lesson or says “in the next chapter”.\n\n"
        "The rule does not see a term that no block declares, or a term that its own page "
        "explains only further down. It sees an ordinary word without a role, such as “bias”, "
        "only if the concept has the option `plain`. It always sees a rare word, such as “gybe”."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at what each lesson uses, and no lesson up to it teaches."""
        course, plain = context.catalogue.course, context.catalogue.plain
        for lesson in own_pages(context):
            for concept, used in undeclared(context, lesson):
                fit = course.fit(concept, lesson.slug)
                if not (fit and fit.later):
                    continue
                uses = [use for use in used if not (plain and plain.announces(use))]
                if uses:
                    how = "used by this code" if uses[0].inside == IN_CODE else "used here"
                    text = (
                        f"{titled(context, concept)} is {how}, and taught only later, in "
                        f"{named(context, fit.teaching.lesson)}; explain it, or teach it earlier: "
                        f"{where_to_teach(context, concept, lesson.slug)}"
                    )
                    guess = plain is not None and all(
                        use.inside != IN_CODE and plain.is_in_plain_words(use) for use in uses
                    )
                    words = plain.words_of(uses[0]) if plain else ""
                    to = fit.teaching.lesson
                    fixes = [Fix(FixKind.ANNOUNCEMENT, words, to)] if words else []
                    # in public courses, none of ten was worth a word: most explain themselves
                    profile = Profile.STRICT if guess else self.profile
                    yield self.report(
                        uses[0].place, text, guess=guess, profile=profile, fixes=fixes
                    )
        yield from self.in_records(context)

    def in_records(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at what records say that their lessons worked with."""
        course = context.catalogue.course
        for lesson in course.lessons:
            if not lesson.recorded or lesson.place.is_elsewhere:
                continue
            for concept, uses in undeclared(context, lesson):
                fit = course.fit(concept, lesson.slug)
                if fit and fit.later:
                    text = (
                        f"the record of {named(context, lesson.slug)} uses "
                        f"{titled(context, concept)}, which is taught only later, in "
                        f"{named(context, fit.teaching.lesson)}; take it out there, or record "
                        "which lesson taught it before"
                    )
                    yield self.report(uses[0].place, text)
