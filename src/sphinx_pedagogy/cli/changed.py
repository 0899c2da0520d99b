"""What ``sphinx-pedagogy audit`` does with ``--changed-since``: report changed lessons alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Set

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.audit.report.report import Report


def add_changed_since(parser: ArgumentParser) -> None:
    """Add since when a lesson must have changed to be listed."""
    parser.add_argument(
        "--changed-since",
        metavar="REVISION",
        help=(
            "list and count only findings of lessons that have changed, committed or not, since "
            "your branch left this revision of git"
        ),
    )


def refuse_changed_since(arguments: Namespace) -> None:
    """Complain about a revision where no finding is listed.

    :raises ReadError: there is one
    """
    if arguments.changed_since:
        raise ReadError("--fix works on the whole course; leave --changed-since out")


def stated_changes(arguments: Namespace) -> Set[Path] | None:
    """Return the files that have changed, before a long reading starts; ``None`` if none matter.

    :raises ReadError: git cannot tell, or a baseline of some lessons would be written
    """
    from sphinx_pedagogy.audit.impact.changed_files import changed_files

    if not arguments.changed_since:
        return None
    if arguments.write_baseline:
        raise ReadError("a baseline is one of the whole course; leave --changed-since out")
    return changed_files(arguments.source, arguments.changed_since)


def changed_alone(env: BuildEnvironment, files: Set[Path]) -> Callable[[Report], Report]:
    """Return what makes of a report that of the lessons of which a file has changed."""
    from sphinx_pedagogy.audit.impact.changed_files import changed_pages
    from sphinx_pedagogy.audit.report.narrowing import narrowed
    from sphinx_pedagogy.core.domain import catalogue_of

    subject_of = catalogue_of(env).subject_of
    pages = changed_pages(env, files)
    lessons = {lesson.slug for page in pages if (lesson := subject_of(page))}
    top = Path(env.srcdir).resolve()
    names = {Path(os.path.relpath(file, top)).as_posix() for file in files}
    return lambda report: narrowed(report, lessons, pages, names)
