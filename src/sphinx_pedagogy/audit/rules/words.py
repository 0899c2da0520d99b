"""Taking the text of a page apart: words and sentences, as rules compare them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^a-z\s])|(?<=[。！？])")
_BOX = re.compile(r"<input class=\"task-list[^>]*>|(?<!\S)\[[ xX]\](?!\S)")
_STEM = 6


class _Letters(dict[int, str]):
    """What each character is in a word, by its code: itself, or a blank if it is in none."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = char if char.isalnum() else " "
        return found


class _Stems(dict[str, str]):
    """What of each word carries meaning; nothing of short words but names and numbers."""

    def __missing__(self, word: str) -> str:
        says = len(word) > 3 or word.isdigit() or (len(word) > 1 and word.isupper())
        self[word] = found = word.casefold()[:_STEM] if says else ""
        return found


# a course has some ten thousand words, and says most of them again and again
_LETTERS, _STEMS = _Letters(), _Stems()


def plain(text: str) -> str:
    """Return *text* without the boxes of choices, with single spaces."""
    return " ".join(without_boxes(text).split())


def without_boxes(text: str) -> str:
    """Return *text* without the boxes of choices."""
    return _BOX.sub(" ", text) if "[" in text or "<" in text else text


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; in a list of phrases, the phrases."""
    return [found for found in _END.split(plain(text)) if found]


def content_words(text: str) -> list[str]:
    """Return the words of *text* that carry meaning, in order, without their endings.

    Short words are left out unless they are names or numbers, and of long ones only the
    beginning counts. That needs no list of words, and serves in any language with spaces.
    """
    text = without_boxes(text)
    # all of it in C: this is asked of nearly all text of a course
    return list(filter(None, map(_STEMS.__getitem__, all_words(text))))


def all_words(text: str) -> list[str]:
    """Return the words of *text* in order, without the marks between them."""
    return text.translate(_LETTERS).split()


def searchable(text: str) -> str:
    """Return *text* so that names in it can be found: in small letters, hyphens are spaces."""
    return f" {' '.join(text.casefold().replace('-', ' ').replace('_', ' ').split())} "


def any_of(*words: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or expressions, in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def source_of(lines: Sequence[str], first: int | None, last: int) -> str:
    """Return some lines of a file as they were typed; empty where the file has none."""
    return "\n".join(lines[first - 1 : last]) if first else ""
