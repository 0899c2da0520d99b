"""The view ``study-time``: how long a course or module takes, and where stories are told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pedagogy_sample.field_note import FIELD_NOTE
from pedagogy_sample.times import minutes_of, total
from pedagogy_sample.words import _
from sphinx_pedagogy.api import Paragraph, Strong, Table, ViewSpec

if TYPE_CHECKING:
    from sphinx_pedagogy.api import Content, ViewContext


def study_time(context: ViewContext) -> list[Content]:
    """Return a table of the lessons with their minutes and stories, and the total time."""
    lessons = [lesson for lesson in context.lessons() if minutes_of(lesson)]
    if not lessons:
        return [Paragraph((_("No lesson says how long it takes."),))]
    stories = Counter(note.lesson for note in context.blocks(kind=FIELD_NOTE.name))
    rows = tuple(
        ((context.at(lesson.slug),), (str(minutes_of(lesson)),), (str(stories[lesson]),))
        for lesson in lessons
    )
    return [
        Table((_("Lesson"), _("Minutes"), _("Stories")), rows),
        Paragraph((Strong(_("Total:")), " ", str(total(lessons)))),
    ]


STUDY_TIME = ViewSpec(name="study-time", render=study_time, static=True)
