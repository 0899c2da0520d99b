"""What a course has the habit of: what nearly all of its lessons lack is its style, and no slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.model.findings import Profile

if TYPE_CHECKING:
    from sphinx_pedagogy.core.rule import CourseContext

FEW = 5
"""So few lessons or concepts show no habit."""
SHARE = 3
"""A habit is what one in so many has."""
HABIT = (
    "If a course has five {0} or more, and fewer than a third of them {1}, the rule assumes that "
    "the author chose this. Then no profile but `strict` reports {2}."
)
"""Two sentences for the rationale of rules: what is counted, what it has, what is reported."""


def profile_by_habit(have: int, of: int, profile: Profile) -> Profile:
    """Return the profile for saying that one of some lacks what the others have.

    :param have: how many have it
    :param profile: that of the rule, for what is a habit
    """
    return profile if of < FEW or have * SHARE >= of else Profile.STRICT


def habit_of_requiring(context: CourseContext, profile: Profile) -> Profile:
    """Return the profile for saying that a lesson does not state what it requires."""
    course = context.catalogue.course
    own = [
        lesson for lesson in course.lessons if not (lesson.recorded or lesson.place.is_elsewhere)
    ]
    have = sum(bool(course.requirements.get(lesson.slug)) for lesson in own)
    return profile_by_habit(have, len(own), profile)
