"""The course as plain data: what is taught where, how deep, and what a student knows.

Nothing in here imports Sphinx or docutils: any Python program can build a
:class:`~sphinx_pedagogy.model.course.Course` from records and ask it.
"""

from __future__ import annotations

from sphinx_pedagogy.model.course import Course, Facts, Fit, Knowledge, RequirementStatus, Verdict
from sphinx_pedagogy.model.depth import DEFAULT_SCALE, NOT_TAUGHT, DepthScale
from sphinx_pedagogy.model.records import (
    Concept,
    Lesson,
    Link,
    Place,
    Requirement,
    Teaching,
    Use,
)

__all__ = [
    "DEFAULT_SCALE",
    "NOT_TAUGHT",
    "Concept",
    "Course",
    "DepthScale",
    "Facts",
    "Fit",
    "Knowledge",
    "Lesson",
    "Link",
    "Place",
    "Requirement",
    "RequirementStatus",
    "Teaching",
    "Use",
    "Verdict",
]
