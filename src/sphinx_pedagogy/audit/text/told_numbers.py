"""Numbers in a text, whatever their form, and those that a text speaks of as if they were known."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.numerals import WORDS, plain_digits
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = r"\d+(?:[.,'’_\u202f\u2009\u00a0]\d+)*"
_OTHERS = (
    *((10, word) for word in ("zehn", "dix")),
    *((2, word) for word in ("twice", "both", "pair", "half", "double", "zwei", "deux")),
    *((3, word) for word in ("triple", "drei", "trois")),
    *((4, word) for word in ("vier", "quatre")),
    *((5, word) for word in ("fünf", "cinq")),
    *((7, word) for word in ("sieben", "sept")),
    *((8, word) for word in ("acht", "huit")),
    *(
        (1, "once"),
        (6, "sechs"),
        (12, "dozen"),
        (13, "thirteen"),
        (14, "fourteen"),
        (15, "fifteen"),
    ),
    *((16, "sixteen"), (17, "seventeen"), (18, "eighteen"), (19, "nineteen")),
    *(
        (20, "twenty"),
        (30, "thirty"),
        (40, "forty"),
        (50, "fifty"),
        (60, "sixty"),
        (100, "hundred"),
    ),
    (1000, "thousand"),
)
_WORDS = WORDS | {word: number for number, word in _OTHERS}
_NUMBER = regex(rf"(?<![\w.,])-?{_DIGITS}|(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)
_ANY_DIGITS = regex(_DIGITS)
_COUNT = (
    rf"{_DIGITS}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|drei|vier|fünf|"
    r"trois|quatre|cinq"
)
_DEFINITE = regex(
    r"(?:\b(?:(?:all|each|any|every one) (?:of )?)?"
    r"(?:all|the|its|their|his|her|our|die|der|den|les|ses|leurs)|\b[A-Z][\w-]*['’]s?)[ \n]"
    rf"(?P<number>{_COUNT})(?![\w.,°%×]*\d|[ -]?[°%]|-)[ \n](?P<words>(?:[\w'’-]+[ \n]?){{1,3}})"
)
_MEASURED = regex(
    r"\b(?:the|its|their|our)[ \n]"
    rf"(?P<number>{_DIGITS})"
    r"(?:[ \u00a0\u202f]?(?P<unit>%|°[CF]?|[a-zA-Zµ]{1,4})|(?P<tail>-[a-z]+))?"
    r"[ \n](?P<noun>[a-z][\w-]{2,})"
)
_EVERYDAY = regex(
    r"-(?:fold|bit|d|dimensional|digit|hour|day|week|month|year|minute|second|point|letter|way|"
    r"character|line|by|step|page|byte|sided|times|star|th|st|nd|rd)|th|st|nd|rd",
    re.IGNORECASE,
)
_NO_MEASURED = frozenset(
    [
        *("level", "confidence", "interval", "significance", "percentile", "quantile", "rule"),
        *("year", "years", "column", "columns", "row", "rows", "times", "and", "or", "to", "in"),
        *("of", "for", "is", "are", "was", "that", "which", "axis", "key", "version", "edition"),
        *("election", "season", "census", "episode", "prevision", "crisis", "election", "data"),
    ]
)
_WHY = regex(
    rf"\b(?:why|warum|wieso|pourquoi)\b[^?.;:]*?(?<![\w.,+*/=^(\[$-])(?<![+*/=^] )"
    rf"(?P<number>{_DIGITS})"
    r"(?:[ \u00a0\u202f]?(?P<unit>%|°[CF]?)|[ \n](?P<words>(?:[\w'’-]+[ \n?.,]?){1,3}))",
    re.IGNORECASE,
)
_POWER_OF_TEN = regex(r"10*|0")
_NO_THINGS = frozenset(
    [
        *("times", "percent", "years", "hours", "minutes", "seconds", "days", "weeks", "months"),
        *("letters", "digits", "states", "others", "ways", "things", "cases", "points", "pieces"),
        *("lines", "rows", "columns", "examples", "questions", "answers", "statements", "options"),
        *("choices", "sentences", "words", "values", "numbers", "items", "parts", "steps", "bits"),
        *("variables", "methods", "approaches", "functions", "commands", "plots", "people"),
        *("jahre", "tage", "stunden", "minuten", "ans", "jours", "heures", "mois", "continents"),
    ]
)


_LASTS = regex(
    r"(?P<time>hours|minutes|seconds|days|weeks|months|years)\s+of\s+"
    r"(?!(?:an?|the|one|each|every)\s+(?:day|week|month|year|hour|minute)\b)\S",
    re.IGNORECASE,
)
"""How long something of the page takes: "days of Mercury's year", and not "days of the week"."""


class DefiniteNumber(NamedTuple):
    """A number of things that a text speaks of as known: "the 24 heads"."""

    number: str
    """As :func:`canonical` makes it."""
    noun: str
    """What is counted, in small letters."""
    shown: str
    start: int


def canonical(written: str) -> str:
    """Return a number so that the same one is always the same; empty for none."""
    low = written.casefold()
    if low in _WORDS:
        return str(_WORDS[low])
    try:
        number = Decimal(plain_digits(low))
    except InvalidOperation:
        return ""
    return f"{number.normalize():f}"


def numbers_in(text: str) -> set[str]:
    """Return all numbers in *text*, also those in names and code."""
    found = {canonical(match[0]) for match in _NUMBER.finditer(text)}
    found |= {canonical(match[0]) for match in _ANY_DIGITS.finditer(text)}
    for match in _ANY_DIGITS.finditer(text):
        found.update(map(canonical, re.findall(r"\d+", match[0])))
    return found - {""}


def has_number(number: str, text: str) -> bool:
    """Whether *text* has a number, also in a name or in code; faster than :func:`numbers_in`.

    :param number: as :func:`canonical` makes it
    """
    return bool(_pattern_of(number).search(text))


@lru_cache(maxsize=256)
def _pattern_of(number: str) -> re.Pattern[str]:
    whole, _point, decimals = number.lstrip("-").partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    digits = r"[.,'’_\u202f\u2009\u00a0]?".join(groups)
    digits += rf"[.,]{decimals}0*" if decimals else r"(?:[.,]0+)?"
    words = "|".join(word for word, value in _WORDS.items() if str(value) == number)
    spelled = rf"|(?<!\w)(?i:{words})(?!\w)" if words else ""
    return re.compile(rf"(?<!\d){digits}(?!\d){spelled}")


def written_numbers(text: str) -> list[str]:
    """Return the numbers in *text* as they are written, in order."""
    return [match[0] for match in _NUMBER.finditer(text)]


def definite_numbers(text: str) -> Iterator[DefiniteNumber]:
    """Yield the numbers that *text* speaks of as known.

    Of things (the 24 heads), of a measure (the 0.7 threshold), and those whose reason is asked
    (Why does it need 24 heads?).
    """
    taken = set()
    for match in _DEFINITE.finditer(text):
        if noun := _lasting(match) or _noun_in(match["words"]):
            taken.add(match.start("number"))
            yield _definite(match, noun)
    for match in _MEASURED.finditer(text):
        ordinary = _EVERYDAY.fullmatch(match["tail"] or match["unit"] or "")
        plain = not (match["unit"] or match["tail"]) and "." not in match["number"]
        everyday = ordinary or plain or "%" in match[0]
        if everyday or match["noun"] in _NO_MEASURED | _NO_THINGS:
            continue
        if match.start("number") not in taken:
            taken.add(match.start("number"))
            yield _definite(match, match["noun"])
    for match in _WHY.finditer(text):
        number = canonical(match["number"])
        noun = match["unit"] or _noun_in(match["words"] or "")
        known = match.start("number") in taken or len(number) < 2
        if noun and not known and not _POWER_OF_TEN.fullmatch(number):
            yield _definite(match, noun, match.start("number"))


def _definite(match: re.Match[str], noun: str, begin: int | None = None) -> DefiniteNumber:
    told = match.string[match.start() if begin is None else begin : match.end()]
    end = told.casefold().rfind(noun.casefold()) + len(noun)
    return DefiniteNumber(
        number=canonical(match["number"]),
        noun=noun,
        shown=" ".join(told[:end].split()),
        start=match.start(),
    )


def _lasting(match: re.Match[str]) -> str:
    """Return the unit of a number that says how long something takes."""
    found = _LASTS.match(match.string, match.start("words"))
    return found["time"].casefold() if found else ""


def _noun_in(words: str) -> str:
    """Return the plural that ends a number of things."""
    for word in words.split():
        low = word.casefold().strip("'’-")
        if low in _NO_THINGS or low in {"of", "and", "or", "to", "in", "that", "which", "most"}:
            return ""
        if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s")):
            return low
    return ""
