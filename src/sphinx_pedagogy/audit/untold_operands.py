"""Numbers with which an answer computes, and which nobody gave: a density, an old price."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.arithmetic import normalized
from sphinx_pedagogy.audit.text.told_numbers import canonical, has_number, numbers_in
from sphinx_pedagogy.audit.text.words import sentences
from sphinx_pedagogy.audit.untold import Untold
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.audit.asked_question import AskedQuestion

_DIGITS = r"\d{1,3}(?:[,\u202f\u2009]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_OPERAND = regex(
    rf"(?<![\w.,^_])(?P<left>{_DIGITS})(?=(?: ?[^\W\d_]{{1,3}}(?:/[^\W\d_]{{1,2}})?)? ?[×·*/÷] "
    rf"?[(\d])"
    rf"|(?<=[\d)])(?: ?[^\W\d_]{{1,3}})? ?[×·*/÷] ?(?P<right>{_DIGITS})(?![\w.]*\d)"
)
_RESULT = regex(rf"[=≈] ?-?(?P<number>{_DIGITS})")
_ORDINARY = frozenset(
    [
        *("60", "3600", "24", "365", "360", "180", "90", "30", "52", "0.5", "3.14", "3.1416"),
        *("9.81", "9.8", "1.5", "2.5", "0.1", "0.01", "0.25", "0.75", "3.6", "1024", "256"),
        *("255", "128", "64", "32", "16", "273", "273.15"),
    ]
)
"""Numbers that everybody knows, or that come with units and powers of two."""
_SMALL = 12
_NEAR = 1500
"""Characters before an answer from which it may take its numbers without saying so."""
_MANY = 30
_CLOSE = 0.004
_SHARE = regex(r"(?P<number>\d+(?:\.\d+)?)[ \u00a0]?(?:%|per ?cent)")
_POWER = regex(r"10*(?:\.0+)?")


def untold_operands(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the number with which an answer computes, and which nothing on its page gives."""
    answer = normalized(question.answered)
    if not answer or not regex(r"\d").search(answer):
        return
    told = f"{question.told}\n{question.words}\n" + " ".join(
        item.words() for item in question.choices
    )
    seen: list[str] = []
    for found in _OPERAND.finditer(answer):
        written = found["left"] or found["right"]
        number = canonical(written)
        if not number or is_ordinary(number) or number in seen:
            continue
        if has_number(number, told) or is_worked_out(number, answer, found.start()):
            continue
        if is_difference(number, told):
            continue
        seen.append(number)
        text = (
            f"the answer computes with {written}, which nothing before it gives, here or in an "
            "earlier lesson; give it first, or in the question"
        )
        place = question.page.place(question.answer or question.check)
        yield Untold(place=place, name="", number=number, text=text)
        return
    yield from untold_changes(question, answer, told)


def is_ordinary(number: str) -> bool:
    """Whether a number needs nobody to give it."""
    if number in _ORDINARY or _POWER.fullmatch(number):
        return True
    return "." not in number and abs(int(number)) <= _SMALL


def is_worked_out(number: str, answer: str, until: int) -> bool:
    """Whether an answer got a number before it computes with it."""
    before = answer[:until]
    if any(canonical(found["number"]) == number for found in _RESULT.finditer(before)):
        return True
    # "the mass is 250 g less the jar, 210 g": what it says before, it may have worked out
    return has_number(number, " ".join(sentences(before)[:-1]))


def is_difference(number: str, told: str) -> bool:
    """Whether a number follows from one or two others of the question, or right before it."""
    value = float(number)
    known = [float(number) for number in numbers_in(told[-_NEAR:])]
    known = [number for number in known if number and number != value][:_MANY]
    return any(
        abs(result - value) <= _CLOSE * abs(value)
        for at, first in enumerate(known)
        for second in known[at:]
        for result in results_of(first, second)
    )


def results_of(one: float, other: float) -> Sequence[float]:
    """Return what two numbers give, and how much more one is than the other, in per cent."""
    return (
        *(one + other, one - other, other - one, one * other, one / other, other / one),
        *(100 * one / other, 100 * other / one, one / 100, 1 - one, 1 + one / 100, 1 - one / 100),
        *(abs(one - other) / one * 100, abs(one - other) / other * 100, 100 - one, one * one),
        *(
            1 - other,
            1 + other / 100,
            1 - other / 100,
            other / 100,
            other * other,
            one * other / 100,
        ),
    )


def untold_changes(question: AskedQuestion, answer: str, told: str) -> Iterator[Untold]:
    """Yield the percentage of an answer that follows from no numbers that are told."""
    if not re.search(r"\b(?:ris|rose|fall|fell|grow|grew|drop|increas|decreas|more|less)", answer):
        return
    for found in _SHARE.finditer(answer):
        number = canonical(found["number"])
        if not number or is_ordinary(number) or has_number(number, told):
            continue
        if is_difference(number, told):
            continue
        text = (
            f"the answer says {found[0]}, and the numbers before it do not give that; give what "
            "it follows from"
        )
        place = question.page.place(question.answer or question.check)
        yield Untold(place=place, name="", number=number, text=text, is_taste=True)
        return
