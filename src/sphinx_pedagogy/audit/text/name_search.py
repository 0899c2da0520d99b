"""Finding names and catch phrases in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = regex(r"\w+(?:['’]\w+)?")
_JOINT = regex(r"[-_\s]+")
_SHORT = 3
"""Letters up to which a word says little: "the", "of"."""


class NameSearch:
    """Names to look for in texts, whatever their case, as single words or joined ones."""

    def __init__(self, names: Iterable[str]) -> None:
        """Look for *names*; of two that begin alike, the longer one is found."""
        ways = {
            r"[-_\s]+".join(map(re.escape, words)): None
            for name in sorted(names, key=len, reverse=True)
            if (words := _JOINT.split(name.strip())) != [""]
        }
        # a plural is the same name
        self._pattern = (
            re.compile(rf"(?<!\w)({'|'.join(ways)})(?:e?s)?(?!\w)", re.IGNORECASE) if ways else None
        )

    def found_in(self, text: str) -> Iterator[str]:
        """Yield each name in *text*, as it stands there."""
        if self._pattern is not None:
            yield from (match[1] for match in self._pattern.finditer(text))


def words_of(text: str, language: str = "en") -> list[str]:
    """Return the words of *text* that say something, in lower case, without their endings."""
    words = _WORD.findall(text)
    telling = [word for word in words if len(word) > _SHORT] or words
    return [stem(word, language) for word in telling]


def echoed(phrase: str, text: str, language: str = "en") -> float:
    """Return which share of the words of *phrase* stands in *text*, from 0 to 1.

    :param language: of both, as Sphinx writes it
    """
    if phrase.casefold() in text.casefold():
        return 1.0
    wanted = set(words_of(phrase, language))
    return len(wanted & set(words_of(text, language))) / len(wanted) if wanted else 1.0
