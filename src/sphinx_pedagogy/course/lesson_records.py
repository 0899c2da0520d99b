"""What records say of lessons that are pages of the site, joined with what those pages state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.lesson_order import with_lesson
from sphinx_pedagogy.course.messages import Subtype, place_name
from sphinx_pedagogy.course.names import number_of, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.record_facts import LessonRecord
    from sphinx_pedagogy.model import Lesson, Place

    Warn = Callable[[Subtype, str, Place], None]


def with_records(
    pages: Mapping[str, PageFacts], lessons: Sequence[Lesson], warn: Warn
) -> tuple[Mapping[str, PageFacts], Sequence[Lesson]]:
    """Return pages and lessons with what records say of lessons of the site.

    What stands in the record of a lesson that does not exist belongs to none; the link
    that the record shows to it warns of that.
    """
    if not any(page.records for page in pages.values()):
        return pages, lessons
    slugs = {lesson.slug: lesson for lesson in lessons}
    numbers = {lesson.number: lesson for lesson in lessons if lesson.number}
    said: dict[str, LessonRecord] = {}
    found = dict(pages)
    for docname, page in sorted(pages.items()):
        for record in page.records:
            lesson = slugs.get(slug(record.name)) or numbers.get(number_of(record.name))
            if lesson is None:
                continue
            found[docname] = with_lesson(found[docname], record.key, lesson.slug)
            first = said.setdefault(lesson.slug, record)
            if first is not record or lesson.recorded:
                place = place_name(lesson.place if first is record else first.place)
                text = (
                    f'lesson-record: "{lesson.slug}" has a record already ({place}); '
                    "make one of the two"
                )
                warn(Subtype.DUPLICATE, text, record.place)
    return found, [with_record(lesson, said.get(lesson.slug)) for lesson in lessons]


def with_record(lesson: Lesson, record: LessonRecord | None) -> Lesson:
    """Return a lesson with the status and the notebook that a record has for it."""
    if record is None:
        return lesson
    notebook = lesson.notebook or record.notebook
    return lesson._replace(status=record.status or lesson.status, notebook=notebook)
