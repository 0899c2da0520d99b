"""Finding the names of concepts in plain words.

A text is taken apart into words once, and each word is looked up among the words that names begin
with. One compiled alternation of all names would be shorter; its cost grows with the number of
names, as Python's ``re`` tries one after the other at each word, and that of a table does not. For
the figures see ``tests/benchmarks/mentions.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.cited_titles import stands_in_title
from sphinx_pedagogy.course.compounds import compounds
from sphinx_pedagogy.course.everyday_words import is_everyday, is_of_grammar
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.course.verb_forms import (
    acts_otherwise,
    bases_of,
    participles,
    says_something,
    stands_as_verb,
    verbs_of,
)
from sphinx_pedagogy.course.word_forms import WordForms, is_english
from sphinx_pedagogy.course.word_neighbours import HYPHENS, is_in_longer_name, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.course.rare_words import RareWords

OUT_OF_PROSE = "\ufffc"
"""What stands in a text for what is no prose: code, a formula, a link. No name goes across it."""

_WORD = regex(r"[^\W_]+")
_JOINT = regex(r"[\s\u00a0]+|[-_\u2010\u2011\u2013\ufe63\uff0d]|--")
"""What may stand between two words of a name where its author wrote a blank or a hyphen; two
hyphens become a dash."""
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d])(?=\d)")
"""Where a name of one word may get a hyphen."""
_AND = frozenset({"and", "or", "und", "oder", "et", "ou"})
_ALIKE = str.maketrans("’‘ʼ“”„«»—", '\'\'\'"""""–')


class Name(NamedTuple):
    """A name of a concept."""

    text: str
    concept: str
    """The id of the concept."""
    is_alias: bool = False
    """Whether it is another name than the title: then a capital at its beginning says something."""
    is_plain: bool = False
    """Whether the name counts wherever it stands, though it may be an ordinary word."""


class NameSpan(NamedTuple):
    """A place in a text that names a concept."""

    start: int
    end: int
    concept: str
    is_ordinary: bool
    """Whether the name may well be an ordinary word here: it counts only where something else
    says that the concept is meant."""
    verb: str = ""
    """The name as the verb whose form this is: it counts only on pages that use it as one."""


class _Pattern(NamedTuple):
    """A name, taken apart."""

    concept: str
    words: tuple[str, ...]
    """In small letters."""
    cased: tuple[str, ...]
    """As written where case says something, else empty: for each word."""
    gaps: tuple[str, ...]
    """What stands before each word but the first; a blank for a blank or a hyphen, a comma for
    these or a comma."""
    before: str
    after: str
    """The signs around the words: ``++`` in C++."""
    is_ordinary: bool
    is_rare: bool = False
    """Whether it is ordinary by its looks only: nobody says the word, in none of its forms."""
    verb: str = ""
    """The name that this is a form of, with -ed or -ing."""
    is_base: bool = False
    """Whether it is a verb that only counts where it is one: "to cluster"."""
    is_compound: bool = False
    """Whether it is closed up or taken apart; code does that with capitals, in names of its own."""


class _Words(NamedTuple):
    """A text, taken apart."""

    text: str
    small: Sequence[str]
    """Its words in small letters."""
    places: Sequence[tuple[int, int]]
    """Where they stand."""


class _Begin(NamedTuple):
    """The names that a word may begin, the longest first."""

    alone: list[_Pattern]
    """Those of one word."""
    by_second: dict[str, list[_Pattern]]
    """The others, by their second word."""


