"""How long lessons take: what the view, the exporter and the command of this package share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.api import Lesson

_TIME = re.compile(r"(?:(\d+) ?h)? ?(?:(\d+) ?min)?")


def minutes_of(lesson: Lesson) -> int:
    """Return the minutes of a lesson, ``45 min`` or ``1 h 30 min``; 0 if it says nothing of it."""
    found = _TIME.fullmatch(lesson.time.strip())
    hours, minutes = found.groups() if found else (None, None)
    return int(hours or 0) * 60 + int(minutes or 0)


def number_of(lesson: Lesson) -> str:
    """Return the number of a lesson as it is written."""
    return ".".join(map(str, lesson.number))


def total(lessons: Iterable[Lesson]) -> int:
    """Return the minutes of some lessons."""
    return sum(map(minutes_of, lessons))
