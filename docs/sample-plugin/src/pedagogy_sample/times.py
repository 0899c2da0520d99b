"""How long lessons take: code that the view, the exporter and the command share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.api import Lesson

_TIME = re.compile(r"(?:(\d+) ?h)? ?(?:(\d+) ?min)?")


def minutes_of(lesson: Lesson) -> int:
    """Return the minutes of a lesson: 90 for ``1 h 30 min``, and 0 for a lesson without a time."""
    found = _TIME.fullmatch(lesson.time.strip())
    hours, minutes = found.groups() if found else (None, None)
    return int(hours or 0) * 60 + int(minutes or 0)


def number_of(lesson: Lesson) -> str:
    """Return the number of a lesson as it is written."""
    return ".".join(map(str, lesson.number))


def total(lessons: Iterable[Lesson]) -> int:
    """Return the minutes of several lessons together."""
    return sum(map(minutes_of, lessons))
