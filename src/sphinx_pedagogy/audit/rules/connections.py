"""Rules on how concepts and lessons hang together."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.suggestions import full_depth, own_pages, titled
from sphinx_pedagogy.audit.text.name_search import Names
from sphinx_pedagogy.core.rule import Limit, Rule
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from sphinx_pedagogy.core.rule import Page, Site
    from sphinx_pedagogy.model import Lesson, Place, Teaching
    from sphinx_pedagogy.model.findings import Finding


class Orphan(Rule):
    """A concept without a use, a lesson without a beginning."""

    id = "orphan"
    severity = Severity.NOTE
    finds = (
        "A concept that is defined and that nothing teaches, requires, uses or builds on; and a "
        "lesson that takes up nothing of what its students know."
    )
    why = (
        "A definition that no lesson needs is left over from an earlier plan, or its lesson is "
        "missing. A lesson that nothing leads to may stand in the wrong place; the first lesson "
        "of a module may well begin afresh."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look for concepts first, then for lessons."""
        course = site.catalogue.course
        alive = {one.concept for one in course.facts.teachings}
        alive |= {one.concept for one in course.facts.requirements}
        alive |= {one.concept for one in course.facts.uses}
        alive |= {link.base for link in course.facts.links}
        lonely = site.catalogue.concepts.keys() - alive
        if lonely:
            lonely -= named_outside(site)
        for concept in sorted(lonely):
            place = site.catalogue.concepts[concept].place
            if not place.is_elsewhere:
                text = (
                    f"nothing teaches, requires or uses {titled(site, concept)}; teach it in a "
                    "lesson, or remove its definition"
                )
                yield self.found(place, text)
        for lesson in own_pages(site):
            if self.stands_alone(site, lesson):
                text = (
                    "nothing leads to this lesson: it requires, recaps and uses nothing that an "
                    "earlier lesson taught; say what it needs, or move it"
                )
                yield self.found(lesson.place, text)

    def stands_alone(self, site: Site, lesson: Lesson) -> bool:
        """Whether a lesson takes up nothing, though it does not open its module."""
        course = site.catalogue.course
        slug, at = lesson.slug, course.positions[lesson.slug]
        if at == 0 or course.lessons[at - 1].number[:-1] != lesson.number[:-1]:
            return False
        wanted = {one.concept for one in course.requirements.get(slug, ())}
        wanted |= {one.concept for one in course.used.get(slug, ())}
        taught = {one.concept for one in course.taught.get(slug, ())}
        wanted |= taught | {base for one in taught for base in course.bases.get(one, ())}
        # a course that records nothing has nothing to take up
        known = bool(course.concepts) and any(
            course.taught.get(one.slug) for one in course.lessons[:at]
        )
        return known and not any(course.knows(concept, slug) for concept in wanted)


def named_outside(site: Site) -> Set[str]:
    """Return the concepts that pages which are no lessons name."""
    return {
        concept
        for _name, page in site.pages()
        for mention in page.mentions
        if not mention.lesson and (concept := site.catalogue.find(mention.name))
    }


