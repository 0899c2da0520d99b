"""What lines of a scope are about, and titles that are about the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = regex(r"[^\W_]+")
_FILLERS = frozenset(["a", "an", "the", "our", "its", "how", "what", "of", "and"])
"""Words that make no other subject of a title."""
_RESERVE = regex(
    r"\b(?:only|beyond|except|apart|unless|but|more than|deeper|further|in (?:depth|detail|full)|"
    r"nur|außer|mehr als|genauer|im einzelnen|sauf|seulement|au-delà|plus que|en détail)\b",
    re.IGNORECASE,
)
"""By these words a line leaves out less than its subject: English, German, French."""


def subject_of(line: str) -> str:
    """Return what a line leaves out; nothing if some word takes a part of it back.

    "Text, beyond one sentence" leaves one sentence in.
    """
    return "" if _RESERVE.search(line) else line.partition(":")[0].strip()


class Subjects:
    """Titles by what they are about: their words without endings and without fillers."""

    def __init__(self, titles: Iterable[str], language: str) -> None:
        """Take the titles, in any order."""
        self._language = language
        self._alike: dict[tuple[str, ...], list[str]] = {}
        for title in titles:
            self._alike.setdefault(beginnings(title), []).append(title)

    def same_as(self, subject: str) -> str:
        """Return the title that is about the same; nothing if there is none."""
        # endings take time, and few lines begin their words as a title does
        for title in self._alike.get(beginnings(subject), ()):
            if self.stems(title) == self.stems(subject) != set():
                return title
        return ""

    def stems(self, title: str) -> set[str]:
        """Return the words of a title without their endings."""
        return {stem(word, self._language) for word in subject_words(title)}


def beginnings(title: str) -> tuple[str, ...]:
    """Return what all titles with the same words have in common, whatever the endings."""
    return tuple(sorted({word[:3] for word in subject_words(title)}))


def subject_words(title: str) -> list[str]:
    """Return the words of a title that say what it is about."""
    return [word for word in _WORD.findall(title.casefold()) if word not in _FILLERS]
