"""``sphinx-pedagogy state``: what a student knows on arriving at a lesson."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.command_line import (
    add_command,
    add_course_arguments,
    add_output,
    request_of,
    write_answer,
)

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = add_command(
        subparsers, "state", "show what a student knows before a lesson, and what the lesson needs"
    )
    parser.add_argument("lesson", help="slug or number of a lesson")
    add_course_arguments(parser)
    add_output(parser, ("text", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Say what a student knows."""
    from sphinx_pedagogy.audit.build_warnings import BuildListener
    from sphinx_pedagogy.audit.report.terminal import PLAIN, terminal_of
    from sphinx_pedagogy.audit.student_state import json_state, state_at, text_state
    from sphinx_pedagogy.core.headless import read_course

    with read_course(request_of(arguments), listener=BuildListener()) as app:
        state = state_at(app.env, arguments.lesson)
    if arguments.format == "json":
        write_answer(json_state(state), arguments.output)
    else:
        terminal = PLAIN if arguments.output else terminal_of(sys.stdout)
        write_answer(text_state(state, terminal), arguments.output)
    return 0
