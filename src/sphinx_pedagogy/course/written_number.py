"""The number that an author gives an option, in whatever way people write numbers.

``48``, ``48%``, ``1/2``, ``-5`` with any dash, ``1.2·10⁻⁴``, ``1.234,5``. What may mean two numbers
is refused; a reader's answer is read by the page's script, which takes each meaning.
"""

from __future__ import annotations

import re
import unicodedata
from math import isfinite
from typing import NamedTuple

from sphinx_pedagogy.course.numerals import plain_digits
from sphinx_pedagogy.course.regex import regex

_SUPERSCRIPT = regex(r"[⁺⁻]?[⁰¹²³⁴-⁹]+")
_FRACTION = regex(r"(?=[¼-¾⅐-⅞])")
_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("·×⋅∙", "*"), **dict.fromkeys("÷⁄∕", "/")}
    | dict.fromkeys("‘’ʼ", "'")
)
_DIGITS = regex(
    r"\d{1,3}([ '_])\d{3}(\1\d{3})*([.,]\d+)?|\d+\.?|\d*[.]\d+|\d+,\d+"
    r"|\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}(\.\d{3})+(,\d+)?"
)
"""A number in any language: thousands apart or not, with a point or a comma or neither."""
_FACTOR = regex(
    r" ?(?P<digits>\d+(?:[.,' _]\d+)*\.?|\.\d+)(?:e(?P<exponent>[+-]?\d{1,4}))?"
    r"(?: ?\^ ?(?P<power>[+-]?\d{1,4}))? ?(?P<sign>[*/]?)",
    re.IGNORECASE,
)
_MIXED = regex(r"(?P<whole>\d+) (?=\d+ ?/ ?\d+$)")


class WrittenNumber(NamedTuple):
    """A number as an author wrote it."""

    plain: str
    """What programs read: without its sign of percent."""
    percent: bool


def written_number(text: str) -> WrittenNumber:
    """Return the number that *text* is.

    :raises ValueError: it is none, or may be two
    """
    plain = plain_signs(text)
    percent = plain.endswith("%")
    plain = plain.rstrip("% ") if percent else plain
    try:
        value = signed(plain)
    except (ArithmeticError, SyntaxError):
        value = float("inf")
    if not isfinite(value):
        raise ValueError("it must be a number, such as 48 or 0.5")
    # a number that is plain already stays as it is
    is_plain = re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", plain, re.IGNORECASE)
    return WrittenNumber(plain if is_plain else repr(value).removesuffix(".0"), percent)


def plain_signs(text: str) -> str:
    """Return *text* with the signs of a keyboard."""
    text = _SUPERSCRIPT.sub(lambda found: f"^{found[0]}", text)
    text = unicodedata.normalize("NFKC", _FRACTION.sub(" ", text)).translate(_SIGNS)
    text = text.replace("**", "^")
    text = re.sub(r"(?<=\d)(?<!^0)(?<![+-]0) ?x ?(?=\d)", "*", text)
    text = re.sub(r"\^ ?[({] ?([+-]?\d+) ?[)}]", r"^\1", text)
    text = " ".join(text.split())
    # the digits of all scripts
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def signed(text: str) -> float:
    """Return the value of a sign, a whole number before a fraction, and a product."""
    body = text.lstrip("+-").lstrip()
    if len(text) - len(text.lstrip("+-")) > 1:
        raise SyntaxError
    mixed = _MIXED.match(body)
    value = product(body[mixed.end() :]) + int(mixed["whole"]) if mixed else product(body)
    return -value if text.startswith("-") else value


def product(text: str) -> float:
    """Return the value of numbers that are multiplied and divided."""
    value, divides, end = 1.0, False, 0
    while found := _FACTOR.match(text, end):
        digits = float(certain_digits(found["digits"]) + f"e{found['exponent'] or 0}")
        factor = float(digits ** int(found["power"] or 1))
        value = value / factor if divides else value * factor
        if not found["sign"]:
            if found.end() == len(text):
                return value
            break
        divides, end = found["sign"] == "/", found.end()
    raise SyntaxError


def certain_digits(digits: str) -> str:
    """Return digits without what stands between the thousands, and with a point.

    Unlike in prose, where a reader tries both
    (:func:`~sphinx_pedagogy.course.numerals.agrees`), a comma before three
    digits is no answer here.

    :raises ValueError: they may mean two numbers
    :raises SyntaxError: they mean none
    """
    if re.fullmatch(r"\d{1,3},\d{3}", digits):
        point, whole = digits.replace(",", "."), digits.replace(",", "")
        raise ValueError(f"it may be the number {whole} or {point}; write it without the comma")
    if not _DIGITS.fullmatch(digits):
        raise SyntaxError
    return plain_digits(digits.replace(" ", ""))
