"""How far a lesson is: planned, built or complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.course.plan_facts import LessonPlan
    from sphinx_pedagogy.model import Lesson

PLANNED, BUILT, COMPLETE = "planned", "built", "complete"


def status_of(lesson: Lesson, plan: LessonPlan | None) -> str:
    """Return how far a lesson is; empty if it is only recorded and nobody says.

    What its record says counts first, then its plan. A page is built.
    """
    if lesson.status:
        return lesson.status
    if plan and plan.status:
        return plan.status
    return "" if lesson.recorded else BUILT