class Matcher:
    """Finds names in texts: from left to right, and of those that begin together the longest."""

    def __init__(
        self, names: Iterable[Name], language: str = "en", rare: RareWords | None = None
    ) -> None:
        """Prepare to find *names*; of two that are written alike, the first counts.

        :param rare: words that are no ordinary ones, though they look like it
        """
        self._rare = rare
        patterns = [pattern for name in names for pattern in _patterns(name, rare)]
        if is_english(language):
            # behind all others: what is a name itself is no form of another
            others = [other for pattern in patterns for other in _compounds(pattern)]
            forms = [form for pattern in patterns for form in _verbs(pattern)] + others
            patterns += sorted(forms, key=lambda fence: bool(fence.verb))
        self._forms = WordForms((word for pattern in patterns for word in pattern.words), language)
        self._by_first: dict[str, list[_Pattern]] = {}
        for pattern in sorted(patterns, key=_length, reverse=True):
            self._by_first.setdefault(pattern.words[0], []).append(pattern)
        self._begins: dict[str, _Begin | None] = {}

    def find(self, text: str) -> list[NameSpan]:
        """Return the names in *text*, in order; no two of them share a word."""
        begins, lower = self._begins, text.lower()
        small = _WORD.findall(lower)
        for word in small:
            if word not in begins:
                begins[word] = self._begin(word)
        starts = [index for index, word in enumerate(small) if begins[word]]
        if not starts:
            return []
        places = [found.span() for found in _WORD.finditer(text)]
        if len(lower) != len(text):
            # a few capitals become two small letters, and words of marks alone
            small = [text[start:end].lower() for start, end in places]
            begins.update({word: self._begin(word) for word in small})
            starts = [index for index, word in enumerate(small) if begins[word]]
        return list(self._spans(_Words(text, small, places), starts))

    def _begin(self, word: str) -> _Begin | None:
        """Return the names that a word in small letters may begin."""
        firsts = (self._by_first.get(first, ()) for first in self._forms.of(word))
        patterns = sorted(
            (pattern for found in firsts for pattern in found), key=_length, reverse=True
        )
        if self._rare and self._rare.edition and is_of_grammar(word):
            # "more" is no form of Mores, and "and" only names an And whose author says so
            patterns = [pattern for pattern in patterns if not pattern.is_ordinary]
        if not patterns:
            return None
        made = _Begin([], {})
        for pattern in patterns:
            if len(pattern.words) == 1:
                made.alone.append(pattern)
            else:
                made.by_second.setdefault(pattern.words[1], []).append(pattern)
        return made

    def _spans(self, words: _Words, starts: Iterable[int]) -> Iterator[NameSpan]:
        free = 0
        for start in starts:
            if start < free:
                continue
            for pattern in self._candidates(words.small, start):
                if place := self._place(pattern, words, start):
                    yield NameSpan(
                        *place,
                        concept=pattern.concept,
                        is_ordinary=self._is_ordinary(pattern, words.text, place),
                        verb=pattern.verb,
                    )
                    free = start + len(pattern.words)
                    break

    def _is_ordinary(self, pattern: _Pattern, text: str, place: tuple[int, int]) -> bool:
        """Whether a name may be an ordinary word at a place."""
        if not pattern.is_rare or self._rare is None:
            return pattern.is_ordinary
        # a verb may be said all the time whose noun is not: "specialized", "specialization"
        word = text[slice(*place)].lower()
        return word not in self._rare or is_in_longer_name(text, place[0])

    def _candidates(self, small: Sequence[str], index: int) -> list[_Pattern]:
        """Return the names that may begin at a word, the longest first."""
        begin = self._begins[small[index]]
        if begin is None:
            return []
        if index + 1 == len(small) or not begin.by_second:
            return begin.alone
        seconds = self._forms.of(small[index + 1])
        found = [begin.by_second[second] for second in seconds if second in begin.by_second]
        if len(found) > 1:
            return sorted(
                (candidate for more in found for candidate in more), key=_length, reverse=True
            )
        return [*found[0], *begin.alone] if found else begin.alone

    def _place(self, pattern: _Pattern, words: _Words, index: int) -> tuple[int, int] | None:
        """Return where a name stands that may begin at a word, if it does."""
        text, small, places = words.text, words.small, words.places
        count = len(pattern.words)
        if index + count > len(small):
            return None
        for offset in range(count):
            start, end = places[index + offset]
            if offset > 1 and pattern.words[offset] not in self._forms.of(small[index + offset]):
                return None
            if pattern.cased[offset] and not _has_case(pattern.cased[offset], text[start:end]):
                return None
            if offset and not _is_gap(
                text[places[index + offset - 1][1] : start], pattern.gaps[offset - 1]
            ):
                return None
        start, end = places[index][0], places[index + count - 1][1]
        begin, stop = start - len(pattern.before), end + len(pattern.after)
        around = text[max(begin, 0) : start], text[end:stop]
        wanted = pattern.before, pattern.after
        if around != wanted and tuple(map(_of_keyboard, around)) != wanted:
            return None
        if not stands_alone(text, begin, stop, pattern.is_ordinary):
            return None
        if pattern.is_base and not (
            small[index] == pattern.words[0] and stands_as_verb(text, begin)
        ):
            return None
        if pattern.is_compound and _HUMP.search(text[begin:stop]):
            return None
        if _may_be_verb(pattern) and any(
            is_other(text, begin, stop)
            for is_other in (says_something, acts_otherwise, is_everyday)
        ):
            return None
        return None if stands_in_title(text, begin, stop) else (begin, stop)


def _length(pattern: _Pattern) -> tuple[int, int]:
    return len(pattern.words), sum(map(len, pattern.words)) + len(pattern.after)


