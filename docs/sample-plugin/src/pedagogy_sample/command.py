"""``sphinx-pedagogy times``: how long a course takes, without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pedagogy_sample.times import minutes_of, number_of, total
from sphinx_pedagogy.api import add_command, add_course_arguments, open_course, write_answer

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction


def add_parser(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command: the entry point names this function."""
    parser = add_command(subparsers, "times", "say how long the lessons of a course take")
    add_course_arguments(parser)
    parser.set_defaults(run=run)  # what the command line calls


def run(arguments: Namespace) -> int:
    """Print the times, and return 1 if a lesson does not say how long it takes."""
    with open_course(arguments) as reader:
        lessons = reader.course.lessons
    lines = [
        f"{number_of(lesson)} {lesson.title}: {minutes_of(lesson) or '?'}" for lesson in lessons
    ]
    write_answer("\n".join([*lines, f"Total: {total(lessons)}", ""]))
    return int(not all(map(minutes_of, lessons)))
