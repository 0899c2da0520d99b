"""Numbers in prose that can be those of lessons, modules and series: "6.3.3", "Module 6.1".

Which of them the course has is known only when all pages are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = regex(r"\d[\d.]*")
_ALONE_BEFORE = r"(?<![\w.,:/$€£¥#§+\u2010-\u2013\u2212-])"
_PARTS = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_ALONE_BEHIND = r"(?![\w%°$€£]|[.,:/\u2010-\u2013-]\d|\.\w)"
_NUMBER = regex(f"{_ALONE_BEFORE}{_PARTS}{_ALONE_BEHIND}")
_RANGE = regex(rf"{_ALONE_BEFORE}({_PARTS})(?:[-\u2010-\u2013]|--)({_PARTS}){_ALONE_BEHIND}")
"""The first and the last of several: they have as many parts, and stand in order."""
_WORD_BEFORE = regex(r"(?<![\w.-])([^\W\d_]+)[\s\u00a0]+[(“\"]?$")
_OPENS = regex(r"(?:^|[(\[])\s*[“\"]?$")
_AND = regex(
    r"\s*(?:[,;]|,?\s*(?:and|or|to|und|oder|bis|et|ou|à)(?=\s)|&)\s*|\s*(?:[-\u2010-\u2013]|--)\s*"
)

_KINDS = {
    **dict.fromkeys(("lesson", "lessons", "lektion", "lektionen", "leçon", "leçons"), "lesson"),
    **dict.fromkeys(("module", "modules", "modul", "modulen"), "module"),
    **dict.fromkeys(("series", "serie", "serien", "série", "séries"), "series"),
}
_LEADING = frozenset(
    (
        *("in", "of", "from", "since", "after", "before", "by", "until", "till", "at", "on", "to"),
        *("with", "for", "than", "as", "like", "see", "is", "was", "are", "also", "and", "or"),
        *("both", "again", "between"),
        *("aus", "von", "seit", "nach", "vor", "bis", "ab", "mit", "zu", "für", "wie", "siehe"),
        *("ist", "war", "sind", "auch", "und", "oder"),
        *(
            "dans",
            "de",
            "depuis",
            "après",
            "avant",
            "par",
            "jusqu",
            "avec",
            "pour",
            "comme",
            "voir",
        ),
        *("est", "et", "ou", "à"),
    )
)
"""What stands before a number that nothing else names: a lesson is meant, not a thing's version."""
_OF_SOFTWARE = regex(
    r"\b(?:versions?|releases?|upgrad|downgrad|install|pip\b|conda\b|npm\b)", re.IGNORECASE
)
_TAIL = 30
_SURE = 3
"""Parts from which a number alone is no decimal."""


class LessonNumber(NamedTuple):
    """A number in prose that may be that of a lesson, module or series."""

    start: int
    end: int
    number: tuple[int, ...]
    kind: str
    """``lesson``, ``module`` or ``series``."""


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers that stand alone: most text has no digit, and that is soon seen.

    Both ends of a range do.
    """
    for run in _DIGITS.finditer(text):
        ends = _RANGE.match(text, run.start())
        if ends and _is_range(ends[1], ends[2]):
            yield ends.span(1)
            yield ends.span(2)
        elif match := _NUMBER.match(text, run.start()):
            yield match.span()


def _is_range(first: str, last: str) -> bool:
    one, two = _number(first), _number(last)
    return len(one) == len(two) and one < two


def _number(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def numbers_in(text: str) -> Iterator[LessonNumber]:
    """Yield the numbers of a text that can mean nothing else, with the word before them."""
    last: LessonNumber | None = None
    of_software: bool | None = None
    for begin, end in _candidates(text):
        number = _number(text[begin:end])
        start, kind = begin, ""
        if last and _AND.fullmatch(text, last.end, start) and len(number) == len(last.number):
            kind = last.kind
        elif word := _WORD_BEFORE.search(text[max(0, start - _TAIL) : start]):
            kind = _KINDS.get(word[1].casefold(), "")
            if kind:
                start = start - (len(word.group()) - word.group().index(word[1]))
            elif word[1].casefold() in _LEADING:
                kind = "lesson" if len(number) >= _SURE else ""
        elif _OPENS.search(text[max(0, start - _TAIL) : start]) and len(number) >= _SURE:
            kind = "lesson"
        if kind and start == begin:
            if of_software is None:
                of_software = _OF_SOFTWARE.search(text) is not None
            kind = "" if of_software else kind
        last = LessonNumber(start=start, end=end, number=number, kind=kind) if kind else None
        if last:
            yield last
