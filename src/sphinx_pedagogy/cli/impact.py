"""``sphinx-pedagogy impact``: what a change of the course breaks and mends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.cli.arguments import (
    NEVER,
    add_fail_on,
    add_findings_only,
    exit_code,
    from_root,
)
from sphinx_pedagogy.core.command_line import (
    add_command,
    add_course_arguments,
    add_output,
    request_of,
    write_answer,
)
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.audit.impact.compare import Difference
    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model.findings import Diagnostic


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = add_command(
        subparsers,
        "impact",
        "report what a change of the course breaks and fixes; no file is changed",
    )
    change = parser.add_mutually_exclusive_group(required=True)
    change.add_argument(
        "--move", metavar="LESSON", help="move this lesson; also give --after or --before"
    )
    change.add_argument(
        "--remove", metavar="LESSON", help="leave this lesson out, with its plan and reviews"
    )
    change.add_argument(
        "--against", metavar="REVISION", help="compare the course with this revision of git"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--after", metavar="LESSON", help="with --move: put the moved lesson after this lesson"
    )
    where.add_argument(
        "--before", metavar="LESSON", help="with --move: put the moved lesson before this lesson"
    )
    add_course_arguments(parser)
    add_output(parser, ("markdown", "json"))
    add_fail_on(parser, NEVER)
    add_findings_only(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Compare two courses."""
    if bool(arguments.move) is not bool(arguments.after or arguments.before):
        raise ReadError("--move needs --after LESSON or --before LESSON, and nothing else does")
    difference = against(arguments) if arguments.against else supposed(arguments)
    if arguments.format == "json":
        from sphinx_pedagogy.audit.impact.impact_json import json_difference

        write_answer(json_difference(difference), arguments.output)
    else:
        from sphinx_pedagogy.audit.impact.pull_request_comment import markdown

        write_answer(markdown(difference, from_root(arguments.source)), arguments.output)
    return exit_code(
        difference.after, [*difference.introduced, *difference.follows], arguments.fail_on
    )


def against(arguments: Namespace) -> Difference:
    """Return the difference to a revision."""
    from sphinx_pedagogy.audit.impact.compare import compare
    from sphinx_pedagogy.audit.impact.revision import past_at, texts_of
    from sphinx_pedagogy.cli.audit import audit

    options = ["-j", arguments.jobs]
    for setting in arguments.settings:
        options += ["-D", setting]
    for tag in arguments.tags:
        options += ["-t", tag]
    options += ["--cells"] * arguments.cells + ["--findings-only"] * arguments.findings_only
    request_of(arguments)  # slips are told before much is read
    before = past_at(arguments.against, arguments.source, options)
    after = audit(arguments)
    now = texts_of(after, arguments.source)
    return compare(f"Since `{arguments.against}`", before.report, after, before.texts, now)


def supposed(arguments: Namespace) -> Difference:
    """Return the difference to the course as it would be."""
    from sphinx_pedagogy.audit.build_warnings import BuildListener
    from sphinx_pedagogy.audit.impact.compare import compare
    from sphinx_pedagogy.audit.report.builder import make_report
    from sphinx_pedagogy.core.domain import domain_of
    from sphinx_pedagogy.core.headless import read_course

    with read_course(request_of(arguments), listener=BuildListener()) as app:
        domain = domain_of(app.env)
        before = make_report(app.env, domain.catalogue, domain.diagnostics)
        what, catalogue = change(app.env, arguments)
        return compare(what, before, report_of(app.env, catalogue))


def change(env: BuildEnvironment, arguments: Namespace) -> tuple[str, Catalogue]:
    """Return what is changed, in words, and the course that it gives."""
    from sphinx_pedagogy.audit.impact.change import moved, named_lesson, removed
    from sphinx_pedagogy.audit.impact.pull_request_comment import plain
    from sphinx_pedagogy.core.domain import domain_of
    from sphinx_pedagogy.core.view import lesson_name

    catalogue = domain_of(env).catalogue
    lesson = named_lesson(catalogue, arguments.move or arguments.remove)
    name = plain(lesson_name(lesson))
    if arguments.remove:
        return f"Removing “{name}”", removed(env, lesson)
    target = named_lesson(catalogue, arguments.before or arguments.after)
    side = "before" if arguments.before else "after"
    what = f"Moving “{name}” {side} “{plain(lesson_name(target))}”"
    return what, moved(env, lesson, target, before=bool(arguments.before))


def report_of(env: BuildEnvironment, catalogue: Catalogue) -> Report:
    """Return the report of a course as it would be."""
    from sphinx_pedagogy.audit.course_audit import diagnose, findings_of
    from sphinx_pedagogy.audit.report.builder import make_report
    from sphinx_pedagogy.core.domain import domain_of

    failed: list[Diagnostic] = []
    diagnostics = diagnose(env, findings_of(env, catalogue, failed))
    return make_report(env, catalogue, diagnostics, [*domain_of(env).failures, *failed])
