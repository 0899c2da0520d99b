"""What commands that report findings have in common: what decides, and how files are named."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable

    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.model.findings import Diagnostic

NEVER = "never"


def add_findings_only(parser: ArgumentParser) -> None:
    """Add whether the warnings of the build belong into the report."""
    parser.add_argument(
        "--findings-only",
        action="store_true",
        help=(
            "leave out the warnings of Sphinx, MyST and other extensions: they go to standard "
            "error, and do not change the exit code"
        ),
    )


def add_fail_on(parser: ArgumentParser, default: str) -> None:
    """Add from which severity on the exit code is 1."""
    severities = [severity.value for severity in Severity if severity is not Severity.OFF]
    parser.add_argument(
        "--fail-on",
        choices=[*severities, NEVER],
        default=default,
        help="lowest severity that gives the exit code 1 (default: %(default)s)",
    )


def exit_code(report: Report, entries: Iterable[Diagnostic], fail_on: str) -> int:
    """Return the exit code: 1 if a finding weighs at least *fail_on*, 2 if a rule failed."""
    if report.failed:
        return 2
    if fail_on == NEVER:
        return 0
    least = Severity(fail_on).rank
    return int(any(entry.severity.rank <= least for entry in entries))


def from_here(source: Path) -> Callable[[str], str]:
    """Return what makes a path from the source folder one from the current folder."""
    return _from(source, Path.cwd())


def from_root(source: Path) -> Callable[[str], str]:
    """Return what makes a path from the source folder one from the root of the repository.

    Outside of a repository that is the current folder.
    """
    top = source.resolve()
    root = next(
        (folder for folder in (top, *top.parents) if (folder / ".git").exists()), Path.cwd()
    )
    return _from(source, root)


def _from(source: Path, base: Path) -> Callable[[str], str]:
    start = os.path.relpath(source.resolve(), base)

    @cache  # a file may have many findings
    def path(file: str) -> str:
        return Path(os.path.normpath(os.path.join(start, file))).as_posix() if file else ""  # noqa: PTH118

    return path