def _patterns(name: Name, rare: RareWords | None = None) -> Iterator[_Pattern]:
    """Yield a name taken apart; one with a hyphen may also be written in one word, and back."""
    text = _of_keyboard(name.text).strip()
    places = [found.span() for found in _WORD.finditer(text)]
    if not places:
        return
    words = [text[start:end] for start, end in places]
    gaps = [text[end : places[index + 1][0]] for index, (_start, end) in enumerate(places[:-1])]
    before, after = text[: places[0][0]], text[places[-1][1] :]
    made = _pattern(name, words, gaps, before, after)
    if made.is_ordinary and rare is not None:
        made = made._replace(is_rare=rare.has_all_of(made.words[0]))
    yield made
    for index, gap in enumerate(gaps):
        if gap in HYPHENS and _may_join(words[index], words[index + 1]):
            joined = [*words[:index], words[index] + words[index + 1], *words[index + 2 :]]
            rest = [*gaps[:index], *gaps[index + 1 :]]
            yield _pattern(name, joined, rest, before, after)._replace(is_ordinary=made.is_ordinary)
            break
    if len(words) == 1 and not before:
        for at in (found.start() for found in _HUMP.finditer(words[0])):
            parts = (words[0][:at], words[0][at:])
            apart = _pattern(name, parts, ["-"], before, after)
            yield apart._replace(cased=parts, gaps=("-",), is_ordinary=made.is_ordinary)


def _may_join(one: str, two: str) -> bool:
    """Whether a name without the hyphen between two words is still that name."""
    if min(len(one), len(two)) > 2:
        return True
    looks_made = all(
        part.isdigit() or part.isupper() or _has_capital_inside(part) for part in (one, two)
    )
    return looks_made and max(len(one), len(two)) > 1


def _may_be_verb(pattern: _Pattern) -> bool:
    """Whether the name is one word in small letters."""
    return len(pattern.words) == 1 and not pattern.cased[0] and not pattern.after


def _verbs(pattern: _Pattern) -> Iterator[_Pattern]:
    """Yield the verbs that belong to a name of one word."""
    if not _may_be_verb(pattern) or pattern.before:
        return
    (word,) = pattern.words
    yield from (pattern._replace(words=(verb,)) for verb in verbs_of(word))
    yield from (pattern._replace(words=(form,), verb=word) for form in participles(word))
    yield from (pattern._replace(words=(base,), is_base=True) for base in bases_of(word))


def _compounds(pattern: _Pattern) -> Iterator[_Pattern]:
    """Yield a name closed up or taken apart, if it is of small letters alone."""
    if not (pattern.before or pattern.after or any(pattern.cased)):
        for words, gaps in compounds(pattern.words, pattern.gaps):
            cased = ("",) * len(words)
            # a newtype is one thing, and "a new type" any
            yield pattern._replace(
                words=words, cased=cased, gaps=gaps, is_rare=False, is_compound=True
            )


def _pattern(
    name: Name, words: Sequence[str], gaps: Sequence[str], before: str, after: str
) -> _Pattern:
    keeps_first = len(words) == 1 and (name.is_alias or len(words[0]) == 1)
    cased = tuple(
        word if _has_capital_inside(word) or (keeps_first and word[0].isupper()) else ""
        for word in words
    )
    # an author cannot write a comma in a list of names: "queries keys and values"
    blank = " " if _AND.isdisjoint(words) else ","
    return _Pattern(
        concept=name.concept,
        words=tuple(word.lower() for word in words),
        cased=cased,
        gaps=tuple(blank if _JOINT.fullmatch(gap) else gap.strip() for gap in gaps),
        before=before,
        after=after,
        is_ordinary=not name.is_plain and _is_ordinary(words, cased, after),
    )


def is_ordinary_word(text: str, rare: RareWords) -> bool:
    """Whether a name may be an ordinary word, and counts only where more says what it means."""
    patterns = _patterns(Name(text, ""), rare)
    return any(pattern.is_ordinary and not pattern.is_rare for pattern in patterns)


def _is_ordinary(words: Sequence[str], cased: Sequence[str], after: str) -> bool:
    """Whether a name may be an ordinary word: one in small letters, or a single letter."""
    if len(words) > 1 or after:
        return False
    word = words[0]
    return len(word) == 1 or (not cased[0] and not any(map(str.isdigit, word)))


def _has_capital_inside(word: str) -> bool:
    return any(map(str.isupper, word[1:]))


def _has_case(cased: str, word: str) -> bool:
    """Whether *word* has the capitals of a name whose case says something."""
    return all(
        word[index : index + 1] == char or index >= len(word)
        for index, char in enumerate(cased)
        if char.isupper()
    )


def _is_gap(between: str, wanted: str) -> bool:
    if wanted == " ":
        return _JOINT.fullmatch(between) is not None
    if wanted == ",":
        return between == ", " or _JOINT.fullmatch(between) is not None
    if wanted == "-":
        return len(between) == 1 and between in HYPHENS
    return _of_keyboard(between).strip() == wanted


def _of_keyboard(text: str) -> str:
    """Return a text with one kind of quotes, and one of dashes."""
    return text.translate(_ALIKE).replace("---", "–").replace("--", "–")
