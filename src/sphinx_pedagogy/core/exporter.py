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
    """Makes its content, when the build has ended; ``None`` if the course has nothing to say.
    Then a file that an earlier build wrote is removed."""
    begins: str = ""
    """How each of its files begins; a file that begins otherwise is somebody else's, and stays.
    Without it none is ever removed."""
