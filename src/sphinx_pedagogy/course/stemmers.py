"""Stemmers that remember each word for the whole process: search and rules ask for the same ones.

A stemmer in Python takes fifty millionths of a second for a word, and the pages of a course say the
same words again and again.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 1 << 16
"""Words that are remembered: more than a course has, and a few megabytes."""


class RememberingStemmer:
    """A stemmer of Snowball, called as those are, that takes the ending off each word once."""

    def __init__(self, algorithm: str) -> None:
        """Take the stemmer of a language.

        :param algorithm: the English name of the language, in small letters
        """
        # here, since a page without words to compare needs it not
        import snowballstemmer

        self.stemmer: Any = snowballstemmer.stemmer(algorithm)
        self.stemWord: Callable[[str], str] = lru_cache(MOST)(self.stemmer.stemWord)


@cache
def stemmer_of(language: str) -> RememberingStemmer | None:
    """Return the stemmer of a language; ``None`` for one that has none.

    :param language: as Sphinx writes it
    """
    import snowballstemmer

    name = name_of(language.replace("-", "_").partition("_")[0].lower())
    return RememberingStemmer(name) if name in snowballstemmer.algorithms() else None


def name_of(code: str) -> str:
    """Return the English name of a language, in small letters; empty for one that is unknown."""
    if code == "en":
        return "english"  # what Babel knows takes longer to load than a thousand words to stem
    from babel import Locale

    return str(Locale("en").languages.get(code, "")).lower()
