"""All lessons that taught a concept before another, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.model import Course, Knowledge, Teaching


def sources_of(course: Course, known: Knowledge, lesson: str) -> list[Teaching]:
    """Return the teachings of what is known on arriving at a lesson, in course order."""
    here = course.positions[lesson]
    taught = course.teachings_of(known.concept)
    return [one for one in taught if course.positions[one.lesson] < here]


def note_of(known: Knowledge, sources: Sequence[Teaching]) -> str:
    """Return how a concept was taught: the deepest time, else the last of which a note tells."""
    told = [one.note for one in sources if one.note]
    return known.source.note or (told[-1] if told else "")
