"""Where pages name concepts in plain words, and what of that counts.

Which names there are is known only when all pages are read. So each page keeps its prose
(:class:`Run`), in bytes that nobody opens before they are needed, and what was found in it last,
with the names that were looked for. A new name makes all prose be searched again, which for a
course of 800 lessons (2 million words) takes about a second and a half, and the whole about 2% of
a full build; the pages that mention it are written again, and no others. The links are placed on
the copy of a page that a builder gets: the page as it was read need not be read again.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx_pedagogy.course.announcements import says_later, sentence_at
from sphinx_pedagogy.course.facts import digest_of
from sphinx_pedagogy.course.mentions import Matcher, Name
from sphinx_pedagogy.course.prose_runs import PlainMention, Run, first_ones, line_of, unpacked
from sphinx_pedagogy.course.verb_forms import is_verb_in
from sphinx_pedagogy.model import Place, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence

    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.rare_words import RareWords
    from sphinx_pedagogy.model import Concept, Course, Lesson, Teaching

SCOPES = LESSONS, SECTION, PAGE, OFF = "lessons", "section", "page", "off"
"""Of what the first plain mention of a concept becomes a link: of a section, too, for lessons."""

OFTEN, OFTEN_IF_EVERYDAY = 3, 6
"""Times that a lesson has an ordinary word, from which it means a concept of an earlier one; the
second is for what people say every day."""


class PlainText:
    """What the pages of a project keep of their prose, and of what was found in it."""

    def __init__(
        self,
        prose: Mapping[str, bytes],
        found: MutableMapping[str, PageMentions],
        language: str,
        rare: RareWords,
        labels: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Take what is stored.

        :param prose: the runs of each page, by :func:`packed`
        :param found: what was found in them; what is missing is added
        :param language: of the pages
        :param rare: the rare words of this language
        :param labels: what each label stands for, its page first
        """
        self.prose = prose
        self.found = found
        self.language = language
        self.rare = rare
        self.labels = labels


class PageMentions(NamedTuple):
    """What was found on a page."""

    names: str
    """A digest of the names that were looked for."""
    mentions: tuple[PlainMention, ...]
    """In order, with those that may be ordinary words."""


class KnownNames(Protocol):
    """What the names of a course mean, in a catalogue."""

    pages: Mapping[str, PageFacts]
    concepts: dict[str, Concept]
    course: Course

    def find_lesson(self, name: str) -> Lesson | None:
        """Return the lesson with a slug or a number."""

    def find(self, name: str) -> str | None:
        """Return the id of the concept with a name."""

    def lesson_of(self, docname: str) -> Lesson | None:
        """Return the lesson that a page is."""


