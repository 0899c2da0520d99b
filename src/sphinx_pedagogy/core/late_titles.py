"""Titles and lines that show something of other pages, settled when all pages are known.

``# After {lesson}`1.1.1``` shows the name of that lesson. Sphinx copies the titles of pages as
they are read, for tables of contents, sidebars and ``<title>``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_pedagogy.core.nodes import lesson_ref, quantity_ref, walk
from sphinx_pedagogy.core.phrase_nodes import nodes_of, phrase_of
from sphinx_pedagogy.course.names import number_of, number_text, slug
from sphinx_pedagogy.course.numerals import formatted
from sphinx_pedagogy.course.phrase import (
    LABEL,
    LESSON,
    QUANTITY,
    UNKNOWN_YET,
    Bit,
    Phrase,
    bits_of,
    is_waiting,
    joined,
    phrase,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import BlockLabel, PageFacts
    from sphinx_pedagogy.model import Lesson

_MANY = (tuple, list)


class Settler:
    """What lines show of other pages."""

    def __init__(self, env: BuildEnvironment, pages: Mapping[str, PageFacts]) -> None:
        """Take the lessons as their pages state them."""
        self._labels = env.domains.standard_domain.labels
        self._blocks: dict[str, dict[str, BlockLabel]] = env.domaindata["ped"]["labels"]
        self._counts = env.config.numfig
        self._pages = pages
        self._lessons: dict[str, Lesson] = {}
        self._numbers: dict[tuple[int, ...], str] = {}
        for _name, page in sorted(pages.items()):
            for lesson in page.lessons:
                self._lessons.setdefault(lesson.slug, lesson)
                if lesson.number:
                    self._numbers.setdefault(lesson.number, lesson.slug)

    def known(self, bit: Bit) -> str:
        """Return what a piece of a line shows."""
        if bit.kind == LESSON:
            return self.lesson(bit.text)
        if bit.kind == QUANTITY:
            page, _colons, rest = bit.text.partition("::")
            name, _colon, spec = rest.partition(":")
            return self.quantity(page, name, spec)
        if bit.kind == LABEL and bit.text in self._labels:
            docname, _anchor, shown = self._labels[bit.text]
            entry = self._blocks.get(docname, {}).get(bit.text)
            if entry is None:
                return shown
            if not entry.number or self._counts:  # Sphinx counts through the book after this
                return entry.title or entry.label
            end = (": ", entry.title) if entry.title else ()
            return joined(f"{entry.label} {entry.number}", *end)
        return bit.text

    def lesson(self, name: str, around: tuple[str, ...] = ()) -> str:
        """Return number and title of a lesson, or the words of the author if there is none.

        :param around: the lessons whose titles name it: in a circle a number must do
        """
        found = slug(name) if slug(name) in self._lessons else self._numbers.get(number_of(name))
        if found is None:
            return name
        number = number_text(self._lessons[found].number)
        if found in around:
            return number or name
        return joined(number, " ", self.lesson_title(found, around))

    def lesson_title(self, found: str, around: tuple[str, ...] = ()) -> str:
        """Return the title of the lesson with a slug."""
        inside = (*around, found)
        return phrase(
            bit
            for piece in bits_of(self._lessons[found].title)
            for bit in self._shown(piece, inside)
        )

    def _shown(self, bit: Bit, around: tuple[str, ...]) -> tuple[Bit, ...]:
        if bit.kind == LESSON:
            return bits_of(self.lesson(bit.text, around))
        return bits_of(self.known(bit)) if bit.kind in UNKNOWN_YET else (bit,)

    def quantity(self, page: str, name: str, spec: str) -> str:
        """Return what the cells of another page computed."""
        value = self._pages[page].glued.get(name, "") if page in self._pages else ""
        try:
            return formatted(value, spec) if value else name
        except ValueError:
            return formatted(value)

    def page(self, facts: PageFacts) -> PageFacts:
        """Return what a page states, with its lines settled."""
        if not facts.waits:
            return facts
        values: dict[str, Any] = {
            field.name: settled(getattr(facts, field.name), self.known) for field in fields(facts)
        }
        made = replace(facts, **values)
        made.lessons = [
            lesson._replace(title=self.lesson_title(lesson.slug))
            if self._lessons[lesson.slug].place == lesson.place
            else lesson
            for lesson in made.lessons
        ]
        made.set_mark()
        return made

    def title(self, node: nodes.Element) -> None:
        """Settle the copy of a title, in place, so that the next build can do it again."""
        for inside in walk(node, lesson_ref, quantity_ref, inline=True):
            if isinstance(inside, lesson_ref) and not inside["explicit"]:
                shown = self.lesson(str(inside["name"]))
            elif isinstance(inside, quantity_ref) and inside["elsewhere"] and not inside["written"]:
                shown = self.quantity(inside["elsewhere"], inside["name"], inside["format"])
            else:
                continue
            inside.children = []
            inside.extend(nodes_of(shown))


def waits(page: PageFacts) -> bool:
    """Whether any line of what a page states shows something of other pages."""
    return any(_waits(getattr(page, field.name)) for field in fields(page))


def _waits(value: object) -> bool:
    if isinstance(value, _MANY):
        return any(map(_waits, value))
    return isinstance(value, Phrase) and is_waiting(value)


def headings_of(document: nodes.document) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the headings that show something of other pages, with their labels."""
    found = []
    for section in walk(document, nodes.section):
        title = section.children[0] if section.children else None
        if isinstance(title, nodes.title) and is_waiting(said := phrase_of(title.children)):
            found.append((tuple(map(str, section["names"])), said))
    return tuple(found)


def settle_titles(env: BuildEnvironment, settler: Settler, pages: Mapping[str, PageFacts]) -> None:
    """Settle the titles that Sphinx keeps of the pages."""
    labels = env.domains.standard_domain.labels
    for docname, facts in pages.items():
        for names, said in facts.headings:
            shown = str(settled(said, settler.known))
            for name in names:
                if name in labels and labels[name][0] == docname:
                    labels[name] = *labels[name][:2], shown
        if facts.headings:
            for kept in (env.titles, env.longtitles, env.tocs):
                if docname in kept:
                    settler.title(kept[docname])
