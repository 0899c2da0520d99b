"""Numbers that a page takes up again as known and never told, and counts that are another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.words import any_of, content_words, has_digit, sentences
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.course.page_tree import PageElement

_CARDINALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_MANY = rf"(?P<count>{'|'.join(_CARDINALS)}|\d{{1,2}})"
_ANNOUNCES = regex(
    rf"\b(?<!of )(?<!at least )(?<!one of ){_MANY} (?:[a-z-]+ ){{0,2}}"
    r"(?P<noun>[a-z]{3,}s)\b[^.?!]*:\s*$",
    re.IGNORECASE,
)
_UNITS = regex(
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|metres?|meters?|miles?|feet|degrees?|"
    r"grams?|litres?|liters?|euros?|dollars?|times|percent|per cent|points?)\b"
)
_NUM = r"(?P<number>\d+(?:[.,\u202f ]\d+)*)"
_KNOWN = regex(
    rf"\b(?:(?P<that>these|those)|the (?P<of>value|limit|result|figure|rate|number|total|sum|mean|"
    rf"average|length|price|size|factor|coefficient|correlation|current|speed|weight|setting) of|"
    rf"(?P<the>the)) {_NUM}(?P<unit>(?:\s|\u202f)?[A-Za-z°%€$µ]+)?",
    re.IGNORECASE,
)
_MEASURE = regex(r"the (?:length|price|size|speed|weight|current) of", re.IGNORECASE)
_NUMBER = regex(r"\d+(?:[.,]\d+)*")
_PARTS = any_of(
    r"(?:by|of (?:each|every)) (?:kind|type|class|sort|size|age|group|region|month|year)",
    *(
        "in (?:all|total)",
        "altogether",
        "together",
        "as follows",
        "divided",
        "split",
        "consists? of",
    ),
    *("made up of", "counts?", "lists?", "breakdown", "breaks? down", "distributed", "fell into"),
)
_TOTAL = any_of("total", "sum", "all", "together", "altogether", "overall", "summe", "gesamt")
_LEAST_ROWS = 3


class Mismatch(NamedTuple):
    """A number that does not fit its page."""

    part: PageElement
    words: str
    """What is said."""
    against: str
    """What is there."""
    other: PageElement | None = None


def announced(before: PageElement, listed: PageElement) -> Mismatch | None:
    """Return the count of a sentence that ends with a colon, if the list has another length."""
    found = _ANNOUNCES.search(before.text)
    if found is None or len(re.findall(_MANY.replace("?P<count>", "?:"), found[0])) > 1:
        return None
    items = sum(child.kind == "item" for child in listed.children)
    said = value_of(found["count"])
    if items < 2 or said == items:
        return None
    words = f"{found['count']} {found['noun']}"
    return Mismatch(part=before, words=words, against=f"the list below has {items}", other=listed)


def summed(before: PageElement, table: PageElement) -> Mismatch | None:
    """Return the total of a paragraph, if the numbers of the table below add up to another."""
    numbers = re.findall(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d)(?= [a-z]{3,}s\b)", before.text)
    rows = [
        [cell.text.strip() for cell in row.children] for row in table.walk() if row.kind == "row"
    ]
    columns = [column for column in zip(*rows[1:], strict=False) if all(map(str.isdigit, column))]
    if len(numbers) != 1 or len(columns) != 1 or len(rows) <= _LEAST_ROWS:
        return None
    if not _PARTS.search(before.text) or any(_TOTAL.search(row[0]) for row in rows[1:] if row):
        return None
    total = sum(map(int, columns[0]))
    if total == int(numbers[0]) or total == 100:
        return None
    return Mismatch(
        part=before,
        words=numbers[0],
        against=f"the rows below add up to {total}",
        other=table,
    )


def untold(parts: Sequence[PageElement], language: str) -> Iterator[Mismatch]:
    """Yield numbers that sentences take up as known, and that no part before them told."""
    told: set[float] = set()
    with_unit: list[tuple[str, float, PageElement, set[str]]] = []
    for part in parts:
        if not has_digit(part.text):
            continue
        if part.kind in {"paragraph", "item"} and part.inside("comment") is None:
            for sentence in sentences(part.text):
                yield from _untold_in(part, sentence, told, with_unit, language)
                _remember(part, sentence, told, with_unit, language)
        else:
            told.update(map(float_of, _NUMBER.findall(part.text)))


def _untold_in(
    part: PageElement,
    sentence: str,
    told: set[float],
    with_unit: Sequence[tuple[str, float, PageElement, set[str]]],
    language: str,
) -> Iterator[Mismatch]:
    for found in _KNOWN.finditer(sentence):
        number = float_of(found["number"])
        earlier = {*told, *map(float_of, _NUMBER.findall(sentence[: found.start()]))}
        earlier |= {value for _unit, value, _where, _around in with_unit}
        if not earlier or any(is_rounding(number, known) for known in earlier):
            continue
        if _MEASURE.match(found[0]) and sentence.startswith(" of ", found.end()):
            continue  # the weight of 3 litres of water is no 3 litres
        unit = (found["unit"] or "").strip()
        words = set(content_words(sentence, language)) - set(content_words(found[0], language))
        same = [
            (value, where)
            for name, value, where, around in with_unit
            if name == unit and (found["that"] or len(words & around) > 0)
        ]
        if found["the"]:
            if not _UNITS.match(unit) or not same:
                continue
        elif found["that"] and not same:
            continue
        against = f"nothing above says {found['number']}"
        if same:
            against = f"it is {same[-1][0]:g} {unit} above"
        other = same[-1][1] if same else None
        yield Mismatch(part=part, words=found[0].strip(), against=against, other=other)


def _remember(
    part: PageElement,
    sentence: str,
    told: set[float],
    with_unit: list[tuple[str, float, PageElement, set[str]]],
    language: str,
) -> None:
    told.update(map(float_of, _NUMBER.findall(sentence)))
    around = set(content_words(sentence, language))
    for found in re.finditer(rf"{_NUM}(?:\s|\u202f)?(?P<unit>[A-Za-z°%€$µ]+)", sentence):
        own = around - set(content_words(found[0], language))
        with_unit.append((found["unit"], float_of(found["number"]), part, own))


def is_rounding(number: float, other: float) -> bool:
    """Whether a number is another one, rounded or written as per cent."""
    return any(abs(number - value) <= 0.02 * abs(value) + 1e-9 for value in (other, 100 * other))


def value_of(word: str) -> int:
    """Return the number that a word or digits are."""
    small = word.casefold()
    return _CARDINALS.index(small) + 2 if small in _CARDINALS else int(word)


def float_of(digits: str) -> float:
    """Return the value of a number as it is written: commas and spaces may divide thousands."""
    text = re.sub(r"[\u202f ]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return -1.0
