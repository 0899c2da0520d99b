"""Words without their endings, so that one word is found in all its forms."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=1 << 16)  # a course says the same words again and again
def stem(word: str, language: str = "en") -> str:
    """Return a word in small letters without its ending.

    :param language: as Sphinx writes it; words of one that has no stemmer keep their endings
    """
    return stemmer_of(language)(word.casefold().strip("'’-"))


@cache
def stemmer_of(language: str) -> Callable[[str], str]:
    """Return what takes the endings off the words of a language."""
    # here, since a page without words to compare needs it not
    import snowballstemmer

    name = name_of(language.replace("-", "_").partition("_")[0].lower())
    if name not in snowballstemmer.algorithms():
        return str
    take_off: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return take_off


def name_of(code: str) -> str:
    """Return the English name of a language, in small letters; empty for one that is unknown."""
    if code == "en":
        return "english"  # what Babel knows takes longer to load than a thousand words to stem
    from babel import Locale

    return str(Locale("en").languages.get(code, "")).lower()
