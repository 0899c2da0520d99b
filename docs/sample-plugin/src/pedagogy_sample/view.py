"""The view ``study-time``: how long a course or module takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pedagogy_sample.times import minutes_of, total
from pedagogy_sample.words import _
from sphinx_pedagogy.api import Paragraph, Strong, Table, ViewSpec

if TYPE_CHECKING:
    from sphinx_pedagogy.api import Content, ViewContext


def study_time(context: ViewContext) -> list[Content]:
    """Return the lessons with their minutes, and the sum."""
    lessons = [lesson for lesson in context.lessons() if minutes_of(lesson)]
    if not lessons:
        return [Paragraph((_("No lesson says how long it takes."),))]
    rows = tuple(((context.at(one.slug),), (str(minutes_of(one)),)) for one in lessons)
    return [
        Table((_("Lesson"), _("Minutes")), rows),
        Paragraph((Strong(_("Together:")), " ", str(total(lessons)))),
    ]


STUDY_TIME = ViewSpec(name="study-time", render=study_time, static=True)
