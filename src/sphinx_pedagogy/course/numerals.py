"""Numbers as people write them in prose: ``86 million``, ``1,003``, ``48%``, ``(4, 64, 64)``.

A written number stands for every value that rounds to it, so it can be held against what a
program computed.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from sphinx_pedagogy.course.regex import regex

_SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("%", "percent", "prozent", "pour cent"), Decimal("0.01")),
    **dict.fromkeys(("k", "K", "kB", "KB", "kHz"), Decimal(10**3)),
    **dict.fromkeys(("M", "MB", "MHz"), Decimal(10**6)),
    **dict.fromkeys(("G", "B", "GB", "GHz"), Decimal(10**9)),
    **dict.fromkeys(("T", "TB"), Decimal(10**12)),
    **dict.fromkeys(("thousand", "tausend", "mille"), Decimal(10**3)),
    **dict.fromkeys(("million", "millions", "millionen"), Decimal(10**6)),
    **dict.fromkeys(
        ("billion", "billions", "milliarde", "milliarden", "milliard", "milliards"),
        Decimal(10**9),
    ),
    **dict.fromkeys(("trillion", "trillions"), Decimal(10**12)),
    **{f"{letter}iB": Decimal(1024**power) for power, letter in enumerate("KMGT", 1)},
    **dict.fromkeys(("ms",), Decimal("1e-3")),
    **dict.fromkeys(("us", "µs", "μs"), Decimal("1e-6")),
    "ns": Decimal("1e-9"),
}
"""What a unit multiplies by. Letters count in their case: M is a million, m a metre."""
_COUNTS = frozenset("kKMGBT") | {
    *("thousand", "tausend", "mille", "million", "millions", "millionen", "billion", "billions"),
    *("milliarde", "milliarden", "milliard", "milliards", "trillion", "trillions"),
}
"""What multiplies whatever is counted. The others are units, in which a program may compute."""
_AMBIGUOUS = frozenset("KMGBT")
"""After a blank, these may be units of their own as well: 300 K are kelvins, 5 T teslas."""

_COUNTED = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
WORDS = {word: number for number, word in enumerate(_COUNTED)}

_BLANKS = "\u00a0\u2009\u202f"
"""Blanks that do not break: a plain one divides two numbers."""
_NUMBER = regex(
    rf"(?<![\w.])(?P<sign>[-−]?)"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
    rf"|\d{{1,3}}(?:['’_{_BLANKS}]\d{{3}})+(?:[.,]\d+)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    rf"(?P<power>e[+-]?\d{{1,3}}(?!\d))?"
    rf"(?:(?P<blank>[ {_BLANKS}]?)(?P<unit>%|[^\W\d_]+))?",
    re.IGNORECASE,
)
_FORMAT = regex(r"(?:[<>=^]?[+ -]?#?0?\d{0,2}[,_]?(?:\.\d{1,2})?[deEfFgGn%]?|s)")
"""Formats that show a number; longer ones would fill a page, or the memory."""
_LARGEST = 300
"""Digits: a larger number takes long to write out, and is none that a reader should see."""
_ABOUT = regex(
    r"(?:\b(?:about|around|roughly|nearly|almost|approximately|some|circa|ca\.|etwa|rund|environ)"
    r"|[~≈≃∼])\s*$",
    re.IGNORECASE,
)
_AT_LEAST = regex(r"(?:\b(?:more than|over|at least|above)|[>≥])\s*$", re.IGNORECASE)
_AT_MOST = regex(
    r"(?:\b(?:less than|fewer than|under|at most|below|up to)|[<≤])\s*$", re.IGNORECASE
)


class Numeral(NamedTuple):
    """A number as it was written."""

    number: Decimal
    """Without its unit: 86 for ``86 million``."""
    step: Decimal
    """The place of its last digit that counts: 1 for ``86``, 0.1 for ``0.5``."""
    unit: str = ""
    """The word or sign right after it."""
    bound: int = 0
    """1 after "more than", -1 after "less than", else 0."""
    apart: bool = False
    """Whether a blank stands before the unit."""

    def stands_for(self, value: Decimal, *, has_unit: bool = False) -> bool:
        """Whether *value* is what the author may have rounded.

        :param has_unit: whether the value was told with a unit. Without one, 12.3 may be seconds
            or what the author calls ``12 ms``, and 47.66 a share of 100.
        """
        scales = self.scales
        if not has_unit and not {self.unit, self.unit.lower()} & _COUNTS:
            scales = {*scales, Decimal(1)}
        return any(self._is_near(value / scale) for scale in scales)

    @property
    def scales(self) -> set[Decimal]:
        """What the unit may multiply the number by; 1 where it only names what is counted."""
        scale = _scale_of(self.unit)
        return {scale, Decimal(1)} if self.apart and self.unit in _AMBIGUOUS else {scale}

    def _is_near(self, value: Decimal) -> bool:
        if self.bound:
            return (value - self.number) * self.bound >= 0
        return abs(value - self.number) * 2 <= self.step


def numerals(text: str) -> list[Numeral]:
    """Return the numbers in *text*, in order.

    Words up to twelve are numbers where there are no digits.
    """
    # a comma in a tuple divides, without a blank too
    tuple_like = text.strip().startswith(("(", "[")) or "Size(" in text
    plain = re.sub(r",(?=\d)", ", ", text) if tuple_like else text
    # dimensions may be joined by signs: 3×512×512, 4x4
    plain = re.sub(r"(?<=\d)\s*[×xX]\s*(?=\d)", " × ", plain)
    found = [_read(match, plain[: match.start()]) for match in _NUMBER.finditer(plain)]
    if found:
        return found
    words = re.findall(r"[a-z]+", text.lower())
    known = [word for word in words if word in WORDS]
    return [Numeral(number=Decimal(WORDS[word]), step=Decimal(0)) for word in known]


def _scale_of(unit: str) -> Decimal:
    return _SCALES.get(unit) or _SCALES.get(unit.lower(), Decimal(1))


def with_scale(value: str, unit: str) -> str:
    """Return a value with its unit, if that multiplies it: 12 as ``12 ms``.

    A value that is no single number, or has a unit of its own, is returned as it is.
    """
    number = _bare(formatted(value))
    found = numerals(number)
    alone = len(found) == 1 and not found[0].unit and any(char.isdigit() for char in number)
    return f"{number} {unit}" if alone and _scale_of(unit) != 1 else value


def plain_digits(digits: str) -> str:
    """Return a number without what divides its thousands, and with a decimal point.

    Two dots, or a dot before a comma, can only divide thousands; so can a comma before three
    digits at the end, as English has it.
    """
    for blank in f"'’_{_BLANKS}":
        digits = digits.replace(blank, "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    return digits.replace(",", ".")


def _read(match: re.Match[str], before: str) -> Numeral:
    number = Decimal(plain_digits(match["digits"]) + (match["power"] or ""))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    if _ABOUT.search(before):
        step = max(step, number / 10, _step_of_round(number) if step == 1 else step)
    if match["sign"]:
        number = -number
    bound = 1 if _AT_LEAST.search(before) else -1 if _AT_MOST.search(before) else 0
    return Numeral(
        number=number, step=step, unit=match["unit"] or "", bound=bound, apart=bool(match["blank"])
    )


def _step_of_round(number: Decimal) -> Decimal:
    """Return the place of the last digit that is not zero."""
    zeros = len(str(int(number))) - len(str(int(number)).rstrip("0"))
    return Decimal(10) ** zeros


_COMMA = regex(r"(?<![\d.,])(\d{1,3})([.,])(\d{3})(?![\d.,]*\d)")
"""A number whose sign divides thousands in one language, and decimals in another."""


def has_decimal_comma(language: str) -> bool:
    """Whether people who write *language* put a comma before decimals."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        return get_decimal_symbol(Locale.parse(language.replace("-", "_"))) == ","
    except (UnknownLocaleError, ValueError):
        return False


