"""Numbers that do not follow from those beside them: in equations, tables, rates, dates."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.arithmetic import slips
from sphinx_pedagogy.audit.text.counted import Mismatch, float_of, value_of
from sphinx_pedagogy.audit.text.prose_numbers import is_choice
from sphinx_pedagogy.audit.text.shares import misfits
from sphinx_pedagogy.audit.text.units import conversions
from sphinx_pedagogy.audit.text.words import any_of, content_words, has_digit, sentences
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence, Set

    from sphinx_pedagogy.course.page_tree import PageElement

_KINDS = frozenset({"paragraph", "entry", "math"})
_WRONG = (BlockRole.MISCONCEPTION, "comment")
"""What holds wrong sums on purpose, or nothing for readers."""
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_N = rf"\d{{1,3}}(?:[,\u202f ]\d{{3}})+(?!\d)|\d+(?:\.\d+)?|{'|'.join(_SMALL)}"
_TIMES = r"seconds?|minutes?|hours?|days?|weeks?|months?|years?"
_RATE = regex(
    rf"(?<![\w.,/-])(?P<n>{_N}) (?P<what>[a-z]{{2,}}) (?:per|an?|each|every) (?P<time>{_TIMES})\b"
)
_SPEED = regex(r"(?<![\w.,/-])(?P<n>\d+(?:\.\d+)?) ?(?P<unit>knots?|km/h|mph|m/s)(?!\w)")
_WAY = regex(
    r"(?<![\w.,/-])(?P<n>\d+(?:\.\d+)?) ?(?P<unit>(?:nautical |sea )?miles?|km|metres?|m|"
    r"kilometres?)(?![\w/²³])"
)
_WAYS = {"knot": ("mile", 3600), "km/h": ("km", 3600), "mph": ("mile", 3600), "m/s": ("m", 1)}
_TIME = regex(rf"(?<![\w.,/-])(?P<n>{_N}) (?P<unit>{_TIMES})\b")
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2629800,
    "year": 31557600,
}
_LASTS = any_of(
    r"so|(?:it|this|that|they|all this) (?:takes?|took|lasts?|needs?|makes)|therefore|that is|hence"
)
_CASES = any_of(
    r"if|instead|but|however|against|break\w*|rest\w*|half|twice|faster|slower|"
    r"without|plus|only|more|less|at least|at most|between|average"
)
"""Words of a second case, in which other numbers hold."""
_CLAUSE = regex(r"[,;:]\s|[.?!]\s")
_CLOSE = 0.08
_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
# a day, a year apart from the same day, is a term that was reckoned from it
_DATE = regex(rf"(?<!\d )(?<!\d\. )\b(?P<month>{_MONTH}) (?P<year>1[0-9]\d\d|20\d\d)\b")
_HEADED = regex(
    rf"(?:the |our |its )?(?P<count>{'|'.join(_SMALL)}|[2-9]) (?P<noun>(?:[a-z-]+ "
    rf")*[a-z]{{3,}}s)(?: .*)?$",
    2,
)
_TOTAL = regex(r"(?:grand |sub)?total|sum|altogether|together|in all|summe|gesamt|all", 2)
_BY = regex(
    r"(?<![\w.,])(?P<n>\d[\d.,]*\d)(?: [a-z]+)?,? (?:more|less|fewer|higher|lower)\b[^.%]{0,60}?"
    r"\b(?:by|of|is|or|so) (?P<share>\d+(?:\.\d+)?)[ \u00a0\u202f]?(?:%|per ?cent)"
)
_LEAST = 10
"""A smaller difference stands between many numbers."""
_LEAST_ROWS = 3
_HUNDRED = 100


def worked_out(parts: Sequence[PageElement]) -> Iterator[Mismatch]:
    """Yield the numbers of a page that do not follow from those beside them."""
    dates: dict[str, list[tuple[int, PageElement, frozenset[str]]]] = {}
    told: set[float] = set()
    for before, part in pairwise((*parts[:1], *parts)):
        if part.kind == "list":
            yield from headed(before, part)
        elif part.kind == "table":
            yield from totals(part)
        if not part.text or part.kind not in _KINDS or not has_digit(part.text):
            continue
        if part.inside(*_WRONG) or any(
            is_choice(parent) for parent in part.parents() if parent.kind == "item"
        ):
            continue
        for slip in slips(part.text):
            yield Mismatch(part, slip.words, f"that makes {slip.result:.6g}")
        if part.kind == "math":
            continue
        for converted in conversions(part.text):
            yield Mismatch(part, converted.words, f"that makes {converted.right}")
        for misfit in misfits(part.text):
            yield Mismatch(part, misfit.words, f"that makes {misfit.right}")
        yield from durations(part)
        yield from differences(part, told)
        told.update(map(float_of, regex(r"\d+(?:[.,\u202f]\d+)*").findall(part.text)))
        yield from redated(part, dates)


def headed(before: PageElement, listed: PageElement) -> Iterator[Mismatch]:
    """Yield the count of a heading that is not that of the numbered list right below."""
    if before.kind != "section" or "ordered" not in listed.options:
        return
    found = _HEADED.fullmatch(before.title)
    if found is None or sum(child.kind == "list" for child in before.children) > 1:
        return
    items = sum(child.kind == "item" for child in listed.children)
    if items > 1 and items != value_of(found["count"]):
        yield Mismatch(before, before.title, f"the list below has {items}", other=listed)


def totals(table: PageElement) -> Iterator[Mismatch]:
    """Yield the total in the last row of a table that the rows above do not add up to."""
    rows = [[cell.words() for cell in row.children] for row in table.walk() if row.kind == "row"]
    if len(rows) <= _LEAST_ROWS or not rows[-1] or not _TOTAL.fullmatch(rows[-1][0].strip(" :*")):
        return
    for column in list(zip(*rows[1:], strict=False))[1:]:
        numbers = [
            float_of(cell.strip())
            for cell in column
            if regex(r"\d[\d.,\u202f ]*").fullmatch(cell.strip())
        ]
        if len(numbers) != len(column) or _HUNDRED in numbers[-1:]:
            continue
        total = sum(numbers[:-1])
        decimals = max(len(cell.strip().partition(".")[2]) for cell in column)
        if abs(total - numbers[-1]) > 0.51 * len(column) * 10**-decimals * bool(decimals):
            yield Mismatch(table, column[-1].strip(), f"the rows above add up to {total:g}")
            return


def durations(part: PageElement) -> Iterator[Mismatch]:
    """Yield the time of a paragraph that does not follow from its only rate and its only amount."""
    text = part.text
    rates = [
        (
            float_of(match["n"]) if match["n"][0].isdigit() else value_of(match["n"]),
            match["what"],
            _SECONDS[_one(match["time"])],
            match,
        )
        for match in _RATE.finditer(text)
    ]
    rates += [
        (float_of(match["n"]), *_WAYS[_one(match["unit"])], match)
        for match in _SPEED.finditer(text)
    ]
    times = list(_TIME.finditer(text))
    for rate, what, seconds, found in rates:
        rest = text[: found.start()] + "#" * (found.end() - found.start()) + text[found.end() :]
        amounts = amounts_of(_one(what), rest)
        own = [time for time in times if time.start() >= found.end() or time.end() <= found.start()]
        if rate and len(amounts) == 1 and len(own) == 1:
            yield from _judged(part, own[0], found, amounts[0] / rate * seconds)


def amounts_of(name: str, text: str) -> list[float]:
    """Return how much of something a text speaks of, in all places."""
    names = f"{name}s?|{_LONG.get(name, name)}s?"
    pattern = regex(rf"(?<![\w.,/-])(?P<n>\d[\d.,]*) ?(?:nautical |sea )?(?:{names})(?![\w/²³])")
    return [float_of(match["n"].rstrip(".,")) for match in pattern.finditer(text)]


def _judged(
    part: PageElement, time: re.Match[str], rate: re.Match[str], seconds: float
) -> Iterator[Mismatch]:
    said = float_of(time["n"]) if time["n"][0].isdigit() else value_of(time["n"])
    clause = next((clause for clause in _CLAUSE.split(part.text) if time[0] in clause), "")
    if not _LASTS.search(clause) or _CASES.search(clause):
        return
    right = seconds / _SECONDS[_one(time["unit"])]
    if abs(right - said) > max(_CLOSE * right, 0.51):
        shown = " ".join(rate[0].split())
        yield Mismatch(part, " ".join(time[0].split()), f'at "{shown}" it is {right:.3g}')


_LONG = {"km": "kilometre", "m": "metre"}


def _one(word: str) -> str:
    """Return the singular of a word."""
    return word[:-1] if word.endswith("s") and word != "m/s" else word


def differences(part: PageElement, told: Set[float]) -> Iterator[Mismatch]:
    """Yield the percentage of a difference that is not that of two numbers told before."""
    if "%" not in part.text and "cent" not in part.text:
        return
    for found in _BY.finditer(part.text):
        difference, share = float_of(found["n"]), float_of(found["share"])
        bases = [base for base in told if base > difference and base + difference in told]
        if difference < _LEAST or not 0 < len(bases) <= _LEAST_ROWS:
            continue
        base = max(bases)
        rights = [_HUNDRED * difference / base for low in bases for base in (low, low + difference)]
        if all(abs(right - share) > max(0.51, 0.02 * right) for right in rights):
            yield Mismatch(
                part,
                " ".join(found[0].split()),
                f"of {base:g} that makes {_HUNDRED * difference / base:.3g}%",
            )


def redated(
    part: PageElement, dates: dict[str, list[tuple[int, PageElement, frozenset[str]]]]
) -> Iterator[Mismatch]:
    """Yield the month of a second sentence about one thing that is in another year."""
    if part.kind != "paragraph" or ("1" not in part.text and "20" not in part.text):
        return
    for sentence in sentences(part.text):
        found = list(_DATE.finditer(sentence))
        if len(found) != 1:
            continue
        month, year = found[0]["month"], int(found[0]["year"])
        words = frozenset(content_words(sentence)) - {month.casefold(), str(year)}
        earlier = dates.setdefault(month, [])
        for other, where, told in earlier:
            digits = sum(a != b for a, b in zip(str(other), str(year), strict=True))
            if digits == 1 and words & told:
                yield Mismatch(part, found[0][0], f"it is {month} {other} above", other=where)
                break
        earlier.append((year, part, words))
