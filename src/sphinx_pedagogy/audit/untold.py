"""What a question takes for known, and whether an earlier lesson tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.core_concepts import names_of
from sphinx_pedagogy.audit.text.proper_names import is_in, squeezed
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.told_numbers import has_number
from sphinx_pedagogy.audit.text.words import all_words
from sphinx_pedagogy.course.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Place

_SAME = 3
"""Letters at the beginning that all forms of a word have: to take endings off takes long."""


class Untold(NamedTuple):
    """Something in a question that its page does not tell before: an earlier lesson may have."""

    place: Place
    name: str
    """The name, or the noun of a number."""
    number: str
    """Empty for a name."""
    text: str
    is_taste: bool = False
    """Whether a course may count on readers who have heard of it."""


class CourseText:
    """What the earlier lessons of a course tell, in words."""

    def __init__(self, context: CourseContext) -> None:
        """Read nothing yet."""
        self.context = context
        self.pages: dict[str, tuple[str, str]] = {}
        facts = context.catalogue.course.facts
        is_page = context.catalogue.lesson_of
        self.records = "\n".join(
            [
                *(
                    " ".join((concept.title, *concept.aliases, concept.definition))
                    for concept in facts.concepts
                    if not is_page(concept.place.document)
                ),
                *(
                    teaching.note
                    for teaching in facts.teachings
                    if not is_page(teaching.place.document)
                ),
            ]
        )

    def tells(self, untold: Untold) -> bool:
        """Whether something tells a name or a number that its page does not."""
        plain = self.context.catalogue.plain
        if is_told(untold, self.records) or self.teaches(untold):
            return True
        for docname in self.earlier(untold.place.document):
            if plain is None:
                return True  # nobody kept what it says
            if docname not in self.pages:
                text = plain.prose_of(docname)
                self.pages[docname] = text, squeezed(text)
            text, quick = self.pages[docname]
            # most pages do not have it at all, and to search each takes a hundred times as long
            if (untold.number or squeezed(untold.name) in quick) and is_told(untold, text):
                return True
        return False

    def teaches(self, untold: Untold) -> bool:
        """Whether a name is a concept that an earlier lesson teaches."""
        catalogue = self.context.catalogue
        here = catalogue.lesson_of(untold.place.document)
        concept = catalogue.find(untold.name)
        first = catalogue.course.first_lesson(concept) if concept and here else ""
        positions = catalogue.course.positions
        return bool(first and here and positions[first] < positions[here.slug])

    def earlier(self, document: str) -> Iterator[str]:
        """Yield the pages that a reader of one has seen; all others where there is no order."""
        course = self.context.catalogue.course
        here = self.context.catalogue.lesson_of(document)
        until = course.positions[here.slug] if here else len(course.lessons)
        for docname, page in self.context.pages():
            slug = page.lesson.slug if page.lesson else ""
            is_text = page.plan is None and not page.reviews
            if docname != document and is_text and course.positions.get(slug, -1) < until:
                yield docname


def is_told(untold: Untold, text: str) -> bool:
    """Whether a text tells a name, or a number of things."""
    if not untold.number:
        return is_in(untold.name, text)
    return has_number(untold.number, text) and (not untold.name or has_word(untold.name, text))


def has_word(word: str, text: str) -> bool:
    """Whether a text has a word, in any of its forms."""
    begin = word[:_SAME].casefold()
    if begin not in text.casefold():
        return False
    wanted = stem(word)
    alike = {other for other in all_words(text) if other.casefold().startswith(begin)}
    return any(stem(other) == wanted for other in alike)


def is_stated(page: PageContext, name: str) -> bool:
    """Whether a name belongs to a concept of the page: other rules say when that is taught."""
    wanted = key(name)
    return any(key(need.name) == wanted for need in page.facts.needs) or any(
        wanted in names_of(statement) for statement in page.facts.statements
    )
