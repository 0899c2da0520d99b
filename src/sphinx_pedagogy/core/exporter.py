"""What an exporter is: a file about the course, for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.core.course_reader import CourseReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A file about the course, for another program to read."""

    file: str
    """The path of the file from the root of the output, with ``/``: ``curriculum.json``."""
    help: str
    """What the file contains: one sentence for the manual."""
    render: Callable[[CourseReader], str | bytes | None]
    """Called when the build has ended. Returns the content of the file, or ``None`` for no file.
    With ``None``, the build removes the file that an earlier build wrote."""
    begins: str = ""
    """The first words of each file that this exporter writes. A file that begins with other words
    belongs to somebody else, and stays. If this is empty, no file is ever removed."""
