"""``undeclared``: a concept that a lesson builds on in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from sphinx_pedagogy.audit.suggestions import full_depth, own_pages, titled
from sphinx_pedagogy.audit.undeclared_uses import undeclared
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.code_uses import IN_CODE
from sphinx_pedagogy.course.names import as_written
from sphinx_pedagogy.model.findings import Fix, FixKind, Profile, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Lesson, Use
    from sphinx_pedagogy.model.findings import Diagnostic

ASKING = (BlockRole.QUESTION, BlockRole.EXAMPLE, BlockRole.EXERCISE, BlockRole.APPLICATION)
"""Blocks in which a concept is not only named: a reader cannot follow without it."""


REASON = ": why"
"""What stands for the reason in a line that is proposed."""


_SHARED = (
    "{} lessons build on concepts of other lessons and have no requires block; add one to each, "
    "for which `sphinx-pedagogy audit --fix` shows the lines"
)


class _Gap(NamedTuple):
    """A concept that a lesson builds on in silence."""

    use: Use
    line: str
    """What its requires block should say of it; empty if no lesson before teaches it."""
    told: str
    is_ordinary: bool = False
    """Whether only words tell of it that may mean anything else."""

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The line without a reason, which only its author knows."""
        line = self.line.removesuffix(REASON)
        return (Fix(FixKind.REQUIREMENT, "", line),) if line else ()


class Undeclared(Rule):
    """A concept that a lesson builds on in silence."""

    id = "undeclared"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = "partly"
    summary = (
        "A concept that a lesson uses, but neither requires nor teaches. A lesson uses a concept "
        "if a check, an example or an exercise in it names the concept, or if its text does so "
        "again and again. A lesson that requires a concept need not list what this concept builds "
        "on."
    )
    rationale = (
        "The build can check a requirement against the course only if the lesson declares it. A "
        "requirement that nobody wrote down is the one that goes missing when a lesson moves.\n\n"
        "If a concept's name is one common word in small letters, the text may mean the everyday "
        "word. If such a name is the only sign of the concept, the finding is a guess. Then only "
        "the strictest profile of the audit, `strict`, reports it.\n\n"
        "The rule does not see a term that no block of the course declares, or a concept that "
        "appears only in code."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-mentions": Threshold(
            2, "How often the text may name a concept that the lesson does not require."
        )
    }

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at what each lesson uses, and neither requires nor teaches."""
        course = context.catalogue.course
        bases: dict[str, set[str]] = {}
        for link in course.facts.links:
            bases.setdefault(link.concept, set()).add(link.base)
        for lesson in own_pages(context):
            needs = course.requirements.get(lesson.slug, ())
            implied = set[str]().union(*(bases.get(need.concept, ()) for need in needs))
            gaps = list(self.gaps(context, lesson, implied))
            for gap in gaps:
                if gap.is_ordinary:
                    # a player that moves is no move of a value
                    yield self.report(
                        gap.use.place,
                        gap.told,
                        guess=True,
                        profile=Profile.STRICT,
                        fixes=gap.fixes,
                    )
            found = [gap for gap in gaps if not gap.is_ordinary]
            taught = [gap for gap in found if gap.line]
            if needs or len(taught) < 2:
                for gap in found:
                    yield self.report(gap.use.place, gap.told, fixes=gap.fixes)
                continue
            # whoever writes no requirements at all needs to hear so once, and not for each concept
            lines = ", ".join(f'"{gap.line}"' for gap in taught)
            yield self.report(
                taught[0].use.place,
                f"this lesson builds on {len(taught)} concepts of other lessons and has no "
                f"requires block; add one: {lines}",
                shared=Shared(_SHARED, f"builds on {len(taught)} concepts"),
                fixes=[fix for gap in taught for fix in gap.fixes],
            )
            yield from (self.report(gap.use.place, gap.told) for gap in found if not gap.line)

    def gaps(self, context: CourseContext, lesson: Lesson, implied: set[str]) -> Iterable[_Gap]:
        """Yield what a lesson builds on in silence.

        :param implied: concepts that required ones build on
        """
        course = context.catalogue.course
        for concept, found in undeclared(context, lesson):
            # a keyword or a function stands in the code of lessons that are not about it
            uses = [use for use in found if use.inside != IN_CODE]
            # CLIP, where the lesson requires its text encoder: where it moves before the one,
            # it moves before the other
            if concept in implied and course.knows(concept, lesson.slug):
                continue
            asked = next((use for use in uses if context.is_a(use.inside, *ASKING)), None)
            if asked:
                what = f"this {asked.inside} uses {titled(context, concept)}"
            elif len(uses) > self.limit("most-mentions"):
                asked = uses[0]
                what = f"this lesson names {titled(context, concept)} {len(uses)} times"
            else:
                continue
            plain = context.catalogue.plain
            is_ordinary = plain is not None and all(map(plain.is_ordinary, found))
            for gap in self.judge(context, lesson, asked, what):
                yield gap._replace(is_ordinary=is_ordinary)

    def judge(self, context: CourseContext, lesson: Lesson, use: Use, what: str) -> Iterable[_Gap]:
        """Say what the lesson should state; what comes later is for another rule."""
        is_asked = context.is_a(use.inside, *ASKING)
        course = context.catalogue.course
        known = course.knows(use.concept, lesson.slug)
        line = ""
        if known:
            # a lesson can need it no deeper than it was taught, if its students are to follow
            depth = context.scale.word(min(known.depth, full_depth(context)))
            name = as_written(context.catalogue.concepts[use.concept].title, use.concept)
            line = f"- {name} ({depth}){REASON}"
            hint = f'add "{line}" to the `requires` block of the lesson'
        elif course.teachings_of(use.concept):
            return
        else:
            hint = (
                "no lesson teaches it: teach it here, or require it, and record the lesson "
                "that teaches it"
            )
        if is_asked:
            text = f"{what}, which the lesson neither requires nor teaches; {hint}"
        else:
            limit = self.limit_note("most-mentions")
            text = f"{what}, and neither requires nor teaches it; {hint} {limit}"
        yield _Gap(use, line, text)
