"""Writing what leaves the site, beside the output of a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.course_ready import reader_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.failures import caught
from sphinx_pedagogy.core.registry import registry_of
from sphinx_pedagogy.course.messages import Subtype, give_now

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_pedagogy.core.course_reader import CourseReader
    from sphinx_pedagogy.core.exporter import Exporter


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the file of each exporter, after a build that came to its end."""
    if exception is not None:
        return
    reader = reader_of(app)
    states_something = bool(domain_of(app.env).pages)
    for exporter in registry_of(app).exporters.values():
        file = Path(app.outdir, exporter.file)
        write(exporter, file, reader if states_something else None)


def write(exporter: Exporter, file: Path, reader: CourseReader | None) -> None:
    """Write one file, unless it is as it was.

    :param reader: the course; ``None`` if no page states anything
    """
    what = f'the exporter of "{exporter.file}"'
    remedy = "the file is left as it was"
    with caught(what, exporter.render, remedy, lambda text: give_now(Subtype.FAILURE, text)):
        content = exporter.render(reader) if reader else None
        if content is None:
            remove_old(exporter, file)
            return
        packed = content.encode("utf-8") if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != packed:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(packed)


def remove_old(exporter: Exporter, file: Path) -> None:
    """Remove the file of a course that is none any more; one of somebody else stays."""
    if exporter.begins and file.is_file():
        begins = exporter.begins.encode("utf-8")
        with file.open("rb") as stream:
            ours = stream.read(len(begins)) == begins
        if ours:
            file.unlink()
