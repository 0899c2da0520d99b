"""``sphinx-pedagogy concepts``: the concepts that a course without markup seems to have."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.cli.arguments import from_here
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
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_pedagogy.suggest.ranking import Suggestion

MOST = 50


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = add_command(
        subparsers,
        "concepts",
        "suggest concepts for a course that has no markup yet, and write their blocks on request",
    )
    parser.add_argument(
        "--suggest",
        action="store_true",
        required=True,
        help="list the names that look like concepts, the most useful first",
    )
    parser.add_argument(
        "--most",
        type=int,
        default=MOST,
        metavar="N",
        help="list only the first N names (default: %(default)s)",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        help="take only this concept; may be given more than once",
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--diff", action="store_true", help="show the blocks of these concepts as a diff"
    )
    change.add_argument("--write", action="store_true", help="show the diff, and change the files")
    add_course_arguments(parser)
    add_output(parser, ("text", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Suggest concepts."""
    from sphinx_pedagogy.core.headless import read_course
    from sphinx_pedagogy.suggest.ranking import suggestions

    if arguments.most < 1:
        raise ReadError(f"--most {arguments.most}: write a number of at least 1")
    with read_course(request_of(arguments), io.StringIO(), with_ours=True) as app:
        found = suggestions(app.env)
        chosen = chosen_of(found, arguments)
        if arguments.diff or arguments.write:
            return change(app, chosen, arguments)
        write_answer(answer(app, chosen, len(found), arguments), arguments.output)
    return 0


def chosen_of(found: Sequence[Suggestion], arguments: Namespace) -> list[Suggestion]:
    """Return the suggestions that were asked for.

    :raises ReadError: nothing of a name is suggested
    """
    from sphinx_pedagogy.course.messages import suggest
    from sphinx_pedagogy.course.names import key

    if not arguments.only:
        return list(found[: arguments.most])
    by_key = {key(suggestion.name): suggestion for suggestion in found}
    for name in arguments.only:
        if key(name) not in by_key:
            names = [suggestion.name for suggestion in found]
            raise ReadError(f'--only: "{name}" is not suggested; {suggest(name, names)}')
    return [by_key[key(name)] for name in arguments.only]


def answer(app: Sphinx, chosen: Sequence[Suggestion], total: int, arguments: Namespace) -> str:
    """Return the suggestions in the form that was asked for."""
    from sphinx_pedagogy.suggest.report_formats import json_report, text_report

    if arguments.format == "json":
        return json_report(app.env, chosen)
    total = len(chosen) if arguments.only else total
    return text_report(app.env, chosen, total, from_here(arguments.source))


def change(app: Sphinx, chosen: Sequence[Suggestion], arguments: Namespace) -> int:
    """Show the diff, and write it if that was asked for."""
    from sphinx_pedagogy.cli.source_changes import show_plan
    from sphinx_pedagogy.core.source_edits import plan_edits
    from sphinx_pedagogy.suggest.blocks import edits_for
    from sphinx_pedagogy.suggest.report_formats import nothing

    if not chosen:
        sys.stderr.write(f"{nothing(app.env)}\n")
    edits, refused = edits_for(app.env, chosen)
    plan = plan_edits(edits, [Path(app.srcdir)])
    plan.refused.extend(refused)
    code = show_plan(plan, arguments)
    if plan.files and not any(
        extension.startswith("sphinx_pedagogy") for extension in app.config.extensions
    ):
        sys.stderr.write(
            f'{arguments.source / "conf.py"}: add "sphinx_pedagogy" to extensions, '
            "or Sphinx does not know these blocks\n"
        )
    return code
