"""Taking the text of a page apart: words and sentences, as rules compare them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^a-z\s])|(?<=[。！？])")
_BOX = re.compile(r"<input class=\"task-list[^>]*>|(?<!\S)\[[ xX]\](?!\S)")
_STEM = 6


def plain(text: str) -> str:
    """Return *text* without the boxes of choices, with single spaces."""
    return " ".join(_BOX.sub(" ", text).split())


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; in a list of phrases, the phrases."""
    return [found for found in _END.split(plain(text)) if found]


def content_words(text: str) -> list[str]:
    """Return the words of *text* that carry meaning, in order, without their endings.

    Short words are left out unless they are names or numbers, and of long ones only the
    beginning counts. That needs no list of words, and serves in any language with spaces.
    """
    if "[" in text or "<" in text:
        text = _BOX.sub(" ", text)
    # a function for the condition would take longer than all the rest
    return [
        word.casefold()[:_STEM]
        for word in _WORD.findall(text)
        if len(word) > 3 or word.isdigit() or (len(word) > 1 and word.isupper())
    ]


def searchable(text: str) -> str:
    """Return *text* so that names in it can be found: in small letters, hyphens are spaces."""
    return f" {' '.join(text.casefold().replace('-', ' ').replace('_', ' ').split())} "


def any_of(*words: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or expressions, in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def source_of(lines: Sequence[str], first: int | None, last: int) -> str:
    """Return some lines of a file as they were typed; empty where the file has none."""
    return "\n".join(lines[first - 1 : last]) if first else ""
