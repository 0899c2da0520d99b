"""Which English words are rare: what people hardly ever say means what a course calls so.

The words are counted in a list that pyspellchecker ships: subtitles of films, 1.6 billion words.
Speech tells terms from everyday words better than books do, in which a matrix or a plugin is as
frequent as a patch. There are such lists for other languages, too. That for German gives nearly all
words the same number, and nobody has measured how far the others can be trusted.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.word_forms import english
from sphinx_pedagogy.course.word_parts import is_made_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

LARGEST_SHARE = 3e-7
"""Of all words that are said: a word is rare if no more of them are this one."""

SHARE_OF_EVERYDAY = 2e-6
"""Of all words that are said: what more of them are than this, everybody says every day."""

RULE = 2
"""Another number for each change of what a rare word is: then what is kept no longer holds."""


class RareWords:
    """The rare words of a language; none, for a language without a list that was measured."""

    def __init__(self, kept: MutableMapping[str, dict[str, bool]], language: str) -> None:
        """Look at no list yet: reading it takes half a second.

        :param kept: for the edition of the list, and for that with "everyday" behind it: what it
            said of the words that were asked for; what it says of others is added
        :param language: as in ``conf.py``
        """
        self._is_counted = language.replace("-", "_").partition("_")[0] == "en"
        self.edition = edition_of_list() if self._is_counted else ""
        """What the verdicts rest on: another edition of the list may have others."""
        if self.edition not in kept:
            kept.clear()
        self._verdicts = kept.setdefault(self.edition, {})
        self._everyday = kept.setdefault(f"{self.edition}, everyday", {})

    def __contains__(self, word: str) -> bool:
        """Whether a word in small letters is rare as it is written, and made of no everyday one."""
        if not self._is_counted:
            return False
        if word not in self._verdicts:
            self._verdicts[word] = word not in frequent_words() and not is_made_of(
                word, everyday_words()
            )
        return self._verdicts[word]

    def has_everyday_form(self, word: str) -> bool:
        """Whether people say a word in small letters every day, in one of its forms."""
        if not self._is_counted:
            return False
        if word not in self._everyday:
            self._everyday[word] = not everyday_words().isdisjoint(english(word))
        return self._everyday[word]

    def has_all_of(self, word: str) -> bool:
        """Whether a word in small letters is rare in each form: a "generic" makes no "generics"."""
        return len(word) > 1 and all(form in self for form in english(word))


@cache
def edition_of_list() -> str:
    """Return the version of the package that ships the list, and the number of our rule."""
    return f"{version('pyspellchecker')}, {RULE}"


@cache
def frequent_words() -> Mapping[str, float]:
    """Return the share of each English word that is not rare, in small letters: 26,000."""
    # here, since a course needs it only for names that it did not have before
    from spellchecker import SpellChecker

    counted = SpellChecker(language="en").word_frequency
    total = counted.total_words
    least = LARGEST_SHARE * total
    return {word: times / total for word, times in counted.items() if times > least}


@cache
def everyday_words() -> frozenset[str]:
    """Return the English words of everyday speech, in small letters: 10,000."""
    return frozenset(word for word, share in frequent_words().items() if share > SHARE_OF_EVERYDAY)
