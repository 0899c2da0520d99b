"""What an exporter is: a file about the course, for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.core.course_reader import CourseReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A file that leaves the site: what another program reads of the course."""

    file: str
    """Its path from the root of the output, with ``/``: ``curriculum.json``."""
    help: str
    """What it holds: one sentence for the manual."""
    render: Callable[[CourseReader], str | bytes | None]
    """Makes the content of the file when the build has ended; ``None`` for no file. A file that an
    earlier build wrote is then removed."""
    begins: str = ""
    """How each of its files begins. A file that begins otherwise belongs to somebody else, and
    stays. Without this, no file is ever removed."""
