"""Writing what leaves the site, beside the output of a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.course_ready import reader_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.failures import guarded
from sphinx_pedagogy.core.registry import registry_of
from sphinx_pedagogy.course.messages import Subtype, emit_warning

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_pedagogy.core.course_reader import CourseReader
    from sphinx_pedagogy.core.exporter import Exporter

_INDEXES = ("genindex", "search")
_FILES = (".buildinfo", "objects.inv", "searchindex.js")


class FileWriter:
    """Writes the files of all exporters of an application, and no file of anybody else."""

    def __init__(self) -> None:
        """Know no file yet."""
        self._before: dict[str, int | None] = {}
        """By exporter, when its file was changed before the build."""

    def note_files(self, app: Sphinx) -> None:
        """Note what is there before the build writes anything."""
        for file in registry_of(app).exporters:
            self._before[file] = changed(Path(app.outdir, file))

    def write_files(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the file of each exporter, after a build that came to its end."""
        if exception is not None:
            return
        reader = reader_of(app) if domain_of(app.env).pages else None
        pages = pages_of(app)
        for exporter in registry_of(app).exporters.values():
            file = Path(app.outdir, exporter.file)
            is_written = changed(file) not in {None, self._before.get(exporter.file)}
            if file in pages or is_foreign(exporter, file, is_written=is_written):
                if reader:
                    refuse(exporter)
                continue
            write(exporter, file, reader)
            self._before[exporter.file] = changed(file)


def changed(file: Path) -> int | None:
    """Return when a file was changed, in nanoseconds; ``None`` if there is none."""
    return file.stat().st_mtime_ns if file.is_file() else None


def pages_of(app: Sphinx) -> set[Path]:
    """Return the files that the builder writes for pages and indexes, if it has one for each.

    A build that changes no page writes none of them, so that no clock tells whose they are.
    """
    builder, outdir = app.builder, Path(app.outdir)
    if not hasattr(builder, "get_outfilename"):
        return set()
    indexes = [
        f"{domain.name}-{index.name}"
        for domain in app.env.domains.sorted()
        for index in domain.indices
    ]
    names = {*app.env.found_docs, *indexes, *app.config.html_additional_pages, *_INDEXES}
    return {Path(builder.get_outfilename(name)) for name in names} | {outdir / f for f in _FILES}


def is_foreign(exporter: Exporter, file: Path, *, is_written: bool) -> bool:
    """Whether a file is somebody else's.

    :param is_written: whether this build has written it already
    """
    if not exporter.begins:
        return is_written
    return file.is_file() and not begins_as_ours(exporter, file)


def begins_as_ours(exporter: Exporter, file: Path) -> bool:
    """Whether a file begins as those of an exporter; one that was cut off while written, too."""
    begins = exporter.begins.encode("utf-8")
    with file.open("rb") as stream:
        return begins.startswith(stream.read(len(begins)))


def refuse(exporter: Exporter) -> None:
    """Say that a file is somebody else's."""
    package = str(getattr(exporter.render, "__module__", "")).partition(".")[0]
    emit_warning(
        Subtype.FAILURE,
        f'the exporter of "{exporter.file}" of {package} wrote nothing: the output has such a file '
        "of somebody else, which is left as it is; tell its author to name another file, or remove "
        "this one if an earlier version wrote it",
    )


def write(exporter: Exporter, file: Path, reader: CourseReader | None) -> None:
    """Write one file, unless it is as it was.

    :param reader: the course; ``None`` if no page states anything
    """
    what = f'the exporter of "{exporter.file}"'
    remedy = "the file is left as it was"
    with guarded(what, exporter.render, remedy, lambda text: emit_warning(Subtype.FAILURE, text)):
        packed = packed_by(exporter, reader) if reader else None
        if packed is None:
            remove_old(exporter, file)
        elif not file.is_file() or file.read_bytes() != packed:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(packed)


def packed_by(exporter: Exporter, reader: CourseReader) -> bytes | None:
    """Return what an exporter makes of a course, as bytes.

    :raises TypeError: it is neither text nor bytes
    :raises ValueError: it does not begin as the exporter says
    """
    content: object = exporter.render(reader)
    if content is None:
        return None
    packed = content.encode("utf-8") if isinstance(content, str) else content
    if not isinstance(packed, bytes):
        raise TypeError(f"render returns {content!r}, which is neither text, bytes nor None")
    if not packed.startswith(exporter.begins.encode("utf-8")):
        raise ValueError(f'what render returns does not begin with "{exporter.begins}" (begins)')
    return packed


def remove_old(exporter: Exporter, file: Path) -> None:
    """Remove the file of a course that is none any more; one of somebody else stays."""
    if exporter.begins and file.is_file() and begins_as_ours(exporter, file):
        file.unlink()
