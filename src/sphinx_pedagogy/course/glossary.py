"""Which concepts the glossaries of a course list, and where each of them has its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx_pedagogy.course.names import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_pedagogy.course.facts import ModulePage, PageFacts
    from sphinx_pedagogy.model import Concept, Course, Lesson, ResolvedTeaching

VIEW = "concept-glossary"
"""The view that is one."""


class Home(NamedTuple):
    """A place that tells what a concept is."""

    document: str
    anchor: str


def glossary_anchor(concept: str) -> str:
    """Return the id of an entry, which other sites may link to."""
    return f"glossary-{concept}"


class KnownCourse(Protocol):
    """What a catalogue knows, by the time that its course is made."""

    pages: Mapping[str, PageFacts]
    concepts: dict[str, Concept]
    anchors: dict[str, str]
    module_pages: dict[tuple[int, ...], ModulePage]
    course: Course

    def find_lesson(self, name: str) -> Lesson | None:
        """Return the lesson with a slug or a number."""

    def lessons_of(self, number: tuple[int, ...]) -> Sequence[Lesson]:
        """Return the lessons of a module or series, in course order."""

    @property
    def glossaries(self) -> Glossaries:
        """The glossaries."""


def listed_concepts(catalogue: KnownCourse, limits: Mapping[str, str]) -> list[str]:
    """Return the ids of the concepts that a glossary lists, in no order.

    That of the course lists all that its pages state, and what they use of other courses; that of
    a module, a series or a lesson what is taught there.

    :param limits: ``module`` and ``lesson``, where they are given
    """
    course = catalogue.course
    wanted = number_of(limits.get("module", ""))
    name = limits.get("lesson", "")
    if not wanted and not name:
        used = {use.concept for use in course.facts.uses}
        used |= {requirement.concept for requirement in course.facts.requirements}
        return [
            concept.id
            for concept in catalogue.concepts.values()
            if concept.id in used or not concept.place.is_elsewhere
        ]
    only = catalogue.find_lesson(name) if name else None
    lessons = catalogue.lessons_of(wanted) if wanted else course.lessons
    found = [
        teaching.concept
        for lesson in lessons
        if only in {None, lesson}
        for teaching in course.taught.get(lesson.slug, ())
    ]
    return list(dict.fromkeys(found))


class Glossaries:
    """All glossaries of a course."""

    def __init__(self, catalogue: KnownCourse) -> None:
        """Find the entry of each concept: in the widest glossary that lists it."""
        self._catalogue = catalogue
        self._homes: dict[str, str] = {}
        placed = [
            (len(limits), docname, limits)
            for docname, page in catalogue.pages.items()
            for limits in (view.named for view in page.views if view.kind == VIEW)
        ]
        for _count, docname, limits in sorted(placed, key=lambda fence: fence[:2]):
            for concept in listed_concepts(catalogue, limits):
                self._homes.setdefault(concept, docname)

    def home(self, concept: str) -> Home | None:
        """Return where a concept has its entry, if a glossary lists it."""
        docname = self._homes.get(concept)
        return Home(docname, glossary_anchor(concept)) if docname is not None else None

    def instead_of(self, concept: str, fit: ResolvedTeaching | None) -> Home | None:
        """Return the entry of a concept that no lesson of this site teaches to a reader.

        A record says that a concept was taught; its entry says what it is.

        :param fit: the teaching that a mention would lead to else
        """
        if fit is not None:
            course = self._catalogue.course
            if not course.lessons[course.positions[fit.teaching.lesson]].recorded:
                return None
            if fit.teaching.place.is_elsewhere:
                return None
        return self.home(concept)
