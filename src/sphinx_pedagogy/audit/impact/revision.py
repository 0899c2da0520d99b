"""A course as it was at a revision of its repository."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.report.report_json import report_of
from sphinx_pedagogy.audit.report.source_lines import read_lines
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_pedagogy.audit.report.report import Report


class Past(NamedTuple):
    """A course as it was."""

    report: Report
    texts: Mapping[str, str]
    """The files of its lessons, by path from the source folder."""


def past_at(revision: str, source: Path, options: Sequence[str]) -> Past:
    """Return what this audit says of the course as it was, and the texts of its lessons.

    Another process reads it: modules that one ``conf.py`` imports must not serve the other.

    :param options: of ``sphinx-pedagogy audit``
    :raises ReadError: there is no such revision, or the course could not be read then
    """
    with checked_out(revision, source) as folder:
        answer = folder.parent / "audit.json"
        # no module is taken from where we happen to be (-P): that may be a stranger's copy
        command = [sys.executable, "-P", "-m", "sphinx_pedagogy", "audit", str(folder)]
        command += ["--format", "json", "--fail-on", "never", "--output", str(answer), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            said = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            reason = said[0].removeprefix("sphinx-pedagogy: ")
            raise ReadError(f'the course cannot be read as it was at "{revision}": {reason}')
        report = report_of(json.loads(answer.read_text(encoding="utf-8")))
        return Past(report, texts_of(report, folder))


def texts_of(report: Report, source: Path) -> Mapping[str, str]:
    """Return the files of the lessons of a report, by path from the source folder."""
    files = {lesson.file for lesson in report.lessons if lesson.file}
    return {file: "\n".join(read_lines(source / file)) for file in files}


@contextlib.contextmanager
def checked_out(revision: str, source: Path) -> Iterator[Path]:
    """Give the source folder as it was, in a temporary copy of the repository.

    Neither the working tree nor the repository is touched.
    """
    root = Path(git(source, "rev-parse", "--show-toplevel").decode().strip())
    try:
        commit = git(source, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except ReadError:
        raise ReadError(f'git knows no revision "{revision}"') from None
    below = source.resolve().relative_to(root.resolve())
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch, "tree")
        files = io.BytesIO(git(root, "archive", "--format=tar", commit.decode().strip()))
        with tarfile.open(fileobj=files) as archive:
            extract(archive, tree)
        if not (tree / below / "conf.py").is_file():
            raise ReadError(f'there was no {(below / "conf.py").as_posix()} at "{revision}"')
        yield tree / below


def extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the files of an archive."""
    if hasattr(tarfile, "tar_filter"):
        archive.extractall(folder, filter="tar")
    else:  # before Python 3.11.4
        archive.extractall(folder)  # noqa: S202 (git wrote it)


def git(folder: Path, *arguments: str) -> bytes:
    """Return what git says.

    :raises ReadError: there is no git, or it fails
    """
    program = shutil.which("git")
    if program is None:
        raise ReadError("this needs git, which is not installed")
    command = [program, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise ReadError(f"git: {said[0] if said else 'it failed'}")
    return done.stdout
