"""Equations between plain numbers that do not hold: a product or a sum worked out wrongly.

An equation with a letter in it, or with a modulus, is left alone. Where units differ on the two
sides, a factor between units is allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.units import SIZE
from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

_TEX = (
    (regex(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"((\1)/(\2))"),
    (regex(r"\\(?:text|mathrm|rm)\s*\{\s*([^{}]*)\}"), r" \1"),
    (regex(r"\\(?:cdot|times)(?![a-z])"), "·"),
    (regex(r"\\div(?![a-z])"), "÷"),
    (regex(r"\\approx(?![a-z])"), "≈"),
    (regex(r"\\%"), "%"),
    (regex(r"\^\{(-?\d+)\}"), r"^\1"),
    (regex(r"\{,\}"), ""),
    (regex(r"\\(?:left|right|[,;:! ])"), ""),
)
_IN_WORDS = (
    (regex(r"(?<=\d) times (?=\d)"), " · "),
    (regex(r"(?<=\d) multiplied by (?=\d)"), " · "),
    (regex(r"(?<=\d) divided by (?=\d)"), " ÷ "),
    (regex(r"(?<=\d) plus (?=\d)"), " + "),
    (regex(r"(?<=\d) minus (?=\d)"), " − "),
    (regex(r"(?<=[·÷+−] )(\d[\d.,]*) (?:is|are|makes?|gives?|equals?) (?=\d)"), r"\1 = "),
)
_TOKEN = regex(
    r"(?P<number>\d{1,3}(?:[,\u202f\u2009 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<equals>[=≈])"
    r"|(?P<sign>[-+−–×·*/÷^()²³½¼¾%])"
    r"|(?P<word>(?:[^\W\d_]|°)+[²³]?(?:/[^\W\d_]+[²³]?)?)"
    r"|(?P<other>\S)"
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_UNIT = 3
"""Letters of a short unit behind a result at most."""
_OTHER_UNITS = frozenset(["mol", "N", "K", "°C", "°", "dB", "px", "kB", "MB", "GB", "TB", "Ω", "C"])
_SPECIAL = any_of(
    *("mod(?:ul\\w+)?", "clock", "o'clock", "base", "binary", "hexadecimal", "octal", "xor"),
    *("bits?", "wrong", "wrongly", "false", "mistake\\w*", "error\\w*", "incorrect\\w*"),
    *("falsely", "remainder", "rest", "integer", "floor", "claims?", "claimed", "not"),
)
"""Words about sums that follow other laws, or are wrong on purpose."""
_SCALES = frozenset(["thousand", "million", "millions", "billion", "billions", "trillion", "k"])
_FUNCTIONS = frozenset(
    [
        *("sin", "cos", "tan", "log", "ln", "exp", "sqrt", "max", "min", "lim", "sum", "of", "lb"),
        *("about", "per", "and", "times", "half", "twice", "to", "power", "factor", "ld"),
    ]
)
"""Words before an expression that belong to it."""
_FACTORS = frozenset({60, 3600, 24, 7, 12, 365, 3.6, 1440, 86400, 1852, 1.852, 30, 52, 1024, 360})
"""What units are divided by, beside powers of ten."""
_CLOSE = 0.006
_ROUGHLY = 0.03
_DEEP = 40
"""Tokens of an expression at most."""


class Slip(NamedTuple):
    """An equation that does not hold."""

    words: str
    """As it is written."""
    result: float
    """What its left side is."""


def slips(text: str) -> Iterator[Slip]:
    """Yield the equations of a text that do not hold."""
    if "=" not in text and "≈" not in text and " by " not in text and " times " not in text:
        return  # most texts have none
    for sentence in normalized(text).splitlines():
        if not _SPECIAL.search(sentence):
            yield from _slips_in(sentence)


def normalized(text: str) -> str:
    """Return a text with plain signs for those of TeX, and for the names of operations."""
    if "\\" in text or "{" in text:
        for pattern, sign in _TEX:
            text = pattern.sub(sign, text)
        text = text.replace("\\\\", "\n")
    text = text.replace("&", " ")
    for pattern, sign in _IN_WORDS:
        text = pattern.sub(sign, text)
    return text


def _slips_in(line: str) -> Iterator[Slip]:
    tokens = list(_TOKEN.finditer(line))
    for at, token in enumerate(tokens):
        if not token["equals"]:
            continue
        begin = _begin_of(tokens, at)
        if begin is None:
            continue
        right = _right_of(tokens, at)
        if right is None:
            continue
        number, unit, end = right
        left = tokens[begin:at]
        value = value_of([token[0] for token in left if not token["word"]])
        own = {token["word"] for token in left if token["word"]}
        if value is None or _fits(value, number, own, unit, is_rough=token[0] == "≈"):
            continue
        yield Slip(" ".join(line[left[0].start() : end].split()), value)


def _begin_of(tokens: Sequence[re.Match[str]], at: int) -> int | None:
    """Return where the left side of an equation begins; none if it has more than numbers."""
    begin = at
    while begin and at - begin < _DEEP:
        token = tokens[begin - 1]
        if token["number"] or token["sign"] or (token["word"] and _is_unit(tokens, begin - 1)):
            begin -= 1
        else:
            break
    left = tokens[begin:at]
    while left and left[0][0] == "(" and _depth(left) > 0:
        left = left[1:]
        begin += 1
    if len(left) < 3 or _depth(left) or not (left[0]["number"] or left[0][0] in "(½¼¾"):
        return None
    if begin:
        before = tokens[begin - 1]
        word = before["word"]
        if word and (
            len(word) < 2 or word.casefold() in _FUNCTIONS or before.end() == left[0].start()
        ):
            return None
        if before["other"] and before["other"] not in ",;:.(?!“\"'”$":
            return None
        if before[0] in ":." and before.end() == left[0].start():
            return None  # a time of day, a part of a number
    return begin


def _is_unit(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word is the unit of the number before it."""
    word = tokens[at]["word"]
    before = tokens[at - 1] if at else None
    known = word.rstrip("²³") in SIZE or word in _OTHER_UNITS
    return before is not None and bool(before["number"]) and known


