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
    return [teaching for teaching in taught if course.positions[teaching.lesson] < here]


def note_of(known: Knowledge, sources: Sequence[Teaching]) -> str:
    """Return how a concept was taught: the deepest time, else the last of which a note tells."""
    lines = [source.note for source in sources if source.note]
    return known.source.note or (lines[-1] if lines else "")
