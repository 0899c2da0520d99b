"""The file ``times.csv``: the time that each lesson takes, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pedagogy_sample.times import minutes_of, number_of
from sphinx_pedagogy.api import Exporter

if TYPE_CHECKING:
    from sphinx_pedagogy.api import CourseReader

HEAD = ("number", "title", "minutes", "page")


def times(reader: CourseReader) -> str | None:
    """Return a row for each lesson, or ``None`` for a site without lessons."""
    lessons = reader.course.lessons
    rows = io.StringIO()
    table = csv.writer(rows, lineterminator="\n")
    table.writerow(HEAD)
    for lesson in lessons:
        page = reader.address_of(lesson.place.document)
        table.writerow((number_of(lesson), lesson.title, minutes_of(lesson), page))
    return rows.getvalue() if lessons else None


TIMES = Exporter(
    file="times.csv",
    help="The time that each lesson takes.",
    render=times,
    begins=",".join(HEAD),
)
