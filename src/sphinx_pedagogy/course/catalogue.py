"""The course that all pages together state: names resolved, lessons in order.

This is derived from the pages' facts on every build, and never stored.
"""

from __future__ import annotations

from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.code_uses import CodeUses
from sphinx_pedagogy.course.concept_names import ConceptNames
from sphinx_pedagogy.course.glossary import Glossaries
from sphinx_pedagogy.course.left_out import LeftOut, left_out
from sphinx_pedagogy.course.lesson_documents import LessonDocuments
from sphinx_pedagogy.course.lesson_order import in_order, told_apart
from sphinx_pedagogy.course.lesson_records import with_records
from sphinx_pedagogy.course.messages import Subtype, place_name, suggest
from sphinx_pedagogy.course.module_fronts import fronts_of
from sphinx_pedagogy.course.names import concept_slug, is_writable, key, number_of, slug
from sphinx_pedagogy.course.near_names import Names
from sphinx_pedagogy.course.objects import objects_of
from sphinx_pedagogy.course.phrase import Phrase
from sphinx_pedagogy.course.plain_mentions import PlainMentions
from sphinx_pedagogy.course.statement_teachings import teachings_of
from sphinx_pedagogy.model import (
    BuildsOn,
    Concept,
    Course,
    Facts,
    Lesson,
    Place,
    Requirement,
    Use,
)
from sphinx_pedagogy.model.findings import Diagnostic, Fix, FixKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.course.code_uses import CodeText
    from sphinx_pedagogy.course.facts import ConceptRecord, ListedBlock, PageFacts
    from sphinx_pedagogy.course.objects import Object
    from sphinx_pedagogy.course.plain_mentions import PlainText
    from sphinx_pedagogy.course.record_facts import Presentation