class Unconnected(Rule):
    """A new concept that hangs in the air."""

    id = "unconnected"
    finds = "A new concept that builds on nothing that its students know."
    why = (
        "New knowledge holds where it is tied to old (Ausubel, 1968). `:builds-on:` names the "
        "tie, and the maps are drawn from it; a `{concept}` in the definition will do as well."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at the new concepts of each lesson, the first of the course excepted."""
        course = site.catalogue.course
        known = False
        for lesson in course.lessons:
            new = set(course.new_in(lesson.slug))
            for teaching in course.taught.get(lesson.slug, ()):
                if teaching.concept not in new:
                    continue
                if known and not lesson.recorded and teaching.depth >= full_depth(site):
                    yield from self.judge(site, teaching)
                known = True

    def judge(self, site: Site, teaching: Teaching) -> Iterable[Finding]:
        """Say that a concept hangs in the air, if it does."""
        course = site.catalogue.course
        here = teaching.lesson
        bases = {*course.bases.get(teaching.concept, ())}
        bases |= set(named_in_definition(site, teaching))
        bases.discard(teaching.concept)
        for base in bases:
            # what no lesson teaches is taken for granted
            if course.depth_after(base, here) or not course.teachings_of(base):
                return
        if bases:
            only = ", ".join(titled(site, base) for base in sorted(bases))
            text = f"all that it builds on comes later: {only}"
        else:
            text = "it builds on nothing; name what it builds on with the option builds-on"
        yield self.found(
            teaching.place, f"{titled(site, teaching.concept)} is new here, and {text}"
        )


def named_in_definition(site: Site, teaching: Teaching) -> Iterable[str]:
    """Yield the concepts that the body of a concept block names."""
    page = site.catalogue.pages[teaching.place.document]
    start = teaching.place
    # a mention belongs to the last block that begins before it
    begins = sorted(one.place.line or 0 for one in page.statements if same_file(one.place, start))
    for mention in page.mentions:
        if mention.inside == "concept" and same_file(mention.place, start):
            before = begins[: bisect_right(begins, mention.place.line or 0)]
            found = site.catalogue.find(mention.name)
            if found and before and before[-1] == start.line:
                yield found


def same_file(one: Place, other: Place) -> bool:
    """Whether the lines of two places can be compared."""
    return (one.document, one.source) == (other.document, other.source)


class Jump(Rule):
    """An exercise that takes two steps at once."""

    id = "jump"
    severity = Severity.NOTE
    finds = (
        "An exercise, in a lesson or its notebook, whose task names more than one concept that is "
        "new in the lesson."
    )
    why = (
        "What is new takes room in the mind, and two new things at once may take more than there "
        "is (Sweller, 1988). Exercise each alone before both together."
    )
    limits: ClassVar[Mapping[str, Limit]] = {
        "most-new": Limit(1, "How many new concepts the task of an exercise may name.")
    }

    def keep(self, page: Page) -> Iterable[object]:
        """Keep the names of new concepts in each exercise; of a notebook, which knows none, all."""
        exercises = list(page.find("exercise"))
        if not exercises:
            return
        names = Names(name for one in page.facts.statements for name in (one.name, *one.aliases))
        for exercise in exercises:
            words = exercise.words(without={"answer", "hint", "solution", "cell"})
            if page.lesson is None:
                yield page.place(exercise), words
            elif found := set(names.found_in(words)):
                yield page.place(exercise), tuple(sorted(found))

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Count those that are new."""
        kept: Iterable[tuple[str, tuple[Place, Sequence[str] | str]]] = site.kept[self.id]
        notebooks = {}
        # it asks for the outline of each lesson, so only where there is something to look up
        if any(isinstance(named, str) for _document, (_place, named) in kept):
            notebooks = {notebook: lesson for lesson, notebook in notebooks_of(site)}
        for document, (place, named) in kept:
            lesson = site.catalogue.lesson_of(document) or notebooks.get(document)
            new = site.catalogue.course.new_in(lesson.slug) if lesson else []
            if len(new) <= self.limit("most-new"):
                continue
            if isinstance(named, str):
                concepts = [site.catalogue.concepts[concept] for concept in new]
                names = Names(name for one in concepts for name in (one.title, *one.aliases))
                named = [*names.found_in(named)]
            wanted = {site.catalogue.find(name) for name in named}
            both = [concept for concept in new if concept in wanted]
            if len(both) > self.limit("most-new"):
                titles = " and ".join(titled(site, concept) for concept in both)
                text = (
                    f"this exercise needs {titles}, which are all new in its lesson; exercise "
                    "each alone first, or take one out"
                )
                yield self.found(place, text)


def notebooks_of(site: Site) -> Iterator[tuple[Lesson, str]]:
    """Yield the lessons whose header names a page as their notebook, with that page."""
    for lesson in own_pages(site):
        document = lesson.place.document
        header = next(site.outlines[document].find("lesson"), None)
        name = header.options.get("notebook", "") if header else ""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(document), name))
        for page in (name.lstrip("/"), beside, f"notebooks/{name}") if name else ():
            if page in site.catalogue.pages and page != document:
                yield lesson, page
                break
