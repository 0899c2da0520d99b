"""What commands have in common: their arguments, which course they are about, where they answer.

Nothing of Sphinx is imported before a command runs: the command line has to start at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterator

    from sphinx_pedagogy.core.course_reader import CourseReader
    from sphinx_pedagogy.core.course_request import Request

EXIT_CODES = (
    "Exit codes: 0 all is well, 1 something was found, 2 the command could not be run, or a rule "
    "failed, 130 it was interrupted."
)


def add_command(
    subparsers: _SubParsersAction[ArgumentParser], name: str, about: str
) -> ArgumentParser:
    """Add a command to the command line.

    :param subparsers: what the entry point of the command is called with
    :param about: what the command does: a sentence with neither a capital letter nor a full stop
    """
    return subparsers.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=EXIT_CODES
    )


def add_course_arguments(parser: ArgumentParser) -> None:
    """Add to *parser* the arguments that say which course to read, and how."""
    parser.add_argument(
        "source", nargs="?", default=".", type=Path, help="folder with conf.py (default: .)"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="FOLDER",
        help="where to keep what was read, for the next time (default: _build/audit in the "
        "source folder; build/audit beside a folder named source)",
    )
    parser.add_argument(
        "-D",
        dest="settings",
        action="append",
        default=[],
        metavar="SETTING=VALUE",
        help="replace a setting of conf.py, as for sphinx-build",
    )
    parser.add_argument(
        "-t",
        dest="tags",
        action="append",
        default=[],
        metavar="TAG",
        help="set this tag, as in sphinx-build; the directive `only` then shows what is for "
        "this tag",
    )
    parser.add_argument(
        "-j",
        dest="jobs",
        default="1",
        metavar="N",
        help="read pages in N processes; auto means one for each processor",
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="read all pages again, even those that have not changed",
    )
    parser.add_argument(
        "--cells",
        action="store_true",
        help=(
            "run cells as conf.py says, or take their cached outputs; without this option no "
            "cell runs"
        ),
    )


def add_output(parser: ArgumentParser, formats: tuple[str, ...]) -> None:
    """Add how to write the answer, and where."""
    parser.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        help="format of the output (default: %(default)s)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="file for the output (default: standard output)",
    )


def request_of(arguments: Namespace) -> Request:
    """Return what to read."""
    from sphinx_pedagogy.core.course_request import Request

    settings = {}
    for stated in arguments.settings:
        name, equals, value = stated.partition("=")
        if not equals:
            raise ReadError(f"-D {stated}: write it as SETTING=VALUE")
        settings[name] = value
    return Request(
        source=arguments.source,
        cache=arguments.cache,
        settings=settings,
        cells=arguments.cells,
        jobs=jobs_of(arguments.jobs),
        fresh=arguments.fresh,
        tags=tuple(arguments.tags),
    )


def jobs_of(text: str) -> int:
    """Return the number of processes that ``-j`` asks for."""
    if text == "auto":
        return os.cpu_count() or 1
    if text.isdecimal() and int(text):
        return int(text)
    raise ReadError(f"-j {text}: write a number, or auto")


def write_answer(text: str, output: Path | None = None) -> None:
    """Write the answer of a command to a file, or to standard output."""
    if output is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            # whoever reads it has read enough; nor must Python try again when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReadError(f"{output}: {error.strerror}") from error


@contextlib.contextmanager
def open_course(arguments: Namespace) -> Iterator[CourseReader]:
    """Read the course that a command is about. Mistakes on pages are left to the audit.

    :param arguments: the result of a parser that has the arguments of :func:`add_course_arguments`
    :raises ReadError: the project cannot be read
    """
    import io

    from sphinx_pedagogy.core.course_ready import reader_of
    from sphinx_pedagogy.core.headless import read_course

    with read_course(request_of(arguments), warnings=io.StringIO()) as app:
        yield reader_of(app)
