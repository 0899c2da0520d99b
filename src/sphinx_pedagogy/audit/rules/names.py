"""Rules on names and on what builds on what: the catalogue finds these when it is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.suggestions import full_depth, named, own_pages, titled
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model import Link, Place
from sphinx_pedagogy.model.findings import Related, Severity
from sphinx_pedagogy.model.graph import cycles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import Site
    from sphinx_pedagogy.model import Knowledge, Teaching
    from sphinx_pedagogy.model.findings import Finding


class CatalogueRule(Rule):
    """Base of the rules whose findings come with the catalogue, under the same subtype."""

    severity: ClassVar = Severity.ERROR

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Yield the catalogue's problems of this subtype."""
        for problem in site.catalogue.problems:
            if problem.subtype == self.id:
                yield self.found(
                    Place(problem.docname, problem.line, problem.source or ""), problem.text
                )


class Unknown(CatalogueRule):
    """A name that is no concept."""

    id = "unknown"
    finds = "A name that is no concept and no lesson; the nearest names are offered."
    why = (
        "A link that leads nowhere is a promise broken, and a requirement on a name that nobody "
        "defined checks nothing. Most are slips of the keyboard."
    )


class Cycle(CatalogueRule):
    """Concepts that build on each other in a circle, lessons that need each other."""

    id = "cycle"
    finds = "Concepts that build on each other in a circle, and lessons that need each other."
    why = (
        "In a circle there is no place to begin: whatever a student learns first needs something "
        "that comes later. No order of the lessons helps; one of them has to ask for less."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Yield the circles of concepts, then those of lessons."""
        yield from super().on_course(site)
        needs = list(sole_teachers(site))
        for group in cycles(needs):
            inside = [one for one in needs if one.concept in group and one.base in group]
            lessons = " and ".join(named(site, slug) for slug in group)
            first = inside[0]
            text = (
                f"{lessons} need each other: each requires what only another of them teaches; "
                "let one of them ask for less, or teach it in a third lesson before both"
            )
            related = [Related(one.place, "and this") for one in inside[1:]]
            yield self.found(first.place, text, *related)


def sole_teachers(site: Site) -> Iterator[Link]:
    """Yield which lesson needs which other one, because nobody else teaches what it requires."""
    course = site.catalogue.course
    for verdict in site.verdicts:
        need = verdict.requirement
        if verdict.recapped:
            continue
        teachers = {
            one.lesson for one in course.teachings_of(need.concept) if one.lesson != need.lesson
        }
        if len(teachers) == 1:
            yield Link(need.lesson, teachers.pop(), need.place)


class SelfNeed(CatalogueRule):
    """Concepts that build on themselves, lessons that require what only they teach."""

    id = "self"
    finds = (
        "A concept that builds on itself, or a lesson that requires what only it teaches and "
        "declares no gap."
    )
    why = (
        "A student who needs the lesson to understand the lesson cannot begin. If the lesson "
        "itself brings the concept up to what it needs, a `gap` block says so."
    )


class Duplicate(CatalogueRule):
    """Two things with one name, one thing taught twice."""

    id = "duplicate"
    severity = Severity.WARNING
    finds = (
        "Two concepts, lessons or module fronts with one name, and a lesson that teaches a "
        "concept again, no deeper than before and without a recap."
    )
    why = (
        "Two definitions drift apart, and a student who meets the second wonders whether it is "
        "the same thing. Teach it again only to go deeper, or say that it is a recap."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Yield the names that two things have, then what is taught again."""
        yield from super().on_course(site)
        course = site.catalogue.course
        for lesson in own_pages(site):
            for teaching in course.taught.get(lesson.slug, ()):
                known = course.knows(teaching.concept, lesson.slug)
                # to mention what is known is no teaching
                if known and full_depth(site) <= teaching.depth <= known.depth:
                    yield from self.judge(site, teaching, known)

    def judge(self, site: Site, teaching: Teaching, known: Knowledge) -> Iterable[Finding]:
        """Say that a concept is taught again, unless it is recapped here or goes deeper here."""
        course = site.catalogue.course
        here = teaching.lesson
        if course.depth_after(teaching.concept, here) > known.depth:
            return
        if any(use.recap and use.concept == teaching.concept for use in course.used.get(here, ())):
            return
        text = (
            f"{titled(site, teaching.concept)} is taught again, {site.scale.word(teaching.depth)}, "
            f"though students know it {site.scale.word(known.depth)} from "
            f"{named(site, known.source.lesson)}; make this a recap, or teach it deeper"
        )
        yield self.found(teaching.place, text, Related(known.source.place, "taught here"))
