"""``undeclared``: a concept that a lesson builds on in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.suggestions import full_depth, own_pages, titled
from sphinx_pedagogy.audit.undeclared_uses import undeclared
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Lesson, Use
    from sphinx_pedagogy.model.findings import Finding

ASKING = (BlockRole.QUESTION, BlockRole.EXAMPLE, BlockRole.EXERCISE, BlockRole.APPLICATION)
"""Blocks in which a concept is not only named: a reader cannot follow without it."""


class Undeclared(Rule):
    """A concept that a lesson builds on in silence."""

    id = "undeclared"
    summary = (
        "A concept that a check, an example or an exercise of a lesson uses, or that its text "
        "names again and again, and that the lesson neither requires nor teaches. What a required "
        "concept builds on goes without saying."
    )
    rationale = (
        "The build can hold against the course only what a lesson says it needs. A requirement "
        "that nobody wrote down is the one that goes missing when a lesson moves."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-mentions": Threshold(
            2, "How often the text may name a concept in passing without requiring it."
        )
    }

    def on_course(self, context: CourseContext) -> Iterable[Finding]:
        """Look at what each lesson uses, and neither requires nor teaches."""
        course = context.catalogue.course
        bases: dict[str, set[str]] = {}
        for concept, base, _place in course.facts.links:
            bases.setdefault(concept, set()).add(base)
        for lesson in own_pages(context):
            needs = course.requirements.get(lesson.slug, ())
            implied = set[str]().union(*(bases.get(one.concept, ()) for one in needs))
            for concept, uses in undeclared(context, lesson):
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
                yield from self.judge(context, lesson, asked, what)

    def judge(
        self, context: CourseContext, lesson: Lesson, use: Use, what: str
    ) -> Iterable[Finding]:
        """Say what the lesson should state; what comes later is for another rule."""
        course = context.catalogue.course
        known = course.knows(use.concept, lesson.slug)
        if known:
            # a lesson can need it no deeper than it was taught, if its students are to follow
            depth = context.scale.word(min(known.depth, full_depth(context)))
            title = context.catalogue.concepts[use.concept].title
            hint = f'add "- {title} ({depth}): why" to its requires block'
        elif course.teachings_of(use.concept):
            return
        else:
            hint = "no lesson teaches it: teach it here, or require it and record who does"
        yield self.report(
            use.place, f"{what}, which the lesson neither requires nor teaches; {hint}"
        )
