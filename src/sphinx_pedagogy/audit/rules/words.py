"""Taking the text of a page apart: words and sentences, as rules compare them."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])|[。！？]")
_BOX = re.compile(r"<input class=\"task-list[^>]*>|(?<!\S)\[[ xX]\](?!\S)")
_DIGIT = re.compile(r"\d")
_ASCII_DIGIT = re.compile("[0-9]")
_STEM = 6
_LONGEST = 40
"""A longer word, such as a paragraph of Chinese, will hardly come again."""


class _Letters(dict[int, str]):
    """What each character is in a word, by its code: itself, or a blank if it is in none."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = char if char.isalnum() else " "
        return found


class _Stems(dict[str, tuple[str, ...]]):
    """What carries meaning in what stands between two blanks: seldom more than one word."""

    def __missing__(self, typed: str) -> tuple[str, ...]:
        words = [word.casefold()[:_STEM] for word in all_words(typed) if says_something(word)]
        found = tuple(words)
        if len(typed) <= _LONGEST:
            self[typed] = found
        return found


def says_something(word: str) -> bool:
    """Whether a word carries meaning: short ones only if they are names or numbers."""
    return len(word) > 3 or word.isdigit() or (len(word) > 1 and word.isupper())


# a course has some ten thousand words, and says most of them again and again
_LETTERS, _STEMS = _Letters(), _Stems()


def plain(text: str) -> str:
    """Return *text* without the boxes of choices, with single spaces."""
    return " ".join(without_boxes(text).split())


def without_boxes(text: str) -> str:
    """Return *text* without the boxes of choices."""
    if "[ ]" in text or "[x]" in text or "[X]" in text or "<input" in text:
        return _BOX.sub(" ", text)
    return text


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; in a list of phrases, the phrases."""
    text = plain(text)
    found, begin = [], 0
    for end in _END.finditer(text):
        found.append(text[begin : end.start() + 1])  # with its full stop, without the quote behind
        begin = end.end()
    found.append(text[begin:])
    return [one for one in found if one]


def content_words(text: str) -> list[str]:
    """Return the words of *text* that carry meaning, in order, without their endings.

    Short words are left out unless they are names or numbers, and of long ones only the
    beginning counts. That needs no list of words, and serves in any language with spaces.
    """
    typed = without_boxes(text).split()
    # all of it in C: this is asked of nearly all text of a course
    return list(chain.from_iterable(filter(None, map(_STEMS.__getitem__, typed))))


def all_words(text: str) -> list[str]:
    """Return the words of *text* in order, without the marks between them."""
    return text.translate(_LETTERS).split()


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
    return re.compile(rf"\b(?=\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def lines_with(text: str, wanted: str) -> Iterator[int]:
    """Yield the numbers of the lines of *text* that have *wanted*, from 1; some more than once."""
    return lines_at(text, offsets_of(text, wanted))


def lines_that_match(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield the numbers of the lines in which *pattern* is found; some more than once."""
    return lines_at(text, (found.start() for found in pattern.finditer(text)))


def lines_at(text: str, offsets: Iterable[int]) -> Iterator[int]:
    """Yield the line of each of some places in *text*, which are in order."""
    line, last = 1, 0
    for at in offsets:
        line += text.count("\n", last, at)
        yield line
        last = at


def offsets_of(text: str, wanted: str) -> Iterator[int]:
    """Yield where *wanted* stands in *text*: many times faster than a pattern does."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def source_of(lines: Sequence[str], first: int | None, last: int) -> str:
    """Return some lines of a file as they were typed; empty where the file has none."""
    return "\n".join(lines[first - 1 : last]) if first else ""