class PlainMentions:
    """The plain mentions of a course."""

    def __init__(
        self,
        catalogue: KnownNames,
        text: PlainText,
        teachings: Iterable[Teaching],
        positions: Mapping[str, int],
    ) -> None:
        """Look for nothing yet.

        :param catalogue: whose names are known
        :param teachings: all of the course
        :param positions: of the lessons in the course, by slug
        """
        self._catalogue = catalogue
        self._text = text
        self._positions = positions
        self._first: dict[str, int] = {}
        """The position of the lesson that teaches each concept first."""
        for teaching in teachings:
            at = positions.get(teaching.lesson, len(positions))
            self._first[teaching.concept] = min(at, self._first.get(teaching.concept, at))
        self._last: tuple[str, list[Run]] = "", []
        self._last_found: tuple[str, list[PlainMention]] = "", []
        self._plain_only: dict[str, set[tuple[str, int]]] = {}

    @cached_property
    def names(self) -> list[Name]:
        """All names to look for."""
        catalogue = self._catalogue
        plain: set[str] = set()
        left_out: set[str] = set()
        for page in catalogue.pages.values():
            for statement in page.statements:
                if statement.is_plain or statement.has_no_mentions:
                    concept = catalogue.find(statement.id) or catalogue.find(statement.name) or ""
                    (left_out if statement.has_no_mentions else plain).add(concept)
        return [
            Name(
                text=str(name),
                concept=concept.id,
                is_alias=name is not concept.title,
                is_plain=concept.id in plain,
            )
            for concept in catalogue.concepts.values()
            if concept.id not in left_out
            for name in (concept.title, *concept.aliases)
            if catalogue.find(name) == concept.id
        ]

    @cached_property
    def matcher(self) -> Matcher:
        """What finds them."""
        return Matcher(self.names, self._text.language, self._text.rare)

    @cached_property
    def _mark(self) -> str:
        return digest_of((self.names, self._text.language, self._text.rare.edition))

    def of(self, docname: str) -> list[PlainMention]:
        """Return what a page mentions in plain words, in order."""
        if docname not in self._text.prose:
            return []
        if self._last_found[0] != docname:  # as with the prose, a rule asks again and again
            self._last_found = docname, self._found(docname)
        return self._last_found[1]

    def _found(self, docname: str) -> list[PlainMention]:
        """Return what a page mentions: what is kept, unless other names were looked for then."""
        known = self._text.found.get(docname)
        if known is None or known.names != self._mark:
            mentions = tuple(self._search(self.runs(docname)))
            known = self._text.found[docname] = PageMentions(self._mark, mentions)
        return self._meant_ones(docname, known.mentions) if known.mentions else []

    def firsts(self, docname: str, runs: Sequence[Run], scope: str) -> list[PlainMention]:
        """Return the mentions in the prose of a page that are the first of a section or page.

        A role that names the concept before them is the first one, and so is its definition.

        :param runs: the prose of the page as a builder shows it
        """
        if docname not in self._text.prose:
            return []
        mentions, stored = self.of(docname), self.runs(docname)
        shown = [run for run in stored if run.text]
        if [run.text for run in runs] != [run.text for run in shown]:
            # this builder shows answers elsewhere, or leaves something out
            mentions = self._meant_ones(docname, self._search(runs))
        # a book counts the sections of all its pages
        moved = runs[0].section - shown[0].section if runs and shown else 0
        unseen = [run._replace(section=run.section + moved) for run in stored if not run.text]
        return first_ones([*runs, *unseen], mentions, scope == PAGE, self._catalogue.find)

    def _search(self, runs: Sequence[Run]) -> Iterator[PlainMention]:
        find = self.matcher.find
        is_verb: dict[str, bool] = {"": True}
        for index, run in enumerate(runs):
            own = set(map(self._catalogue.find, run.own))
            for span in find(run.text):
                verb = span.verb
                if verb not in is_verb:
                    is_verb[verb] = is_verb_in((run.text for run in runs), verb)
                if span.concept not in own and is_verb[verb]:
                    yield PlainMention(
                        concept=span.concept,
                        run=index,
                        start=span.start,
                        end=span.end,
                        line=line_of(run, span.start),
                        source=run.source,
                        inside=run.inside,
                        is_ordinary=span.is_ordinary,
                    )

    def _meant_ones(self, docname: str, found: Iterable[PlainMention]) -> list[PlainMention]:
        """Return what counts of the names that were found on a page."""
        found = list(found)
        meant = self.meant(docname) | self._used_often(docname, found)
        return [mention for mention in found if not mention.is_ordinary or mention.concept in meant]

    def _used_often(self, docname: str, found: Iterable[PlainMention]) -> set[str]:
        """Return what was taught in an earlier lesson and is named again and again on a page."""
        # what is taught only later may as often be the ordinary word
        if not (lesson := self._catalogue.lesson_of(docname)):
            return set()
        here = self._positions[lesson.slug]
        times = Counter(mention.concept for mention in found if mention.is_ordinary)
        return {
            concept
            for concept, n in times.items()
            if n >= (OFTEN_IF_EVERYDAY if concept in self._everyday else OFTEN)
            and self._first.get(concept, here) < here
        }

    @cached_property
    def _everyday(self) -> set[str]:
        """The concepts with a name that people say every day."""
        is_everyday = self._text.rare.has_everyday_form
        return {name.concept for name in self.names if is_everyday(name.text.lower())}

    def runs(self, docname: str) -> list[Run]:
        """Return the prose of a page."""
        # a rule asks again and again of one page, and all pages at once are too many to keep
        if self._last[0] != docname:
            self._last = docname, unpacked(self._text.prose[docname])
        return self._last[1]

    def prose_of(self, docname: str) -> str:
        """Return the prose of a page as one text; empty for a page that has none."""
        runs = self.runs(docname) if docname in self._text.prose else ()
        return "\n".join(run.text for run in runs)

    def beginnings(self, docname: str) -> dict[Place, Place]:
        """Return, for each line of the prose of a page, the first line of its paragraph."""
        found: dict[Place, Place] = {}
        for run in self.runs(docname) if docname in self._text.prose else ():
            first = Place(docname, run.line, run.source)
            for offset in range(run.text.count("\n") + 1):
                found.setdefault(first._replace(line=run.line + offset), first)
        return found

    def meant(self, docname: str) -> set[str | None]:
        """Return the concepts that an ordinary word of a page stands for.

        Its lesson requires, teaches or recaps them, or a role names them.
        """
        page = self._catalogue.pages.get(docname)
        return set(map(self._catalogue.find, _stated(page))) if page else set()

    def steps(self, docname: str) -> dict[int, list[str]]:
        """Return what the steps of pipelines on a page name, by the number of the step."""
        found: dict[int, list[str]] = {}
        mentions = self.of(docname)
        runs = self.runs(docname) if mentions else []
        for mention in mentions:
            step = runs[mention.run].step
            if step is not None:
                found.setdefault(step, []).append(mention.concept)
        return found

    def is_in_plain_words(self, use: Use) -> bool:
        """Whether nothing but plain words tells of a use, which may mean something else."""
        docname, line = use.place.document, use.place.line or 0
        if docname not in self._text.prose:
            return False
        if docname not in self._plain_only:
            named = {
                (self._catalogue.find(name) or "", line_of(run, start))
                for run in self.runs(docname)
                for start, name in run.named
            }
            said = {(mention.concept, mention.line) for mention in self.of(docname)}
            self._plain_only[docname] = said - named
        return (use.concept, line) in self._plain_only[docname]

    def is_ordinary(self, use: Use) -> bool:
        """Whether nothing tells of a use but words that may be ordinary ones."""
        line = use.place.line or 0
        return self.is_in_plain_words(use) and all(
            mention.is_ordinary
            for mention in self.of(use.place.document)
            if mention.concept == use.concept and mention.line == line
        )

    def words_of(self, use: Use) -> str:
        """Return the words, or the name in the role, that use a concept first on a line."""
        docname, line = use.place.document, use.place.line or 0
        runs = self.runs(docname) if docname in self._text.prose else []
        found = [
            (mention.run, mention.start, runs[mention.run].text[mention.start : mention.end])
            for mention in self.of(docname)
            if mention.concept == use.concept and mention.line == line
        ]
        found += [
            (index, start, name)
            for index, run in enumerate(runs)
            for start, name in run.named
            if line_of(run, start) == line and self._catalogue.find(name) == use.concept
        ]
        return min(found)[2] if found else ""

    def in_definition(self, concept: str, docname: str) -> Iterator[tuple[str, str]]:
        """Yield the concepts that a definition on a page names, with the words that name them."""
        mentions = self.of(docname)
        runs = self.runs(docname) if mentions else []
        defined = [concept in map(self._catalogue.find, run.own) for run in runs]
        for mention in mentions:
            if defined[mention.run]:
                yield mention.concept, runs[mention.run].text[mention.start : mention.end]

    def announces(self, use: Use) -> bool:
        """Whether a use only says that a lesson will teach the concept.

        A sentence of its paragraph that names it links to a later one, or says "in the next
        chapter".
        """
        docname = use.place.document
        if docname not in self._text.prose:
            return False
        said = self._said_on(docname, use.concept)
        line = use.place.line or 0
        # a paragraph that says once where a concept is taught has said it of all its sentences
        paragraphs = {index for index, at, _start in said if at == line}
        here = self._catalogue.lesson_of(docname)
        positions = self._catalogue.course.positions
        position = positions[here.slug] if here else len(positions)
        return bool(paragraphs) and all(
            any(
                self._is_announced(self.runs(docname)[index], start, position)
                for index, _line, start in said
                if index == paragraph
            )
            for paragraph in paragraphs
        )

    def _said_on(self, docname: str, concept: str) -> list[tuple[int, int, int]]:
        """Return where a page names a concept: the paragraph, the line, the place in it."""
        find = self._catalogue.find
        plain = [
            (mention.run, mention.line, mention.start)
            for mention in self.of(docname)
            if mention.concept == concept
        ]
        return plain + [
            (index, line_of(run, start), start)
            for index, run in enumerate(self.runs(docname))
            for start, name in run.named
            if find(name) == concept
        ]

    def _is_announced(self, run: Run, start: int, position: int) -> bool:
        """Whether the sentence around a mention leads to a lesson after the one at a position.

        That it teaches the concept, it need not: whether it does, another rule says.
        """
        begin, end = sentence_at(run.text, start)
        if says_later(run.text[begin:end]):
            return True
        targets = (target for at, target in run.links if begin <= at < end)
        positions = self._catalogue.course.positions
        return any(
            lesson and positions.get(lesson.slug, 0) > position
            for lesson in map(self._lesson_at, targets)
        )

    def _lesson_at(self, target: str) -> Lesson | None:
        """Return the lesson that a link leads to."""
        if target.startswith(":"):
            return self._catalogue.find_lesson(target[1:])
        page = target[1:] if target.startswith("/") else self._text.labels.get(target, ("",))[0]
        return self._catalogue.lesson_of(page)

    def uses(self) -> Iterator[Use]:
        """Yield the uses of concepts by lessons."""
        for docname in sorted(self._text.prose):
            lesson = self._catalogue.lesson_of(docname)
            if lesson is None:
                continue
            for mention in self.of(docname):
                place = Place(docname, mention.line or None, mention.source)
                yield Use(lesson.slug, mention.concept, place, inside=mention.inside)


def _stated(page: PageFacts) -> Iterator[str]:
    yield from (need.name for need in page.needs)
    yield from (statement.name for statement in page.statements if statement.lesson)
    yield from (mention.name for mention in page.mentions)
