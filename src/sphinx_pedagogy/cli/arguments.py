"""What all commands about a course have in common: which course, and how to read it."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.errors import ReadError
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Callable, Iterable

    from sphinx_pedagogy.audit.report.report import Entry, Report
    from sphinx_pedagogy.core.course_request import Request

NEVER = "never"
EXIT_CODES = (
    "Exit codes: 0 all is well, 1 something was found, 2 the command could not be run, or a rule "
    "failed, 130 it was interrupted."
)


def add_command(
    subparsers: _SubParsersAction[ArgumentParser], name: str, about: str
) -> ArgumentParser:
    """Add a command, with one sentence about it."""
    return subparsers.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=EXIT_CODES
    )


def add_course(parser: ArgumentParser) -> None:
    """Add which course to read, and how."""
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
        help="read what `only` shows with this tag, as for sphinx-build",
    )
    parser.add_argument(
        "-j", dest="jobs", default="1", metavar="N", help="read in N processes, or auto"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="read all pages again, whatever has changed"
    )
    parser.add_argument(
        "--cells",
        action="store_true",
        help="run cells as conf.py says, or take their cached outputs; left out, none is run",
    )


def add_output(parser: ArgumentParser, formats: tuple[str, ...]) -> None:
    """Add how to write the answer, and where."""
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help="default: %(default)s"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def add_findings_only(parser: ArgumentParser) -> None:
    """Add whether the warnings of the build belong into the report."""
    parser.add_argument(
        "--findings-only",
        action="store_true",
        help="leave out the warnings of Sphinx, MyST and others about the same pages: they go to "
        "standard error, and decide nothing",
    )


def add_fail_on(parser: ArgumentParser, default: str) -> None:
    """Add from which severity on the exit code is 1."""
    weights = [severity.value for severity in Severity if severity is not Severity.OFF]
    parser.add_argument(
        "--fail-on",
        choices=[*weights, NEVER],
        default=default,
        help="end with exit code 1 if something weighs that much (default: %(default)s)",
    )


def exit_code(report: Report, entries: Iterable[Entry], fail_on: str) -> int:
    """Return the exit code: 1 if a finding weighs at least *fail_on*, 2 if a rule failed."""
    if report.failed:
        return 2
    if fail_on == NEVER:
        return 0
    least = Severity(fail_on).rank
    return int(any(entry.severity.rank <= least for entry in entries))


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
        arguments.source,
        arguments.cache,
        settings,
        arguments.cells,
        jobs_of(arguments.jobs),
        arguments.fresh,
        tuple(arguments.tags),
    )


def jobs_of(text: str) -> int:
    """Return the number of processes that ``-j`` asks for."""
    if text == "auto":
        return os.cpu_count() or 1
    if text.isdecimal() and int(text):
        return int(text)
    raise ReadError(f"-j {text}: write a number, or auto")


def write(text: str, output: Path | None) -> None:
    """Write an answer to a file, or to standard output."""
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


def from_here(source: Path) -> Callable[[str], str]:
    """Return what makes a path from the source folder one from the current folder."""
    return _from(source, Path.cwd())


def from_root(source: Path) -> Callable[[str], str]:
    """Return what makes a path from the source folder one from the root of the repository.

    Outside of a repository that is the current folder.
    """
    top = source.resolve()
    root = next((one for one in (top, *top.parents) if (one / ".git").exists()), Path.cwd())
    return _from(source, root)


def _from(source: Path, base: Path) -> Callable[[str], str]:
    start = os.path.relpath(source.resolve(), base)

    @cache  # a file may have many findings
    def path(file: str) -> str:
        return Path(os.path.normpath(os.path.join(start, file))).as_posix() if file else ""  # noqa: PTH118

    return path
