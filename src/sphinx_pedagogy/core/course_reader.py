"""The course that was read, and the questions that can be asked about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.block_record import BlockRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_pedagogy.course.block_roles import BlockRole
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model import Concept, Course, DepthScale, Lesson


class CourseQueries:
    """What can be asked wherever a course is given: in a view, a rule, an exporter, a command."""

    __slots__ = ()
    catalogue: Catalogue

    @property
    def course(self) -> Course:
        """The course as plain data: lessons in order, what each teaches, uses and requires."""
        return self.catalogue.course

    def find_lesson(self, name: str) -> Lesson | None:
        """Return the lesson with this slug or number, if there is one."""
        return self.catalogue.find_lesson(name)

    def lesson_of(self, docname: str) -> Lesson | None:
        """Return the lesson on this page, if the page is a lesson."""
        return self.catalogue.lesson_of(docname)

    def find_concept(self, name: str) -> Concept | None:
        """Return the concept with this id, title or other name, if there is one."""
        found = self.catalogue.concepts.get(name)
        if found is None and (concept := self.catalogue.find(name)):
            return self.catalogue.concepts[concept]
        return found

    def blocks(
        self, kind: str | None = None, role: BlockRole | None = None, page: str | None = None
    ) -> Iterator[BlockRecord]:
        """Yield the blocks of the course: those of lessons in course order, then all others.

        Hidden blocks are included, with the option ``hidden``, since what they state counts.

        :param kind: only blocks of this name
        :param role: only blocks with this role
        :param page: only blocks on this page
        """
        for docname in self._pages() if page is None else (page,):
            facts = self.catalogue.pages.get(docname)
            for block in facts.blocks if facts else ():
                if kind in {None, block.kind} and (role is None or role in block.roles):
                    yield BlockRecord(
                        kind=block.kind,
                        roles=frozenset(block.roles),
                        title=block.title,
                        options=dict(block.options),
                        place=block.place,
                        lesson=self.lesson_of(docname),
                        anchor=block.anchor,
                    )

    def _pages(self) -> Iterator[str]:
        """Yield the pages that state something: lessons in course order, then the others."""
        pages = self.catalogue.pages
        lessons = [
            lesson
            for lesson in self.course.lessons
            if self.lesson_of(lesson.place.document) == lesson
        ]
        yield from (placed := dict.fromkeys(entry.place.document for entry in lessons))
        yield from sorted(pages.keys() - placed.keys())


class CourseReader(CourseQueries):
    """The course that a build or a command has read.

    The reader computes the course from all pages when you first ask for a part of the course.
    """

    def __init__(
        self,
        derive: Callable[[], Catalogue],
        scale: DepthScale,
        project: str,
        language: str,
        address_of: Callable[[str], str],
    ) -> None:
        """Read a course.

        :param derive: makes the course of what all pages state
        :param address_of: gives the address of a page, relative to the site
        """
        self._derive = derive
        self._address_of = address_of
        self.scale = scale
        """The words for how deeply a concept is taught."""
        self.project = project
        """The name of the course."""
        self.language = language
        """The language of the project, as Sphinx writes it."""

    @cached_property
    def catalogue(self) -> Catalogue:  # type: ignore[override]
        """What names mean, and what else pages state."""
        return self._derive()

    def address_of(self, docname: str) -> str:
        """Return the address of a page, relative to the site; empty if pages have no addresses."""
        return self._address_of(docname)
