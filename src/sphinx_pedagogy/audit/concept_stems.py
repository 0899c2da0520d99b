"""The concepts of a course, found in a text by the words of their names in any form and order."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.words import all_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext


class NameStems(NamedTuple):
    """The words in the names that a page gives, without their endings, by the words.

    They are stored with the page: to take the endings off all names of a large course takes longer
    than to judge it.
    """

    stems: dict[str, str]


def name_stems_of(page: PageContext) -> Iterator[NameStems]:
    """Yield what to keep of the names that a page gives to lessons and concepts, if it has any."""
    names = [lesson.title for lesson in page.facts.lessons]
    names += [
        name
        for statement in page.facts.statements
        for name in (statement.title or statement.name, *statement.aliases)
    ]
    if names:
        words = {word for name in names for word in all_words(name)}
        yield NameStems({word: stem(word, page.language) for word in words})


def stems_of(text: str, language: str) -> frozenset[str]:
    """Return the words of a text without their endings."""
    return frozenset(stem(word, language) for word in all_words(text))


class NamesByStem:
    """The concepts of a course, to be found by the words of their names."""

    def __init__(self, context: CourseContext, kept: Iterable[NameStems]) -> None:
        """Take all names, each by one of its words: the one that fewest names have.

        :param kept: what pages keep of the words in names
        """
        self._language = context.language
        self._known: dict[str, str] = {}
        for page_stems in kept:
            self._known.update(page_stems.stems)
        self._names: dict[str, list[frozenset[str]]] = {}
        self.by_stem: dict[str, list[tuple[frozenset[str], str]]] = {}
        for concept in context.catalogue.concepts.values():
            stems = map(self.stems_of, (concept.title, *concept.aliases))
            self._names[concept.id] = list(filter(None, stems))
        shared = Counter(chain.from_iterable(chain.from_iterable(self._names.values())))
        for concept_id, own in self._names.items():
            for name in own:
                rarest = min(sorted(name), key=shared.__getitem__)
                self.by_stem.setdefault(rarest, []).append((name, concept_id))

    def stems_of(self, text: str) -> frozenset[str]:
        """Return the words of a text without their endings."""
        known = self._known
        return frozenset(known.get(word) or stem(word, self._language) for word in all_words(text))

    def says(self, stems: frozenset[str], concept: str) -> bool:
        """Whether some words have all words of a name of a concept, in any order and form."""
        return any(name <= stems for name in self._names[concept])

    def named_in(self, stems: frozenset[str]) -> set[str]:
        """Return the concepts of which all words of a name are among some."""
        return {
            concept
            for stem in stems & self.by_stem.keys()
            for name, concept in self.by_stem[stem]
            if name <= stems
        }