def agrees(written: str, value: str, language: str = "en") -> bool | None:
    """Whether what an author wrote is a rounding of *value*.

    Shapes agree number by number. A scale counts: ``86 million`` is no rounding of 86.

    :param value: what a program printed: ``85983232``, ``np.float64(0.47)``, ``'48%'``
    :param language: of the author: in German, ``1.234`` may mean what ``1,234`` is in English
    :returns: ``None`` if one of the two holds no number
    """
    verdict = _agrees(written, value)
    if verdict is False and _COMMA.search(written) and has_decimal_comma(language):
        return _agrees(_COMMA.sub(_other_sign, written), value)
    return verdict


def _other_sign(match: re.Match[str]) -> str:
    return f"{match[1]}{match[3]}" if match[2] == "." else f"{match[1]}.{match[3]}"


def _agrees(written: str, value: str) -> bool | None:
    left, right = numerals(written), numerals(value)
    if not left or not right:
        return None
    if len(left) != len(right):
        return False
    return all(_agree(mine, other) for mine, other in zip(left, right, strict=True))


def _agree(written: Numeral, value: Numeral) -> bool:
    # whoever writes the digits alone may have the unit in the text beside them
    scales = value.scales if written.unit else {*value.scales, Decimal(1)}
    has_unit = bool(value.unit)
    return any(written.stands_for(value.number * scale, has_unit=has_unit) for scale in scales)


def formatted(value: str, spec: str = "") -> str:
    """Return what a program printed as a reader should see it.

    :param spec: a format as of :func:`format`, such as ``.1f`` or ``,``
    :raises ValueError: the value is no number, or the format is none
    """
    plain = value.strip()
    if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "'\"":
        plain = plain[1:-1]
    if not spec or spec == "s":
        return plain
    try:
        number = Decimal(_bare(plain))
    except InvalidOperation:
        raise ValueError(f'"{plain}" is no number') from None
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        raise ValueError(f'"{plain}" is no number that a page can show')
    if not is_format(spec):
        raise ValueError("it must be a format of Python, such as , or .1f or .0%")
    is_whole = number == number.to_integral_value() and "." not in plain
    return format(int(number) if is_whole and spec[-1] not in "eEfFgGn%" else float(number), spec)


def is_format(spec: str) -> bool:
    """Whether *spec* says how to show a number."""
    if not _FORMAT.fullmatch(spec):
        return False
    try:
        format(1 if spec.endswith("d") else 1.5, "" if spec == "s" else spec)
    except ValueError:
        return False
    return True


def _bare(text: str) -> str:
    """Return the number in ``np.float64(0.5)`` or ``tensor(3.)``, or the text as it is."""
    match = re.fullmatch(r"[\w.]+\((?P<number>[^(),]+)(?:,.*)?\)", text)
    return plain_digits((match["number"] if match else text).strip())


def same(one: str, other: str) -> bool:
    """Whether two written values cannot both be wrong: one rounds to the other."""
    return agrees(one, other) is not False or agrees(other, one) is not False