class Catalogue:
    """The course, what its names mean, and what is wrong with them."""

    def __init__(
        self,
        pages: Mapping[str, PageFacts],
        toctree: Sequence[str],
        fading_after: int,
        courses: Sequence[PageFacts] = (),
        ignored: Callable[[str, str], bool] = lambda _kind, _name: False,
        plain: PlainText | None = None,
        code: CodeText | None = None,
    ) -> None:
        """Derive it.

        :param pages: docname to facts
        :param courses: what other courses teach, which comes before all of this one
        :param toctree: docnames in the order of the table of contents
        :param ignored: whether nobody minds that there is no ``concept`` or ``lesson`` of a name
        :param plain: the prose of pages, if plain words in it are mentions
        :param code: the code of pages
        """
        self.is_ignored = ignored
        self.stated = pages
        """What pages state: as :attr:`pages`, but two lessons may have one slug."""
        self._courses = courses
        self.problems: list[Diagnostic] = []
        self.concepts: dict[str, Concept] = {}
        self.anchors: dict[str, str] = {}
        self.pages = told_apart(pages, toctree, self.warn)
        self.module_pages = fronts_of(self.pages, self.warn)
        self._names = ConceptNames()
        self._spellings: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._nearest: dict[str, str] = {}
        self._translated: dict[str, str] = {}
        lessons = in_order(
            [lesson for _name, page in sorted(self.pages.items()) for lesson in page.lessons],
            toctree,
            self.warn,
        )
        self.pages, told = with_records(self.pages, lessons, self.warn)
        lessons = [*(lesson for course in courses for lesson in course.lessons), *told]
        self._lessons = lessons
        self._positions = {lesson.slug: index for index, lesson in enumerate(lessons)}
        self.by_number = {lesson.number: lesson for lesson in lessons if lesson.number}
        statements = self._statements()
        teachings = teachings_of(statements, self.pages, self.warn)
        self.plain = PlainMentions(self, plain, teachings, self._positions) if plain else None
        self.code = CodeUses(self, code) if code else None
        facts = Facts(
            concepts=list(self.concepts.values()),
            teachings=teachings,
            uses=self._uses(),
            requirements=self._requirements(),
            links=self._links(statements),
        )
        self.course = Course(lessons, facts, fading_after)

    def warn(self, subtype: Subtype, text: str, place: Place, fixes: tuple[Fix, ...] = ()) -> None:
        """Note a mistake that shows only when all pages are known."""
        self.problems.append(Diagnostic(code=subtype, place=place, text=text, fixes=fixes))

    def lesson_of(self, docname: str) -> Lesson | None:
        """Return the lesson that a page is."""
        page = self.pages.get(docname)
        lesson = page.lesson if page else None
        return lesson if lesson and self._owns(lesson) else None

    def subject_of(self, docname: str) -> Lesson | None:
        """Return the lesson that a page is, or that its plan or review is about."""
        return self.lesson_of(docname) or self.documents.subjects.get(docname)

    @cached_property
    def documents(self) -> LessonDocuments:
        """The plans and reviews, by lesson."""
        return LessonDocuments(self.pages, self.find_lesson)

    @cached_property
    def glossaries(self) -> Glossaries:
        """The glossaries, and the entry of each concept."""
        return Glossaries(self)

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
    def targets(self) -> dict[tuple[str, str], list[ListedBlock]]:
        """Checks, misconceptions, mental models and analogies, by kind and lesson."""
        found: dict[tuple[str, str], list[ListedBlock]] = {}
        for _name, page in sorted(self.pages.items()):
            for target in page.targets:
                found.setdefault((target.kind, target.lesson), []).append(target)
        return found

    def planted(self, kind: str) -> list[ListedBlock]:
        """Return the blocks of a kind that lessons plant, in course order; each phrase once."""
        pages = (*self._courses, *(page for _name, page in sorted(self.pages.items())))
        found = [
            target
            for page in pages
            for target in page.targets
            if target.kind == kind and target.lesson in self._positions
        ]
        found.sort(key=lambda block: (self._positions[block.lesson], block.place.line or 0))
        first: dict[str, ListedBlock] = {}
        for phrase in found:
            first.setdefault(key(phrase.title), phrase)
        return list(first.values())

    @cached_property
    def left_out(self) -> Mapping[str, Sequence[LeftOut]]:
        """What each lesson leaves out on purpose, by its slug."""
        return left_out(self.course, self.pages, self.find)

    @cached_property
    def shows(self) -> dict[str, list[tuple[str, Presentation]]]:
        """What shows something in each lesson, by its slug, with the page; page by page."""
        found: dict[str, list[tuple[str, Presentation]]] = {}
        for name, page in sorted(self.pages.items()):
            for presentation in page.shows:
                found.setdefault(presentation.lesson, []).append((name, presentation))
        return found

    def find(self, name: str) -> str | None:
        """Return the id of the concept with an id, title or alias."""
        return self._names.find(key(name))

    def objects(self) -> Iterator[Object]:
        """Yield all that can be referred to."""
        return objects_of(self)

    def named(self, name: str) -> list[Object]:
        """Return what an author may mean by *name* who does not say of which kind it is.

        Ids, numbers and the names of concepts come first; a title counts where no name fits.
        """
        concept, lesson = self.find(name), self.find_lesson(name)
        ids = {"concept": concept, "lesson": lesson.slug if lesson else None}
        exact = [target for target in self._objects if target.name == ids.get(target.kind, name)]
        return exact or [target for target in self._objects if key(target.title) == key(name)]

    @cached_property
    def _objects(self) -> list[Object]:
        return list(self.objects())

    @cached_property
    def _index(self) -> Names:
        return Names(self._names)

    def nearest(self, name: str) -> str:
        """Return the end of a message that offers the nearest names."""
        if not self._names:
            return "no page defines any concept yet"
        wanted = key(name)
        # comparing with every name is slow, and a wrong name is often written more than once
        if wanted not in self._nearest:
            self._nearest[wanted] = suggest(
                wanted, self._index, self._spellings, meaning=self._names
            )
        return self._nearest[wanted]

    # ── making the records ──────────────────────────────────────────────────────────

    def _owns(self, lesson: Lesson) -> bool:
        """Whether *lesson* is the one of its slug: a later one with the same was refused."""
        position = self._positions.get(lesson.slug)
        return position is not None and self._lessons[position].place == lesson.place

    def _statements(self) -> list[tuple[str, ConceptRecord]]:
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
            self._spellings.setdefault(key(concept_id), self._written.get(concept_id, concept_id))

    def _course_order(self, statement: ConceptRecord) -> tuple[int, tuple[str, str, int]]:
        return self._positions.get(statement.lesson, -1), statement.place.order

    def _define(self, statement: ConceptRecord) -> str:
        """Return the id of a statement's concept, which it may be the first to name."""
        concept_id = slug(statement.id) or self.find(statement.name) or self._new_id(statement)
        known = self.concepts.get(concept_id)
        title = statement.title or statement.shown or statement.name
        if known is None:
            known = Concept(concept_id, title, statement.place)
        elif known.place.is_elsewhere and statement.title and not statement.place.is_elsewhere:
            # our own words for a concept win over another course's
            known = known._replace(title=title, place=statement.place)
            known = known._replace(definition=statement.definition or known.definition)
            self.anchors.pop(concept_id, None)
        self.concepts[concept_id] = known._replace(
            aliases=tuple(dict.fromkeys((*known.aliases, *statement.aliases))),
            definition=known.definition or statement.definition,
        )
        if statement.anchor and statement.title:
            self.anchors.setdefault(concept_id, statement.anchor)
        self._written.setdefault(concept_id, statement.name)
        names = (statement.id, title, *statement.aliases, *statement.also)
        for name in dict.fromkeys(names):
            self._name(name, concept_id, statement.place)
        # a title with a formula, as a role has it: the title itself is what readers see
        self._names.setdefault(key(statement.name), concept_id)
        self._spellings.setdefault(key(statement.name), statement.name)
        self._translate(statement)
        return concept_id

    def _translate(self, statement: ConceptRecord) -> None:
        """Note what readers of another language read for the names in the sources."""
        pairs = [(statement.name, statement.title or statement.shown)]
        if len(statement.also) == len(statement.aliases):
            pairs += zip(statement.also, statement.aliases, strict=True)
        if isinstance(statement.title, Phrase):
            pairs.append((str(statement.title), statement.title))
        for written, shown in pairs:
            if shown and (shown != written or isinstance(shown, Phrase)):
                self._translated.setdefault(key(written), shown)

    def translated(self, name: str) -> str:
        """Return a name of the sources in the language of the page that gives it; or nothing."""
        return self._translated.get(key(name), "")

    def _new_id(self, statement: ConceptRecord) -> str:
        """Return the id that a name makes; a sign such as ``+`` makes none of its own."""
        wanted = concept_slug(statement.name) or key(statement.name) or statement.name
        first = self.concepts.get(wanted)
        if first is None:
            return wanted
        candidates = (f"{wanted}-{index}" for index in count(2))
        made = next(candidate for candidate in candidates if candidate not in self.concepts)
        text = (
            f'concept: "{statement.name}" would have the id "{wanted}", which is that of '
            f'"{first.title}" ({place_name(first.place)}), and gets "{made}"; '
            'give one of them an option "id"'
        )
        self.warn(Subtype.DUPLICATE, text, statement.place)
        return made

    def _name(self, name: str, concept_id: str, place: Place) -> None:
        if not key(name):
            return
        owner = self._names.setdefault(key(name), concept_id)
        spelling = self._written[concept_id] if isinstance(name, Phrase) else name
        self._spellings.setdefault(key(name), spelling)
        if owner != concept_id:
            title, at = self.concepts[owner].title, place_name(self.concepts[owner].place)
            is_title = key(name) == key(title)
            text = (
                f'concept: "{name}" '
                + (
                    f"is also the title of another concept ({at})"
                    if is_title
                    else f'already names "{title}" ({at})'
                )
                + "; give one of the two another name"
            )
            self.warn(Subtype.DUPLICATE, text, place)

    def _uses(self) -> list[Use]:
        found = []
        for page in (*self._courses, *(page for _name, page in sorted(self.pages.items()))):
            for mention in page.mentions:
                concept = self._known(mention.name, mention.place)
                if concept and mention.lesson:
                    used = Use(
                        lesson=mention.lesson,
                        concept=concept,
                        place=mention.place,
                        recap=mention.recap,
                        inside=mention.inside,
                    )
                    found.append(used)
        found += self.plain.uses() if self.plain else ()
        return [*found, *self.code.uses()] if self.code else found

    def _requirements(self) -> list[Requirement]:
        found = []
        for _name, page in sorted(self.pages.items()):
            for need in page.needs:
                if concept := self._known(need.name, need.place):
                    requirement = Requirement(
                        lesson=need.lesson,
                        concept=concept,
                        depth=need.depth,
                        place=need.place,
                        reason=need.reason,
                    )
                    found.append(requirement)
        return found

    def _links(self, statements: Iterable[tuple[str, ConceptRecord]]) -> list[BuildsOn]:
        found: dict[tuple[str, str], BuildsOn] = {}
        for concept, statement in statements:
            for name in statement.builds_on:
                base = self._known(name, statement.built_at or statement.place)
                if base is not None:
                    found.setdefault((concept, base), BuildsOn(concept, base, statement.place))
        return list(found.values())

    def is_no_concept(self, name: str) -> str:
        """Return the message that a name is that of no concept, and which one is near."""
        return f'"{name}" is no concept of this course; {self.nearest(name)}'

    def _known(self, name: str, place: Place) -> str | None:
        concept = self.find(name)
        if concept is None and not self.is_ignored("concept", name):
            fixes = self.renamings(name)
            self.warn(Subtype.UNKNOWN, self.is_no_concept(name), place, fixes)
        return concept

    def renamings(self, name: str) -> tuple[Fix, ...]:
        """Return what mends the name of no concept, if it can only be a slip of another."""
        clear = self._index.clearly_near(key(name), self._names)
        if not clear:
            return ()
        right = self._spellings[clear]
        return (Fix(FixKind.NAME, name, right),) if is_writable(right) else ()
