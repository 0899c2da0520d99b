"""Taking the text of a page apart: words and sentences, as rules compare them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.course.stemmers import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_END = regex(r"[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])|[。！？]")
_BOX = regex(r"<input class=\"task-list[^>]*>|(?<!\S)\[[ xX]\](?!\S)")
_DIGIT = regex(r"\d")
_ASCII_DIGIT = regex("[0-9]")
_WORD = regex(r"[^\W_]+")


_MARKS = str.maketrans({char: " " for char in map(chr, range(128)) if not char.isalnum()})
"""Characters of ASCII that are in no word, each to a blank."""


NUMBER_WORDS = frozenset(
    [
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"),
        *("twice", "half", "hundred", "thousand", "million", "billion"),
        *("zwei", "drei", "vier", "fünf", "zehn", "hundert", "tausend", "doppelt"),
        *("deux", "trois", "quatre", "cinq", "mille"),
    ]
)
"""Numbers in words: English, German, French."""


def plain(text: str) -> str:
    """Return *text* without the boxes of choices, with single spaces."""
    return " ".join(without_boxes(text).split())


def without_boxes(text: str) -> str:
    """Return *text* without the boxes of choices."""
    if "[ ]" in text or "[x]" in text or "[X]" in text or "<input" in text:
        return _BOX.sub(" ", text)
    return text


def has_boxes(text: str) -> bool:
    """Whether *text* has boxes of choices."""
    return without_boxes(text) != text


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; in a list of phrases, the phrases."""
    text = plain(text)
    found, begin = [], 0
    for end in _END.finditer(text):
        found.append(text[begin : end.start() + 1])  # with its full stop, without the quote behind
        begin = end.end()
    found.append(text[begin:])
    return [sentence for sentence in found if sentence]


def telling_words(text: str) -> list[str]:
    """Return the words of *text* that carry meaning, in order.

    Short words are left out unless they are names or numbers. That needs no list of words, and
    serves in any language with spaces.
    """
    return [word for word in all_words(without_boxes(text)) if is_telling(word)]


def content_words(text: str, language: str = "en") -> list[str]:
    """Return the words of *text* that carry meaning, in order, without their endings.

    :param language: as Sphinx writes it
    """
    words = all_words(without_boxes(text))
    return [found for word in words if (found := _stem_if_telling(word, language))]


def is_telling(word: str) -> bool:
    """Whether a word is long, or a name or number."""
    return len(word) > 3 or word.isdigit() or (len(word) > 1 and word.isupper())


@lru_cache(MOST)  # a course says the same words again and again
def _stem_if_telling(word: str, language: str) -> str:
    """Return a word without its ending; nothing if it carries no meaning."""
    return stem(word, language) if is_telling(word) else ""


def all_words(text: str) -> list[str]:
    """Return the words of *text* in order, without the marks between them."""
    if text.isascii():
        return text.translate(_MARKS).split()
    return _WORD.findall(text)  # to translate other characters takes longer


def searchable(text: str) -> str:
    """Return *text* so that names in it can be found: in small letters, hyphens are spaces."""
    return f" {' '.join(text.casefold().replace('-', ' ').replace('_', ' ').split())} "


def has_digit(text: str) -> bool:
    """Whether a digit of any script stands in *text*."""
    # the first takes two thirds of the time
    return bool((_ASCII_DIGIT if text.isascii() else _DIGIT).search(text))


def any_of(*words: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or expressions, in any case.

    :param words: patterns that begin with a letter or a digit
    """
    # where no word begins, none of them is tried
    return regex(rf"\b(?=\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def lines_with(text: str, wanted: str) -> Iterator[int]:
    """Yield the numbers of the lines of *text* that have *wanted*, from 1; some more than once."""
    return lines_at(text, offsets_of(text, wanted))


def lines_that_match(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield the numbers of the lines in which *pattern* is found; some more than once."""
    return lines_at(text, (found.start() for found in pattern.finditer(text)))


def lines_at(text: str, offsets: Iterable[int]) -> Iterator[int]:
    """Yield the line of each of some places in *text*, which are in order."""
    line, last = 1, 0
    for offset in offsets:
        line += text.count("\n", last, offset)
        yield line
        last = offset


def offsets_of(text: str, wanted: str) -> Iterator[int]:
    """Yield where *wanted* stands in *text*: many times faster than a pattern does."""
    index = text.find(wanted)
    while index >= 0:
        yield index
        index = text.find(wanted, index + 1)


def source_of(lines: Sequence[str], first: int | None, last: int) -> str:
    """Return some lines of a file as they were typed; empty where the file has none."""
    return "\n".join(lines[first - 1 : last]) if first else ""
