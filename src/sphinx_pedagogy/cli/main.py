"""The command line, ``sphinx-pedagogy``: a table of commands, ours and those of plugins."""

from __future__ import annotations

import argparse
import sys
import traceback
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

import sphinx_pedagogy
from sphinx_pedagogy.core.gc_tuning import end_with_command, relaxed
from sphinx_pedagogy.course.errors import PedagogyError

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUP = "sphinx_pedagogy.commands"
"""The entry points by which plugins add commands: the command line knows no ``conf.py`` yet."""
COMMANDS = {
    name: EntryPoint(name, f"{__package__}.{name}:add_parser", GROUP)
    for name in (
        *("answers", "audit", "concepts", "impact", "review", "state"),
        *("new", "execute", "worker", "certificates"),
    )
}
"""Our commands. Each entry point names a function ``add_parser(subparsers)``. It adds the command,
and sets as its default ``run`` a function that takes the parsed arguments and returns an exit
code."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


def make_parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of the command line.

    :param command: the only one that is asked for; its neighbours are not even imported
    """
    parser = argparse.ArgumentParser(
        prog="sphinx-pedagogy", description="Tools for courses that are written with Sphinx."
    )
    parser.add_argument("--version", action="version", version=sphinx_pedagogy.__version__)
    parser.add_argument(
        "-T",
        "--show-traceback",
        action="store_true",
        help="show the traceback if a plugin's command fails",
    )
    subparsers = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="pedagogy_command", required=True
    )
    for entry in entries_for(command):
        add(entry, subparsers)
    return parser


def entries_for(command: str) -> list[EntryPoint]:
    """Return the commands to import; to look for plugins takes longer than to start."""
    if command == "--version":
        return []
    return [COMMANDS[command]] if command in COMMANDS else all_commands()


def all_commands() -> list[EntryPoint]:
    """Return our commands, then those of plugins; of two with one name, the first stays."""
    found = dict(COMMANDS)
    # an installation may list a package twice
    for entry in dict.fromkeys(sorted(entry_points(group=GROUP))):
        if (known := found.setdefault(entry.name, entry)) != entry:
            owner = "sphinx-pedagogy" if entry.name in COMMANDS else known.value
            complain(f"{named(entry)}: {owner} has a command of that name; it is left out")
    return list(found.values())


def named(entry: EntryPoint) -> str:
    """Return a command of a plugin as messages name it."""
    return f'the command "{entry.name}" ({entry.value})'


def said_by(error: Exception) -> str:
    """Return the class of an error and its message on one line."""
    # which needs Sphinx's logging, and no command that goes well does
    from sphinx_pedagogy.core.failures import described

    return described(error)


def complain(text: str) -> None:
    """Write a line about what cannot be."""
    sys.stderr.write(f"sphinx-pedagogy: {text}\n")


def add(entry: EntryPoint, subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add a command; if that of a plugin cannot be added, say so, and the others remain."""
    try:
        entry.load()(subparsers)
    except Exception as error:
        if entry.name in COMMANDS:
            raise
        complain(f"{named(entry)}: {said_by(error)}; it is left out: tell its author")


def run_command(arguments: argparse.Namespace) -> int:
    """Run the command that was asked for, ours or a plugin's, and return its exit code.

    :raises PedagogyError: it is a plugin's, and has no function, fails, or returns no exit code
    """
    name, run = arguments.pedagogy_command, getattr(arguments, "run", None)
    if name in COMMANDS:
        return int(arguments.run(arguments))
    what = f'the command "{name}"'
    if not callable(run):
        raise PedagogyError(f"{what} does nothing: tell its author to call set_defaults(run=...)")
    try:
        code = run(arguments)
    except (SphinxError, OSError):
        raise
    except Exception as error:
        if arguments.show_traceback:
            traceback.print_exception(error)
        package = str(getattr(run, "__module__", "")).partition(".")[0]
        text = f"{what} of {package} failed: {said_by(error)}; tell its author"
        raise PedagogyError(text) from error
    # to return nothing is what functions do that find nothing amiss
    if code is not None and not isinstance(code, int):
        raise PedagogyError(f"{what} returns {code!r}, which is no exit code; tell its author")
    return int(code or 0)


def one_line(error: SphinxError) -> str:
    """Return what an error says: all of ours; of Sphinx's not the traceback that it carries."""
    text = str(error).strip()
    if isinstance(error, PedagogyError):
        return text
    first, _, rest = text.partition("\n")
    return f"{first} {rest.strip().splitlines()[-1].strip()}" if "Traceback" in rest else text


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    :param argv: the arguments after the program's name; those of this process if ``None``
    :returns: an exit code: 0 if all is well, 1 if something was found, 2 if the command could not
        be run, 130 if it was interrupted
    """
    given = sys.argv[1:] if argv is None else argv
    if argv is None:
        end_with_command()
    try:
        # before the extensions of a project are imported: that alone makes much to look at
        with relaxed():
            arguments = make_parser(given[0] if given else "").parse_args(given)
            return run_command(arguments)
    except SphinxError as error:
        complain(one_line(error))
        return 2
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}")
        return 2
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
