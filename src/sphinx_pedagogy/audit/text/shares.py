"""Percentages and differences that do not follow from the two numbers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.counted import float_of
from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_N = r"\d{1,3}(?:[,\u202f\u2009 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_B = r"(?<![\w.,/·×^−–=-])"
_PERCENT = r"[ \u00a0\u202f]?(?:%|per ?cent\b)"
_SO = (
    r"(?:\s*[,;(:–—=]\s*|\s+(?=so|or|that|which|i\.e|this|makes|is|are))(?:so|or|that is|that's|"
    r"that makes|which is|which makes|i\.e\.|this is|makes|is|are|=)?[\s,]*(?:a share of |a "
    r"rate of |only |just |just under |about |roughly |nearly |almost |or )?"
)
_OF = regex(
    rf"{_B}(?P<part>{_N}) (?:out )?of (?:the |its |our |all |these |those |every |her |his |"
    rf"their )*"
    rf"(?P<whole>{_N})(?![\w.,/]*\d)(?: "
    rf"[a-z][\w-]*){{0,4}}?{_SO}(?P<share>\d+(?:\.\d+)?)(?P<percent>{_PERCENT})"
)
_FOUND = regex(
    rf"\b[Oo]f (?:the |its |our |all |these |those )?(?P<whole>{_N})\b(?P<between>[^.%]{{1,60}}?)"
    rf"{_B}(?P<part>{_N})\b[^.%\d]{{0,24}}?,? (?:so|that is|i\.e\.|or|which is|which makes)[:,]? "
    rf"(?P<share>0\.\d+|\d+(?:\.\d+)?(?={_PERCENT}))(?P<percent>{_PERCENT})?"
)
_CHANGE = (
    r"(?:rise|rose|rises|risen|grow|grew|grows|grown|increase[sd]?|increasing|climb(?:s|ed)?|"
    r"fall|fell|falls|"
    r"fallen|drop(?:s|ped)?|decrease[sd]?|shr[aiu]nk\w*|decline[sd]?|sink|sank|went|goes|go|gone|"
    r"up|down|change[sd]?|jump(?:s|ed)?)"
)
_FROM_TO = regex(
    rf"\b{_CHANGE}\b[^.%]{{0,40}}?\bfrom (?:[$€£])?(?P<old>{_N})(?P<unit>(?: [a-z]+)?) to "
    rf"(?:[$€£])?(?P<new>{_N})"
    rf"(?![ \u00a0]?(?:%|per "
    rf"?cent))(?![\w.,/]*\d)[^.%\d]{{0,40}}?(?P<share>\d+(?:\.\d+)?)(?P<percent>{_PERCENT})"
)
_YEARS = regex(
    r"\bfrom (?P<first>1[0-9]\d\d|20\d\d) (?:to|until|till) (?P<last>1[0-9]\d\d|20\d\d)[,(]? "
    r"(?:that is |so |or |in all |a span of |for |lasting )?(?P<count>\d{1,3}) years\b"
)
_TOTAL = regex(
    rf"(?<![\w.,])(?P<list>(?:{_N})(?: [a-z][\w-]*){{0,3}}(?:, (?:{_N})(?: "
    rf"[a-z][\w-]*){{0,3}})+,? and "
    rf"(?P<end>{_N})(?: [a-z][\w-]*){{0,3}})[,;:]? (?:so |that is |which makes |makes? |or |"
    rf"that's |gives |add up to |together |altogether |in all |in total )+"
    rf"(?P<total>{_N})\b(?![ \u00a0]?%)"
)
_EACH = any_of("each", "every", "per", "times", "average", "mean", "median", "about", "between")
_ABOUT = any_of("about", "roughly", "around", "nearly", "almost", "some", "just", "only")
_CLOSE = 0.02


class Misfit(NamedTuple):
    """A number that does not follow from the ones beside it."""

    words: str
    right: str
    """What follows from them."""


def misfits(text: str) -> Iterator[Misfit]:
    """Yield the shares, changes, spans and totals of a text that do not follow from its numbers."""
    if "%" in text or "cent" in text or "of " in text.casefold():
        yield from _shares(text)
    if " years" in text:
        yield from _spans(text)
    if " and " in text:
        yield from _totals(text)


def _shares(text: str) -> Iterator[Misfit]:
    for pattern in (_OF, _FOUND):
        for found in pattern.finditer(text):
            part, whole = float_of(found["part"]), float_of(found["whole"])
            if not 0 < part <= whole:
                continue
            rights = [part / whole, 1 - part / whole]
            if not _is_any(found, rights):
                yield Misfit(_shown(found), _percent(found, rights[0]))
    for found in _FROM_TO.finditer(text):
        old, new = float_of(found["old"]), float_of(found["new"])
        if not old or not new or old == new:
            continue
        change = abs(new - old)
        if not _is_any(found, [change / old, change / new, new / old, change / 100, change]):
            yield Misfit(_shown(found), _percent(found, change / old))


def _spans(text: str) -> Iterator[Misfit]:
    for found in _YEARS.finditer(text):
        span = int(found["last"]) - int(found["first"])
        if int(found["count"]) not in {span, span + 1} and span > 0:
            yield Misfit(_shown(found), f"{span} years")


def _totals(text: str) -> Iterator[Misfit]:
    for found in _TOTAL.finditer(text):
        if _EACH.search(found["list"]):
            continue
        numbers = [float_of(number) for number in regex(_N).findall(found["list"])]
        total = sum(numbers)
        said = float_of(found["total"])
        if abs(total - said) > 0.006 * total and said > max(numbers):
            yield Misfit(_shown(found), f"{total:g}")


def _is_any(found: re.Match[str], rights: Iterable[float]) -> bool:
    """Whether the share that is told may be one of some numbers, rounded."""
    said = float_of(found["share"])
    scale = 100 if found["percent"] else 1
    half = 0.51 * 10 ** -len(found["share"].partition(".")[2])
    if found["percent"] and said % 5 == 0:
        half = 2.5 if _ABOUT.search(found[0]) else 1  # a round number
    return any(abs(scale * right - said) <= max(half, _CLOSE * said) for right in rights)


def _percent(found: re.Match[str], right: float) -> str:
    return f"{100 * right:.3g}%" if found["percent"] else f"{right:.2g}"


def _shown(found: re.Match[str]) -> str:
    return " ".join(found[0].split()).strip(" ,;:")