def _depth(tokens: Sequence[re.Match[str]]) -> int:
    return sum((token[0] == "(") - (token[0] == ")") for token in tokens)


def _right_of(tokens: Sequence[re.Match[str]], at: int) -> tuple[str, str, int] | None:
    """Return the number behind a sign, its unit, and where it ends; none if more follows."""
    rest = tokens[at + 1 : at + 4]
    sign = rest[:1] and rest[0][0] in "-−"
    if sign:
        rest = rest[1:]
    if not rest or not rest[0]["number"]:
        return None
    number, unit, end = rest[0]["number"], "", rest[0].end()
    following = rest[1] if len(rest) > 1 else None
    if following is not None and (following["word"] or following[0] == "%"):
        tight = following.start() - end <= 1
        if following[0].casefold() in _SCALES:
            return None  # in other units than the left
        if following[0] == "%" or (tight and len(following[0].split("/")[0]) <= _UNIT):
            unit, end = following[0], following.end()
        elif not following["word"]:
            return None
        following = rest[2] if len(rest) > 2 else None
    if following is not None and following[0] in "+−×·*/÷^²³(eE":
        return None
    if following is not None and following[0] in "-–" and following.start() == end:
        return None  # a range
    return (f"-{number}" if sign else number), unit, end


def _fits(value: float, number: str, own: set[str], unit: str, *, is_rough: bool) -> bool:
    """Whether a result may be what an expression gives."""
    plain = number.translate({ord(sign): None for sign in ", \u202f\u2009"})
    said = float(plain)
    if regex("[01]{3,}").fullmatch(plain):
        return True  # in binary
    decimals = len(plain.partition(".")[2])
    half = 0.5001 * 10**-decimals
    if unit == "%":
        said, half = said / 100, half / 100
        if _near(value, said * 100, half * 100, is_rough=is_rough):
            return True
    if _near(value, said, half, is_rough=is_rough):
        return True
    if not said or not value or (own == {unit} or (not own and not unit)):
        return False
    ratio = abs(value / said)
    ratio = max(ratio, 1 / ratio)
    while ratio >= 9.5:
        if any(abs(ratio / factor - 1) < _ROUGHLY for factor in _FACTORS):
            return True
        ratio /= 10
    return any(abs(ratio / factor - 1) < _ROUGHLY for factor in (1, 3.6, 6, 7, 1.852))


def _near(value: float, said: float, half: float, *, is_rough: bool) -> bool:
    share = _ROUGHLY if is_rough else _CLOSE
    return abs(value - said) <= max(half, share * abs(value))


def value_of(tokens: Sequence[str]) -> float | None:
    """Return what an expression of numbers and signs gives; none if it is no such expression."""
    try:
        reader = _SumReader(tokens)
        value = reader.sum()
    except (ValueError, ZeroDivisionError, OverflowError, IndexError):
        return None
    return value if reader.at == len(tokens) and reader.operations else None


class _SumReader:
    """Works an expression out, from its left to its right."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.operations = 0

    def take(self, signs: str) -> str:
        """Return the next token if it is one of some signs, and go on; else nothing."""
        here = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if here and here in signs:
            self.at += 1
            return here
        return ""

    def sum(self) -> float:
        """Return a sum of products."""
        value = self.product()
        while sign := self.take("+-−–"):
            self.operations += 1
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> float:
        """Return a product of powers."""
        value = self.power()
        while sign := self.take("×·*/÷"):
            self.operations += 1
            other = self.power()
            value = value / other if sign in "/÷" else value * other
        return value

    def power(self) -> float:
        """Return a number with what stands behind it: a power, a per cent sign."""
        value = self.number()
        while sign := self.take("²³%^"):
            self.operations += sign != "%"
            if sign == "%":
                value /= 100
            else:
                exponent = self.number() if sign == "^" else "²³".index(sign) + 2
                if abs(exponent) > _DEEP:
                    raise OverflowError
                value = float(value**exponent)
        return value

    def number(self) -> float:
        """Return a number, or what stands in parentheses."""
        if self.take("-−"):
            return -self.number()
        if self.take("("):
            value = self.sum()
            if not self.take(")"):
                raise ValueError
            return value
        token = self.tokens[self.at]
        self.at += 1
        if token in _FRACTIONS:
            return _FRACTIONS[token]
        return float(token.translate({ord(sign): None for sign in ", \u202f\u2009"}))
