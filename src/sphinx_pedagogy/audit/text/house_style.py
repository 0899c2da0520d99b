"""Ways to write the same thing, of which a page keeps to one: dashes, parts of a course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEFT, _RIGHT = r"[^\W\d_A-Z,)\"”]", r"[^\W\d_(]"
DASHES = {
    "a spaced en dash": regex(rf"(?<={_LEFT}|[,)\d]) – (?={_RIGHT})"),
    "an em dash without spaces": regex(rf"(?<={_LEFT})—(?={_RIGHT})"),
    "a spaced em dash": regex(rf"(?<={_LEFT}|[,)\d]) — (?={_RIGHT})"),
    "two hyphens": regex(rf"(?<={_LEFT}|[,)\d`]) -- (?={_RIGHT})"),
}
"""Dashes that interrupt a sentence; those of ranges and names stand between other characters."""

_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_KIND = r"(?P<kind>module|unit|block|chapter|part)"
_PART = regex(
    rf"\b{_KIND} (?P<number>\d+|{'|'.join(_CARDINALS)})(?![\d.]*\d)(?! of\b|['’]s)",
    re.IGNORECASE,
)
_NTH = regex(
    rf"\bthe (?P<number>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)) {_KIND}\b(?! of\b)", re.IGNORECASE
)


class NamedPart(NamedTuple):
    """A part of a course as a page names it."""

    line: int
    kind: str
    """What it is called: a module, a unit."""
    number: int


def parts_named(text: Iterable[tuple[int, str]]) -> list[NamedPart]:
    """Return the parts of a course that lines name by a number, in order."""
    return [
        NamedPart(
            line=line,
            kind=match["kind"].casefold(),
            number=number_of(match["number"].casefold()),
        )
        for line, words in text
        for pattern in (_PART, _NTH)
        for match in pattern.finditer(words)
    ]


def number_of(word: str) -> int:
    """Return the number that a cardinal or an ordinal is."""
    for names in (_CARDINALS, _ORDINALS):
        if word in names:
            return names.index(word) + 1
    return int(re.sub(r"\D", "", word))


def renamed_parts(text: Iterable[tuple[int, str]]) -> list[tuple[NamedPart, NamedPart]]:
    """Return what a page calls by one name first and by another later: each name once."""
    first: dict[int, NamedPart] = {}
    found: dict[tuple[int, str], tuple[NamedPart, NamedPart]] = {}
    for part in parts_named(text):
        usual = first.setdefault(part.number, part)
        if usual.kind != part.kind:
            found.setdefault((part.number, part.kind), (usual, part))
    return list(found.values())


_ROMAN = regex(rf"(?i:\b{_KIND}) (?P<number>[IVX]+)\b(?! of\b)")
_SHORT = regex(
    r"\b(?P<short>M|U|Mod|Ch|Chap|Pt)(?:\. ?|(?<=[a-z]) |(?=\d))(?P<number>\d{1,2})\b(?!\.?\d)"
)


def numbered_otherwise(text: Iterable[tuple[int, str]]) -> list[tuple[int, str, int, str]]:
    """Return where a page numbers parts of a course in another way than before.

    "Unit 2" and "unit III" are two ways, and so are "module 2", "M3" and "Mod. 1".

    :returns: the line and the words of the other way, and those of the first
    """
    lines = list(text)
    plain = [
        (line, match["kind"].casefold(), match[0])
        for line, words in lines
        for match in _PART.finditer(words)
    ]
    if not plain:
        return []
    kinds = {kind: (line, words) for line, kind, words in reversed(plain)}
    found: dict[str, tuple[int, str, int, str]] = {}
    for line, words in lines:
        for match in _ROMAN.finditer(words):
            if usual := kinds.get(match["kind"].casefold()):
                found.setdefault("roman", (line, match[0], *usual))
        for match in _SHORT.finditer(words):
            short = match["short"].casefold()
            usual = next((at for kind, at in kinds.items() if kind.startswith(short)), None)
            if usual:
                found.setdefault(short, (line, match[0], *usual))
    return list(found.values())
