"""``sphinx-pedagogy new``: a course, module or lesson to fill in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.command_line import add_course_arguments, request_of, write_answer
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction

    from sphinx_pedagogy.skeletons.new_pages import Made


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    about = "write a new course, module or lesson to fill in; no file is overwritten"
    parser = subparsers.add_parser("new", help=about, description=f"{about.capitalize()}.")
    kinds = parser.add_subparsers(title="kinds", metavar="KIND", required=True)
    course = kinds.add_parser("course", help="conf.py, a first module and its first lesson")
    course.add_argument("title", help="title of the course")
    course.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="folder of the course (default: the title in small letters)",
    )
    course.set_defaults(run=run_course)
    module = kinds.add_parser("module", help="a new folder with the front page of a module")
    module.add_argument("title", help="title of the module")
    module.add_argument("--series", default="", help="number of a series (default: the last)")
    add_course_arguments(module)
    module.set_defaults(run=run_module)
    lesson = kinds.add_parser("lesson", help="a lesson at the end of a module")
    lesson.add_argument("title", help="title of the lesson")
    lesson.add_argument("--module", default="", help="number of a module (default: the last)")
    add_course_arguments(lesson)
    lesson.set_defaults(run=run_lesson)


def run_course(arguments: Namespace) -> int:
    """Write a course."""
    from sphinx_pedagogy.course.names import slug
    from sphinx_pedagogy.skeletons.new_pages import new_course

    title = check_title(arguments.title)
    return say(*new_course(title, arguments.folder or Path(slug(title))))


def run_module(arguments: Namespace) -> int:
    """Write a module."""
    from sphinx_pedagogy.audit.build_warnings import BuildListener
    from sphinx_pedagogy.core.domain import domain_of
    from sphinx_pedagogy.core.headless import read_course
    from sphinx_pedagogy.skeletons.new_pages import new_module

    title = check_title(arguments.title)
    with read_course(request_of(arguments), listener=BuildListener()) as app:
        return say(new_module(app.env, domain_of(app.env).catalogue, title, arguments.series))


def run_lesson(arguments: Namespace) -> int:
    """Write a lesson."""
    from sphinx_pedagogy.audit.build_warnings import BuildListener
    from sphinx_pedagogy.core.domain import domain_of
    from sphinx_pedagogy.core.headless import read_course
    from sphinx_pedagogy.skeletons.new_pages import new_lesson

    title = check_title(arguments.title)
    with read_course(request_of(arguments), listener=BuildListener()) as app:
        return say(new_lesson(app.env, domain_of(app.env).catalogue, title, arguments.module))


def check_title(title: str) -> str:
    """Return a title that names something.

    :raises ReadError: it has neither letter nor digit, or more than one line
    """
    from sphinx_pedagogy.course.names import slug

    if not slug(title) or len(title.splitlines()) > 1:
        raise ReadError(f"{title!r} is no title: it needs a letter or a digit, on one line")
    return title


def say(*made: Made) -> int:
    """Say what was written, and what is left to do."""
    for file, contents, listed in made:
        name = os.path.relpath(file)
        write_answer(f"{name}\n", None)
        if not listed:
            text = f"  add it to the table of contents of {os.path.relpath(contents)}\n"
            write_answer(text, None)
    return 0
