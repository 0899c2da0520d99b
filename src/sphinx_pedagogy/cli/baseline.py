"""What ``sphinx-pedagogy audit`` does with a baseline: hold a report against it, and write it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.command_line import write_answer
from sphinx_pedagogy.course.errors import ReadError
from sphinx_pedagogy.course.messages import plural

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Set

    from sphinx_pedagogy.audit.report.baseline import Baseline
    from sphinx_pedagogy.audit.report.report import Report


def add_baseline(parser: ArgumentParser) -> None:
    """Add which findings are known, and where to write them down."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help=(
            "list and count only findings that this file lacks; findings that are gone become notes"
        ),
    )
    group.add_argument(
        "--write-baseline",
        type=Path,
        metavar="FILE",
        help="write the findings to this file; if it exists, only take out findings that are gone",
    )


def refuse_baseline(arguments: Namespace) -> None:
    """Complain about a baseline where no finding is listed.

    :raises ReadError: there is one
    """
    for name in ("baseline", "write_baseline"):
        if getattr(arguments, name):
            option = name.replace("_", "-")
            raise ReadError(f"--fix fixes all findings, known or new; leave --{option} out")


def stated_baseline(arguments: Namespace) -> Baseline | None:
    """Return the baseline that the report is to be held against, before a long reading starts.

    :raises ReadError: it does not exist, or is damaged
    """
    from sphinx_pedagogy.audit.report.baseline_file import read_baseline

    if arguments.baseline:
        return read_baseline(arguments.baseline, arguments.source)
    if arguments.write_baseline and arguments.write_baseline.exists():
        return read_baseline(arguments.write_baseline, arguments.source)
    return None


def held(report: Report, baseline: Baseline | None, arguments: Namespace) -> Report:
    """Return the report held against a baseline; write that first if it was asked for."""
    asked = {rule.id for rule in report.rules} if arguments.findings_only else None
    if arguments.write_baseline:
        baseline = written(report, baseline, asked, arguments)
    return report if baseline is None else baseline.compare(report, asked)


def written(
    report: Report, before: Baseline | None, asked: Set[str] | None, arguments: Namespace
) -> Baseline | None:
    """Write a baseline, say on standard error what became of it, and return it.

    What is new goes only into a file that did not exist. If a rule failed, nothing is written.
    """
    from sphinx_pedagogy.audit.report.baseline import baseline_of
    from sphinx_pedagogy.audit.report.baseline_file import baseline_text

    file = arguments.write_baseline
    if report.failed:
        sys.stderr.write(f"{file}: not written, since findings may be missing\n")
        return before
    after = baseline_of(report.active) if before is None else before.shrunk(report, asked)
    write_answer(baseline_text(after), file)
    said = [f"{plural(after.total, 'finding')} written down"]
    if before is not None:
        said.append(f"{before.total - after.total} taken out")
    new = len(after.compare(report).listed)
    if new:
        said.append(f"{new} new not added: fix them, or delete the file first")
    sys.stderr.write(f"{file}: {', '.join(said)}\n")
    return after
