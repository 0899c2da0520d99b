"""The everyday words that a rare word is made of: a runtime is when things run.

Such words mean what everybody can work out, in a course as elsewhere, and only sometimes the
concept: the determinants of a price determine it, and belong to no matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

SHORTEST = 3
"""Letters of a part: shorter words begin and end too many others."""

SHORTEST_STEM = 5
"""Letters before an ending: shorter stems are often another word, as that of "tensor" is."""

BEGINNINGS = (
    *("anti", "de", "dis", "in", "inter", "mis", "non", "over", "post", "pre", "re", "sub"),
    *("super", "un", "under"),
)
"""Syllables that make one word of another, before it: "debug" of "bug"."""

ENDINGS = (
    *("able", "al", "ance", "ant", "ate", "ation", "ator", "ed", "ence", "ent", "er", "ful"),
    *("ible", "ic", "ing", "ion", "isation", "ise", "ism", "ist", "ity", "ive", "ization"),
    *("ize", "ized", "izing", "less", "ly", "ment", "ness", "or", "ship"),
)
"""The same, behind it: "multiplier" of "multiply"."""

_LOST = ("", "e", "y", "ate", "ize")
"""What a word may have lost before an ending: the "e" of "determine" in "determinant"."""


def is_made_of(word: str, everyday: Container[str]) -> bool:
    """Whether a word in small letters is two everyday words, or one with a syllable added.

    :param everyday: in small letters
    """
    return any(part in everyday for part in _added_to(word)) or any(
        word[:at] in everyday and word[at:] in everyday
        for at in range(SHORTEST, len(word) - SHORTEST + 1)
    )


def _added_to(word: str) -> Iterator[str]:
    """Yield the words that a word may be made of, by a syllable before or behind them."""
    for beginning in BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= SHORTEST:
            yield word.removeprefix(beginning)
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield from (stem + lost for lost in _LOST)
            if stem.endswith("i"):
                yield f"{stem[:-1]}y"
            elif stem[-1] == stem[-2]:
                yield stem[:-1]
