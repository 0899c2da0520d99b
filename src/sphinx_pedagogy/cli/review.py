"""``sphinx-pedagogy review``: what reviews say of a lesson, and sealing the last one."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.command_line import (
    add_command,
    add_course_arguments,
    request_of,
    write_answer,
)
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = add_command(
        subparsers,
        "review",
        "show the reviews of a lesson and what has changed since, or seal the last one",
    )
    parser.add_argument("lesson", help="slug or number of a lesson")
    add_course_arguments(parser)
    parser.add_argument(
        "--seal",
        action="store_true",
        help=(
            "show a diff with the line that binds the last review to the present text of the lesson"
        ),
    )
    parser.add_argument(
        "--write", action="store_true", help="with --seal: show the diff, and change the file"
    )
    parser.set_defaults(run=run, output=None)


def run(arguments: Namespace) -> int:
    """Say how a lesson stands to its reviews, or seal the last of them."""
    from sphinx_pedagogy.audit.fixes.edits import folders_of
    from sphinx_pedagogy.audit.seal_writer import (
        against_sealing,
        reviewed_lesson,
        seal_edit,
        state_of,
    )
    from sphinx_pedagogy.cli.source_changes import show_plan
    from sphinx_pedagogy.core.headless import read_course
    from sphinx_pedagogy.core.source_edits import Edit, Refused, plan_edits

    if arguments.write and not arguments.seal:
        raise ReadError("--write works only with --seal: it writes what --seal shows")
    with read_course(request_of(arguments), io.StringIO()) as app:
        found = reviewed_lesson(app.env, arguments.lesson)
        if not arguments.seal:
            write_answer(state_of(found))
            return 0
        if against := list(against_sealing(found.bound)):
            sys.stderr.write("".join(f"{line}\n" for line in against))
            sys.stderr.write("not sealed: fix these first\n")
            return 1
        made = seal_edit(app.env, found.bound)
        edits = [made] if isinstance(made, Edit) else []
        plan = plan_edits(edits, folders_of(app.env))
        plan.refused.extend([made] if isinstance(made, Refused) else [])
    return show_plan(plan, arguments)
