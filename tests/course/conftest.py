"""The course of `tests/roots/concepts`."""

from tests.concepts.conftest import course, course_html

__all__ = ["course", "course_html"]
