"""The forms in which a word of a name may stand in a text: plurals, cases, forms of a verb.

A stemmer alone finds too much: for the English one "normal" and "normalization" are the same, and
"sample" and "sampling". So English forms are made by rule, which also finds "matrices" and
"hypotheses"; in other languages two words are one if their stems are and their endings are short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENGLISH = "en"

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The stemmer for each language of ``conf.py``."""

LONGEST_ENDING = 3
"""Letters in which two forms of one word may differ at their ends, where a stemmer compares."""

_VERBS = ("fy", "ize", "ise", "ate")
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_NO_PLURAL = ("ss", "us", "is", "as")
_LATIN = {"is": "es", "ix": "ices", "ex": "ices", "um": "a", "on": "a"}
"""Endings of words from Latin and Greek, and of their plurals."""


def is_english(language: str) -> bool:
    """Whether words have the endings of English, in a language of ``conf.py``."""
    return _algorithm(language) is None


def _algorithm(language: str) -> str | None:
    return ALGORITHMS.get(language.replace("-", "_").partition("_")[0])


class WordForms:
    """Which words of some names a word of a text may be a form of."""

    def __init__(self, words: Iterable[str], language: str) -> None:
        """Prepare for *words*, in small letters.

        :param language: as in ``conf.py``: ``en``, ``de_CH``
        """
        self._found: dict[str, tuple[str, ...]] = {}
        """What is known of each word of a text: a course has few that differ."""
        self._stems: dict[str, list[str]] = {}
        name = _algorithm(language)
        self._stemmer = snowballstemmer.stemmer(name) if name else None
        if self._stemmer is None:
            forms: dict[str, list[str]] = {}
            for word in dict.fromkeys(words):
                for form in dict.fromkeys(english(word)):
                    forms.setdefault(form, []).append(word)
            self._found = {form: tuple(found) for form, found in forms.items()}
        else:
            for word in dict.fromkeys(words):
                self._stems.setdefault(self._stemmer.stemWord(word), []).append(word)
        self._starts = {stem[:2] for stem in self._stems}

    def of(self, word: str) -> tuple[str, ...]:
        """Return the words that *word*, in small letters, is a form of."""
        found = self._found.get(word)
        if found is not None:
            return found
        if self._stemmer is None or word[:2] not in self._starts:
            return ()
        stem = self._stemmer.stemWord(word)
        made = tuple(form for form in self._stems.get(stem, ()) if _is_near(form, word))
        self._found[word] = made
        return made


def _is_near(word: str, other: str) -> bool:
    """Whether two words with one stem differ in a short ending only."""
    pairs = enumerate(zip(word, other, strict=False))
    shared = next(
        (index for index, (mine, two) in pairs if mine != two), min(len(word), len(other))
    )
    return max(len(word), len(other)) - shared <= LONGEST_ENDING


def english(word: str) -> Iterator[str]:
    """Yield *word* and its other forms: plural or singular, and those of a verb."""
    yield word
    if len(word) == 1 or not word.isascii() or word[-1].isdigit():
        yield f"{word}s"
        return
    for ending, plural in _LATIN.items():
        if word.endswith(ending):
            yield word.removesuffix(ending) + plural
    if word.endswith("y") and word[-2] not in "aeiou":
        yield f"{word[:-1]}ies"
    elif word.endswith(_HISSING):
        yield f"{word}es"
    if not word.endswith("s"):
        yield f"{word}s"
    elif not word.endswith(_NO_PLURAL) and len(word) > 3:
        yield from _singulars(word)
    if word.endswith(("ization", "isation")):
        yield f"{word[:-6]}{'z' if word[-6] == 's' else 's'}ation"
    # a state is not stated, and a rate is no rating
    if word.endswith(_VERBS) and (word.endswith("fy") or len(word) > len("state")):
        stem = word.removesuffix("e")
        yield f"{stem}ing"
        yield f"{stem[:-1]}ied" if stem.endswith("y") else f"{stem}ed"


def _singulars(plural: str) -> Iterator[str]:
    yield plural[:-1]
    if plural.endswith("ies"):
        yield f"{plural[:-3]}y"
    elif plural.endswith("es") and plural[:-2].endswith(_HISSING):
        yield plural[:-2]
