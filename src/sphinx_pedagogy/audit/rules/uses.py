"""Rules on the concepts that a lesson uses, whether it says so or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.rules.knowledge import ASIDE
from sphinx_pedagogy.audit.suggestions import full_depth, named, own_pages, titled, where_to_teach
from sphinx_pedagogy.core.rule import Limit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_pedagogy.core.rule import Site
    from sphinx_pedagogy.model import Lesson, Use
    from sphinx_pedagogy.model.findings import Finding

ASKING = frozenset({"check", "example", "exercise", "pipeline-trace"})
"""Blocks in which a concept is not only named: a reader cannot follow without it."""


class Undeclared(Rule):
    """A concept that a lesson builds on in silence."""

    id = "undeclared"
    finds = (
        "A concept that a check, an example or an exercise of a lesson uses, or that its text "
        "names again and again, and that the lesson neither requires nor teaches."
    )
    why = (
        "The build can hold against the course only what a lesson says it needs. A requirement "
        "that nobody wrote down is the one that goes missing when a lesson moves."
    )
    limits: ClassVar[Mapping[str, Limit]] = {
        "most-mentions": Limit(
            2, "How often the text may name a concept in passing without requiring it."
        )
    }

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at what each lesson uses, and neither requires nor teaches."""
        for lesson in own_pages(site):
            for concept, uses in undeclared(site, lesson):
                asked = next((use for use in uses if use.inside in ASKING), None)
                if asked:
                    what = f"this {asked.inside} uses {titled(site, concept)}"
                elif len(uses) > self.limit("most-mentions"):
                    asked = uses[0]
                    what = f"this lesson names {titled(site, concept)} {len(uses)} times"
                else:
                    continue
                yield from self.judge(site, lesson, asked, what)

    def judge(self, site: Site, lesson: Lesson, use: Use, what: str) -> Iterable[Finding]:
        """Say what the lesson should state; what comes later is for another rule."""
        course = site.catalogue.course
        known = course.knows(use.concept, lesson.slug)
        if known:
            # a lesson can need it no deeper than it was taught, if its students are to follow
            depth = site.scale.word(min(known.depth, full_depth(site)))
            title = site.catalogue.concepts[use.concept].title
            hint = f'add "- {title} ({depth}): why" to its requires block'
        elif course.teachings_of(use.concept):
            return
        else:
            hint = "no lesson teaches it: teach it here, or require it and record who does"
        yield self.found(
            use.place, f"{what}, which the lesson neither requires nor teaches; {hint}"
        )


class Forward(Rule):
    """A concept that is used before it is taught."""

    id = "forward"
    finds = "A concept that a lesson uses before any lesson taught it."
    why = (
        "A word that nobody explained is a hole in the sentence: readers fill it with a guess or "
        "stop. To announce what comes later is something else, and has its places: `next-step` "
        "and `constraint`."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at what each lesson uses, and no lesson up to it teaches."""
        course = site.catalogue.course
        for lesson in own_pages(site):
            for concept, uses in undeclared(site, lesson):
                fit = course.fit(concept, lesson.slug)
                if fit and fit.later:
                    text = (
                        f"{titled(site, concept)} is used here, and taught only later, in "
                        f"{named(site, fit.teaching.lesson)}; explain it, or teach it earlier: "
                        f"{where_to_teach(site, concept, lesson.slug)}"
                    )
                    yield self.found(uses[0].place, text)


def undeclared(site: Site, lesson: Lesson) -> Iterator[tuple[str, list[Use]]]:
    """Yield what a lesson uses and neither requires, recaps nor teaches, with the uses."""
    course = site.catalogue.course
    used = course.used.get(lesson.slug, ())
    if not used:
        return
    stated = {one.concept for one in course.requirements.get(lesson.slug, ())}
    stated |= {one.concept for one in course.taught.get(lesson.slug, ())}
    stated |= {use.concept for use in used if use.recap}
    found: dict[str, list[Use]] = {}
    for use in used:
        if use.concept not in stated and use.inside not in ASIDE:
            found.setdefault(use.concept, []).append(use)
    yield from found.items()
