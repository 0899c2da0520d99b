"""The small course, the command line, and projects with cells."""

from tests.execute.conftest import make, own_settings
from tests.small_course import course, read_once, run

__all__ = ["course", "make", "own_settings", "read_once", "run"]
