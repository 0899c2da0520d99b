"""Telling others that the course is known: the event ``pedagogy-course-ready``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.course_reader import CourseReader
from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

COURSE_READY = "pedagogy-course-ready"
"""Its handlers take the application and a ``CourseReader``. It comes once in each build, and in
each command that reads a course, when all pages are read and before any is written."""


def reader_of(app: Sphinx) -> CourseReader:
    """Return the course that *app* has read."""

    def address_of(docname: str) -> str:
        if "://" in docname:
            return docname
        if docname not in app.env.found_docs or app.builder.format != "html":
            return ""
        return app.builder.get_target_uri(docname)

    config = app.config
    language = config.language or "en"
    return CourseReader(
        lambda: domain_of(app.env).catalogue, scale_of(config), config.project, language, address_of
    )


def say_ready(app: Sphinx) -> None:
    """Emit the event."""
    app.emit(COURSE_READY, reader_of(app))
