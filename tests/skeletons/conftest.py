"""The small course, and the command line."""

from tests.small_course import course, read_once, run

__all__ = ["course", "read_once", "run"]
