"""The course that all pages together state: names resolved, lessons in order.

This is derived from the pages' facts on every build, and never stored.
"""

from __future__ import annotations

from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from sphinx_pedagogy.messages import Problem, Subtype, one_of
from sphinx_pedagogy.model import (
    Concept,
    Course,
    Facts,
    Lesson,
    Link,
    Place,
    Requirement,
    Teaching,
    Use,
)
from sphinx_pedagogy.model.graph import cycles
from sphinx_pedagogy.names import key, number_of, number_text, slug
from sphinx_pedagogy.order import in_order
from sphinx_pedagogy.papers import Papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.facts import Front, PageFacts, Statement, Target


class Catalogue:
    """The course, what its names mean, and what is wrong with them."""

    def __init__(
        self,
        pages: Mapping[str, PageFacts],
        toctree: Sequence[str],
        fading_after: int,
        courses: Sequence[PageFacts] = (),
    ) -> None:
        """Derive it.

        :param pages: docname to facts
        :param courses: what other courses teach, which comes before all of this one
        :param toctree: docnames in the order of the table of contents
        """
        self.pages = pages
        self._courses = courses
        self.problems: list[Problem] = []
        self.concepts: dict[str, Concept] = {}
        self.anchors: dict[str, str] = {}
        self.fronts: dict[tuple[int, ...], Front] = {}
        self._find_fronts()
        self._names: dict[str, str] = {}
        self._spellings: dict[str, str] = {}
        self._nearest: dict[str, str] = {}
        lessons = in_order(
            [lesson for _name, page in sorted(pages.items()) for lesson in page.lessons],
            toctree,
            self.warn,
        )
        lessons = [lesson for course in courses for lesson in course.lessons] + lessons
        self._positions = {lesson.slug: at for at, lesson in enumerate(lessons)}
        self.by_number = {lesson.number: lesson for lesson in lessons if lesson.number}
        statements = self._statements()
        teachings = self._teachings(statements)
        facts = Facts(
            concepts=list(self.concepts.values()),
            teachings=teachings,
            uses=self._uses(),
            requirements=self._requirements(),
            links=self._links(statements),
        )
        self.course = Course(lessons, facts, fading_after)
        self._check_views()
        self._check_own_needs()

    def warn(self, subtype: Subtype, text: str, place: Place) -> None:
        """Note a mistake that shows only when all pages are known."""
        self.problems.append(Problem(subtype, place.document, place.line, None, text))

    def lesson_of(self, docname: str) -> Lesson | None:
        """Return the lesson that a page is."""
        page = self.pages.get(docname)
        lesson = page.lesson if page else None
        return lesson if lesson and self._owns(lesson) else None

    def subject_of(self, docname: str) -> Lesson | None:
        """Return the lesson that a page is, or that its plan or review is about."""
        return self.lesson_of(docname) or self.papers.subjects.get(docname)

    @cached_property
    def papers(self) -> Papers:
        """The plans and reviews, by lesson."""
        return Papers(self.pages, self.find_lesson)

    def find_lesson(self, name: str) -> Lesson | None:
        """Return the lesson with a slug or a number."""
        position = self._positions.get(slug(name))
        if position is not None:
            return self.course.lessons[position]
        return self.by_number.get(number_of(name))

    def lessons_of(self, number: tuple[int, ...]) -> Sequence[Lesson]:
        """Return the lessons of a module or series, in course order."""
        return self._lessons_by_number.get(number, ())

    @cached_property
    def _lessons_by_number(self) -> dict[tuple[int, ...], list[Lesson]]:
        found: dict[tuple[int, ...], list[Lesson]] = {}
        for lesson in self.course.lessons:
            for length in range(1, len(lesson.number) + 1):
                found.setdefault(lesson.number[:length], []).append(lesson)
        return found

    @cached_property
    def targets(self) -> dict[tuple[str, str], list[Target]]:
        """Checks, misconceptions and mental models, by kind and lesson."""
        found: dict[tuple[str, str], list[Target]] = {}
        for _name, page in sorted(self.pages.items()):
            for target in page.targets:
                found.setdefault((target.kind, target.lesson), []).append(target)
        return found

    def find(self, name: str) -> str | None:
        """Return the id of the concept with an id, title or alias."""
        return self._names.get(key(name))

    def objects(self) -> Iterator[tuple[str, str, str, Place, str]]:
        """Yield kind, name, title, place and anchor of all that can be referred to."""
        for concept in self.concepts.values():
            taught = self.course.teachings_of(concept.id)
            # the deepest, the most recent among equals; other courses have lists of their own
            ours = [one for one in reversed(taught) if one.place.document in self.pages]
            if ours:
                best = max(ours, key=lambda teaching: teaching.depth)
                yield "concept", concept.id, concept.title, best.place, best.anchor
            elif concept.place.document in self.pages:
                anchor = self.anchors.get(concept.id, "")
                yield "concept", concept.id, concept.title, concept.place, anchor
        for lesson in self.course.lessons:
            if lesson.place.document in self.pages:
                yield "lesson", lesson.slug, lesson.title, lesson.place, lesson.anchor
        for front in self.fronts.values():
            yield front.kind, number_text(front.number), front.title, front.place, ""
        for _name, page in sorted(self.pages.items()):
            for target in page.targets:
                yield target.kind, target.id, target.title, target.place, target.anchor

    def nearest(self, name: str) -> str:
        """Return the end of a message that offers the nearest names."""
        if not self._names:
            return "no page defines any concept yet"
        wanted = key(name)
        # comparing with every name is slow, and a wrong name is often written more than once
        if wanted not in self._nearest:
            self._nearest[wanted] = one_of(wanted, self._names, self._spellings)
        return self._nearest[wanted]

    # ── making the records ──────────────────────────────────────────────────────────

    def _find_fronts(self) -> None:
        for _name, page in sorted(self.pages.items()):
            for front in page.fronts:
                first = self.fronts.setdefault(front.number, front)
                if first is not front:
                    text = (
                        f"course-{front.kind}: {number_text(front.number)} has its front in "
                        f"{_at(first.place)} already; remove one of them, or change its number"
                    )
                    self.warn(Subtype.DUPLICATE, text, front.place)

    def _owns(self, lesson: Lesson) -> bool:
        """Whether *lesson* is the one of its slug: a later one with the same was refused."""
        position = self._positions.get(lesson.slug)
        return position is not None and self.course.lessons[position].place == lesson.place

    def _statements(self) -> list[tuple[str, Statement]]:
        """Return all statements in course order, with the ids of their concepts."""
        pages = [*self._courses, *(page for _name, page in sorted(self.pages.items()))]
        found = [statement for page in pages for statement in page.statements]
        found.sort(key=self._course_order)
        # titles first, so that a line of a record may use the title of a later block
        named = [statement for statement in found if statement.title]
        ids = {id(statement): self._define(statement) for statement in named}
        self._name_ids()
        known = [
            (ids.get(id(statement)) or self._define(statement), statement) for statement in found
        ]
        self._name_ids()
        return known

    def _name_ids(self) -> None:
        """Let each concept answer to its id, unless that is the name of another."""
        for concept_id in self.concepts:
            self._names.setdefault(key(concept_id), concept_id)
            self._spellings.setdefault(key(concept_id), concept_id)

    def _course_order(self, statement: Statement) -> tuple[int, str, int]:
        position = self._positions.get(statement.lesson, -1)
        return position, statement.place.document, statement.place.line or 0

    def _define(self, statement: Statement) -> str:
        """Return the id of a statement's concept, which it may be the first to name."""
        concept_id = slug(statement.id) or self.find(statement.name) or self._new_id(statement)
        known = self.concepts.get(concept_id)
        title = statement.title or statement.name
        if known is None:
            known = Concept(concept_id, title, statement.place)
        elif known.place.is_elsewhere and statement.title and not statement.place.is_elsewhere:
            # our own words for a concept win over another course's
            known = known._replace(title=title, place=statement.place)
            known = known._replace(definition=statement.definition or known.definition)
        self.concepts[concept_id] = known._replace(
            aliases=tuple(dict.fromkeys((*known.aliases, *statement.aliases))),
            definition=known.definition or statement.definition,
        )
        if statement.anchor and statement.title:
            self.anchors.setdefault(concept_id, statement.anchor)
        for name in (statement.id, title, *statement.aliases):
            self._name(name, concept_id, statement.place)
        return concept_id

    def _new_id(self, statement: Statement) -> str:
        """Return the id that a name makes; a sign such as ``+`` makes none of its own."""
        wanted = slug(statement.name) or key(statement.name) or statement.name
        first = self.concepts.get(wanted)
        if first is None:
            return wanted
        made = next(
            one for one in (f"{wanted}-{at}" for at in count(2)) if one not in self.concepts
        )
        text = (
            f'concept: "{statement.name}" would have the id "{wanted}", which is that of '
            f'"{first.title}" ({_at(first.place)}), and gets "{made}"; '
            'give one of them an option "id"'
        )
        self.warn(Subtype.DUPLICATE, text, statement.place)
        return made

    def _name(self, name: str, concept_id: str, place: Place) -> None:
        if not key(name):
            return
        owner = self._names.setdefault(key(name), concept_id)
        self._spellings.setdefault(key(name), name)
        if owner != concept_id:
            text = (
                f'concept: "{name}" already names "{self.concepts[owner].title}" '
                f"({_at(self.concepts[owner].place)}); give one of the two another name"
            )
            self.warn(Subtype.DUPLICATE, text, place)

    def _teachings(self, statements: Iterable[tuple[str, Statement]]) -> list[Teaching]:
        found: list[Teaching] = []
        seen: dict[tuple[str, str], Statement] = {}
        for concept, statement in statements:
            if not statement.lesson or not statement.depth:
                continue
            first = seen.setdefault((statement.lesson, concept), statement)
            again = first is not statement and statement.place.document in self.pages
            if again and first.definition and statement.definition:
                text = (
                    f'concept: this lesson defines "{statement.title}" twice, first in line '
                    f"{first.place.line}; make one of them a recap, or leave its body out"
                )
                self.warn(Subtype.DUPLICATE, text, statement.place)
            found.append(
                Teaching(
                    statement.lesson,
                    concept,
                    statement.depth,
                    statement.place,
                    statement.note,
                    statement.anchor,
                )
            )
        return found

    def _uses(self) -> list[Use]:
        found = []
        for _name, page in sorted(self.pages.items()):
            for mention in page.mentions:
                concept = self._known(mention.name, mention.place)
                if concept and mention.lesson:
                    _name, lesson, place, recap, inside = mention
                    found.append(Use(lesson, concept, place, recap, inside))
        return found

    def _requirements(self) -> list[Requirement]:
        found = []
        for _name, page in sorted(self.pages.items()):
            for need in page.needs:
                if concept := self._known(need.name, need.place):
                    place, reason = need.place, need.reason
                    found.append(Requirement(need.lesson, concept, need.depth, place, reason))
        return found

    def _links(self, statements: Iterable[tuple[str, Statement]]) -> list[Link]:
        found: dict[tuple[str, str], Link] = {}
        for concept, statement in statements:
            for name in statement.builds_on:
                base = self._known(name, statement.place)
                if base is not None:
                    found.setdefault((concept, base), Link(concept, base, statement.place))
        links = list(found.values())
        for group in cycles(links):
            self._warn_of_cycle(group, links)
        return links

    def _warn_of_cycle(self, group: Sequence[str], links: Iterable[Link]) -> None:
        titles = ", ".join(f'"{self.concepts[concept].title}"' for concept in group)
        place = next(link.place for link in links if link.concept in group and link.base in group)
        if len(group) == 1:
            text = f"concept: {titles} builds on itself; remove that from its builds-on"
            self.warn(Subtype.SELF, text, place)
        else:
            text = f"concept: {titles} build on each other in a circle; remove one builds-on"
            self.warn(Subtype.CYCLE, text, place)

    def _check_views(self) -> None:
        """Warn about views and roles that name a lesson or a concept that is none."""
        for _name, page in sorted(self.pages.items()):
            for mention in page.lesson_mentions:
                self._known_lesson(mention.name, mention.place)
            for placed in page.views:
                wanted = placed.named
                if lesson := wanted.get("lesson"):
                    self._known_lesson(lesson, placed.place)
                if concept := wanted.get("concept"):
                    self._known(concept, placed.place)

    def _known_lesson(self, name: str, place: Place) -> None:
        """Warn if *name* is no lesson."""
        if self.find_lesson(name) is None:
            known = [one.slug for one in self.course.lessons if not one.place.is_elsewhere]
            hint = one_of(slug(name), known) if known else "no page is a lesson yet"
            self.warn(Subtype.UNKNOWN, f'"{name}" is no lesson of this course; {hint}', place)

    def _check_own_needs(self) -> None:
        """Warn about requirements that nothing but the lesson itself could meet."""
        for requirement in self.course.facts.requirements:
            teachings = self.course.teachings_of(requirement.concept)
            if teachings and all(one.lesson == requirement.lesson for one in teachings):
                title = self.concepts[requirement.concept].title
                text = (
                    f'requires: only this lesson teaches "{title}"; remove the requirement, '
                    "or let an earlier lesson teach it"
                )
                self.warn(Subtype.SELF, text, requirement.place)

    def _known(self, name: str, place: Place) -> str | None:
        concept = self.find(name)
        if concept is None:
            text = f'"{name}" is no concept of this course; {self.nearest(name)}'
            self.warn(Subtype.UNKNOWN, text, place)
        return concept


def _at(place: Place) -> str:
    return f"{place.document}:{place.line}" if place.line else place.document
