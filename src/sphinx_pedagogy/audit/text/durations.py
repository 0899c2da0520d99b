"""Reading how long something takes, as authors write it: English, German, French."""

from __future__ import annotations

import re

from sphinx_pedagogy.course.regex import regex

_NUMBER = r"\d{1,4}(?:[.,]\d+)?"
_PART = regex(
    rf"(?:{_NUMBER}\s*(?:-|–|—|to|bis|à)\s*)?(?P<count>{_NUMBER}|half an?|an?|one|eine|einer|une)"
    r"\s*(?P<unit>h(?:ours?|rs?)?|std|stunden?|heures?|min(?:utes?|uten?|s)?|′)(?![^\W\d_])"
    r"(?:\s*(?P<rest>[0-5]\d)(?!\d))?",
    re.IGNORECASE,
)
_HALVES = {"half a", "half an"}
_MINUTES = 60
_CLOCK = regex(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)\s*h?\Z")


def minutes_in(text: str) -> float | None:
    """Return how many minutes a text names: all that it names together, of a range the upper end.

    :returns: ``None`` if it names none: "an afternoon"
    """
    if clock := _CLOCK.fullmatch(text.strip()):
        return int(clock["hours"]) * _MINUTES + int(clock["minutes"])
    found = [
        _minutes(part["count"], part["unit"]) + int(part["rest"] or 0)  # "1 h 30"
        for part in _PART.finditer(text)
    ]
    return sum(found) if found else None


def _minutes(count: str, unit: str) -> float:
    """Return the minutes of a number, in digits or words, and a unit."""
    word = " ".join(count.casefold().split())
    number = float(count.replace(",", ".")) if count[0].isdigit() else 1.0
    if word in _HALVES:
        number = 0.5
    return number * (_MINUTES if unit[0] in "hHsS" else 1)
