"""``sphinx-pedagogy audit``: what a careful reviewer would say of a course."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_pedagogy.cli.arguments import (
    add_fail_on,
    add_findings_only,
    exit_code,
    from_here,
    from_root,
)
from sphinx_pedagogy.cli.baseline import (
    add_baseline,
    held,
    refuse_baseline,
    stated_baseline,
)
from sphinx_pedagogy.cli.changed import (
    add_changed_since,
    changed_alone,
    refuse_changed_since,
    stated_changes,
)
from sphinx_pedagogy.core.command_line import (
    add_command,
    add_course_arguments,
    add_output,
    request_of,
    write_answer,
)
from sphinx_pedagogy.core.gc_tuning import resting
from sphinx_pedagogy.course.errors import PedagogyError, ReadError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Callable, Iterable, Set
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.model.findings import Diagnostic

FORMATS = ("text", "json", "sarif", "lines")


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = add_command(
        subparsers, "audit", "report what is wrong with a course, without building pages"
    )
    add_course_arguments(parser)
    add_output(parser, FORMATS)
    add_fail_on(parser, "warning")
    add_findings_only(parser)
    add_baseline(parser)
    add_changed_since(parser)
    parser.add_argument(
        "--fix",
        action="store_true",
        help=(
            "instead of the findings, show fixes as a diff: missing requirements and roles, "
            "wrong names and numbers"
        ),
    )
    parser.add_argument(
        "--write", action="store_true", help="with --fix: show the diff, and change the files"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Audit a course."""
    with resting():
        return answer(arguments)


def answer(arguments: Namespace) -> int:
    """Audit a course, and write what is asked for."""
    if arguments.fix:
        refuse_baseline(arguments)
        refuse_changed_since(arguments)
        return fix(arguments)
    if arguments.write:
        raise ReadError("--write works only with --fix: it writes the fixes that --fix shows")
    baseline, changed = stated_baseline(arguments), stated_changes(arguments)
    report, only = audited(arguments, changed)
    report = held(report, baseline, arguments)
    if only is not None:
        report = only(report)
    write_answer(text_of(report, arguments), arguments.output)
    return exit_code(report, report.listed, arguments.fail_on)


def fix(arguments: Namespace) -> int:
    """Show what would mend findings, and write it if that was asked for.

    :returns: 1 if something could not be written
    :raises ReadError: the findings were asked for in a form of their own
    """
    from sphinx_pedagogy.audit.build_warnings import BuildListener
    from sphinx_pedagogy.audit.fixes.edits import FixWriter, folders_of
    from sphinx_pedagogy.cli.source_changes import show_plan
    from sphinx_pedagogy.core.domain import domain_of
    from sphinx_pedagogy.core.headless import read_course
    from sphinx_pedagogy.core.source_edits import plan_edits
    from sphinx_pedagogy.course.messages import plural

    if arguments.format != "text":
        raise ReadError("--fix writes a diff; leave --format out")
    with read_course(request_of(arguments), io.StringIO(), BuildListener()) as app:
        writer = FixWriter(app.env)
        domain = domain_of(app.env)
        # some warnings of blocks can be mended as well
        found = [
            *domain.diagnostics,
            *(problem for problem in domain.all_problems() if problem.fixes),
        ]
        active = [diagnostic for diagnostic in found if diagnostic.is_active]
        plan = plan_edits(writer.edits(active), folders_of(app.env))
        plan.refused.extend(writer.refused)
    code = show_plan(plan, arguments)
    fixable = sum(bool(diagnostic.fixes) for diagnostic in active)
    how = "written" if arguments.write else "shown"
    mended = f"{writer.mended(plan.refused)} of {plural(fixable, 'fix', 'fixes')} {how}"
    sys.stderr.write(f"{mended if fixable else 'nothing that is found has a fix'}\n")
    return code


def audit(arguments: Namespace) -> Report:
    """Return the report of a course."""
    report, _only = audited(arguments, None)
    return report


def audited(
    arguments: Namespace, changed: Set[Path] | None
) -> tuple[Report, Callable[[Report], Report] | None]:
    """Return the report of a course, and what makes of it that of its changed lessons.

    :param changed: files that have changed; the second is ``None`` without them
    """
    from sphinx_pedagogy.audit.build_warnings import BuildListener
    from sphinx_pedagogy.audit.report.builder import make_report
    from sphinx_pedagogy.core.domain import domain_of
    from sphinx_pedagogy.core.headless import read_course

    request = request_of(arguments)
    listener, said = BuildListener(), io.StringIO()
    try:
        with read_course(request, None if arguments.findings_only else said, listener) as app:
            domain = domain_of(app.env)
            heard = [] if arguments.findings_only else listener.warnings(app)
            report = make_report(
                app.env, domain.catalogue, domain.diagnostics, domain.failures, heard
            )
            if arguments.format == "sarif":
                report = with_edits(app.env, report, domain.diagnostics)
            only = None if changed is None else changed_alone(app.env, changed)
    except PedagogyError:
        sys.stderr.write(said.getvalue())  # there is no report to say it in
        raise
    for failure in () if arguments.findings_only else report.failed:
        sys.stderr.write(f"{failure.place.document or request.source}: {failure.text}\n")
    return report, only


def with_edits(env: BuildEnvironment, report: Report, found: Iterable[Diagnostic]) -> Report:
    """Return a report that knows what would be written to mend its findings."""
    from sphinx_pedagogy.audit.fixes.edits import FixWriter
    from sphinx_pedagogy.audit.report.builder import located_in

    writer, edits = FixWriter(env), {}
    for finding in found:
        if finding.fixes and finding.is_active and (made := writer.edits_of_one(finding)):
            place = located_in(env, finding)
            edits[finding.code, place, finding.text] = made
    return replace(report, edits=edits)


def text_of(report: Report, arguments: Namespace) -> str:
    """Return the report in the form that was asked for."""
    source = arguments.source
    if arguments.format == "json":
        from sphinx_pedagogy.audit.report.report_json import json_report

        return json_report(report)
    if arguments.format == "sarif":
        from sphinx_pedagogy.audit.report.sarif import sarif_report
        from sphinx_pedagogy.audit.report.source_lines import Sources

        return sarif_report(report, from_root(source), Sources(source))
    if arguments.format == "lines":
        from sphinx_pedagogy.audit.report.line_format import line_report
        from sphinx_pedagogy.audit.report.source_lines import Sources

        return line_report(report, from_here(source), Sources(source))
    from sphinx_pedagogy.audit.report.terminal import PLAIN, terminal_of
    from sphinx_pedagogy.audit.report.text_format import text_report

    terminal = PLAIN if arguments.output else terminal_of(sys.stdout)
    return text_report(report, terminal, from_here(source))
