"""The course as plain data: what is taught where, how deep, and what a student knows.

Nothing in here imports Sphinx or docutils: any Python program can build a
:class:`~sphinx_pedagogy.model.course.Course` from records and ask it.
"""

from __future__ import annotations

from sphinx_pedagogy.model.course import (
    Course,
    Facts,
    Knowledge,
    RequirementStatus,
    ResolvedTeaching,
    Verdict,
)
from sphinx_pedagogy.model.depth import DEFAULT_SCALE, NOT_TAUGHT, DepthScale
from sphinx_pedagogy.model.records import (
    BuildsOn,
    Concept,
    Lesson,
    Place,
    Requirement,
    Teaching,
    Use,
)

__all__ = [
    "DEFAULT_SCALE",
    "NOT_TAUGHT",
    "BuildsOn",
    "Concept",
    "Course",
    "DepthScale",
    "Facts",
    "Knowledge",
    "Lesson",
    "Place",
    "Requirement",
    "RequirementStatus",
    "ResolvedTeaching",
    "Teaching",
    "Use",
    "Verdict",
]
