"""The other ways to write a compound: a data frame is a data-frame and a dataframe."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PART = 3
"""Letters that each half must have: "in put" is nobody's input."""
_SECOND = 4
"""Letters of the second half, where a name in one word is taken apart."""
_FEW = 3
"""Words that a name may have at most, to be written in fewer."""

_NO_FIRST_HALF = frozenset(
    {
        *("all", "and", "any", "are", "but", "can", "did", "each", "every", "for", "from", "had"),
        *("has", "her", "him", "his", "how", "its", "let", "may", "more", "most", "must", "not"),
        *("off", "once", "one", "other", "our", "out", "over", "self", "she", "some", "such"),
        *("than", "that", "the", "them", "then", "they", "this", "too", "two", "under", "was"),
        *("well", "what", "when", "where", "who", "why", "will", "with", "without", "you"),
    }
)
"""Words that stand before any other: "the advantages over fitting a line"."""


def compounds(
    words: Sequence[str], gaps: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the words of a name in other ways to write it, with what stands between them.

    :param words: of the name, in any letters
    :param gaps: what stands between them; a blank is a blank or a hyphen
    """
    small = tuple(word.lower() for word in words)
    if len(small) == 1:
        (word,) = small
        for at in range(_PART, len(word) - _SECOND + 1) if word.isalpha() else ():
            if word[:at] not in _NO_FIRST_HALF:
                yield (word[:at], word[at:]), (" ",)
    elif len(small) <= _FEW:
        for index, gap in enumerate(gaps):
            one, two = small[index : index + 2]
            if gap == " " and _may_join(one, two):
                joined = (*small[:index], one + two, *small[index + 2 :])
                yield joined, (*gaps[:index], *gaps[index + 1 :])


def _may_join(one: str, two: str) -> bool:
    """Whether two words may be one."""
    is_long = min(len(one), len(two)) >= _PART
    return is_long and one.isalpha() and two.isalpha() and one not in _NO_FIRST_HALF
