"""Two rules: one looks at a page, and one at the course."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pedagogy_sample.field_note import FIELD_NOTE
from sphinx_pedagogy.api import Rule, Severity, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.api import CourseContext, Diagnostic, PageContext


class FieldNotes(Rule):
    """A page with more stories than a reader can tell apart."""

    id = "field-notes"
    severity = Severity.NOTE
    summary = "A page that tells more stories from practice than a reader can tell apart."
    rationale = (
        "Readers remember one story for a year. The third story of a day replaces the first."
    )
    limits: ClassVar = {"most": Threshold(2, "How many field notes a page may have.")}

    def on_page(self, page: PageContext) -> Iterator[Diagnostic]:
        """Find each note above the limit."""
        notes = page.find(FIELD_NOTE.name)
        for note in notes[int(self.limit("most")) :]:
            text = f"this is one of {len(notes)} field notes; keep the best, and move the others"
            text += f" {self.limit_note('most')}"
            yield self.report(page.place(note), text)


class EarlyStories(Rule):
    """A story that comes before the concept that it is about."""

    id = "early-stories"
    summary = "A story from practice about a concept that no lesson has taught yet."
    rationale = "Students understand a story only if they know what went wrong in it."

    def on_course(self, context: CourseContext) -> Iterator[Diagnostic]:
        """Find each story about a concept that no lesson has taught yet."""
        course = context.course
        for lesson in course.lessons:
            for use in course.used.get(lesson.slug, ()):
                known = course.depth_after(use.concept, lesson.slug)
                concept = context.find_concept(use.concept)
                if use.inside == FIELD_NOTE.name and concept and not known:
                    text = (
                        f'this story is about "{concept.title}", which no lesson has taught yet; '
                        "tell it later, or teach that first"
                    )
                    yield self.report(use.place, text)
