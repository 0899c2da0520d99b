"""Telling others that the course is known: the event ``pedagogy-course-ready``."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.course_reader import CourseReader
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.failures import format_error
from sphinx_pedagogy.course.messages import Subtype, emit
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

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
    """Call the handlers of the event; what one raises is a warning, and the others are called.

    A ``SphinxError`` ends the build, as in every event: it is how a handler asks for that.
    """
    domain, reader = domain_of(app.env), reader_of(app)
    # Sphinx itself would end the build, and ask for a report
    for listener in sorted(app.events.listeners[COURSE_READY], key=attrgetter("priority")):
        try:
            listener.handler(app, reader)
        except SphinxError:
            raise
        except Exception as error:
            what = f"a handler of {COURSE_READY}"
            text = format_error(error, what, listener.handler, "tell its author")
            domain.failed_handlers.append(
                Diagnostic(code=Subtype.FAILURE, place=Place(""), text=text)
            )
    emit(app.env, domain.failed_handlers)
