"""A handler that runs once the course is known: templates get the number of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pedagogy_sample.field_note import FIELD_NOTE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_pedagogy.api import CourseReader


def count_stories(app: Sphinx, reader: CourseReader) -> None:
    """Let templates show ``{{ stories }}``, the number of stories in the course."""
    stories = sum(1 for _ in reader.blocks(kind=FIELD_NOTE.name))
    app.config.html_context["stories"] = stories
