"""The command line, ``sphinx-pedagogy``: a table of commands, ours and those of plugins."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

import sphinx_pedagogy
from sphinx_pedagogy.core.gc_tuning import relaxed
from sphinx_pedagogy.course.errors import PedagogyError

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUP = "sphinx_pedagogy.commands"
"""The entry points by which plugins add commands: the command line knows no ``conf.py`` yet."""
COMMANDS = {
    name: EntryPoint(name, f"{__package__}.{name}:add_parser", GROUP)
    for name in ("audit", "impact", "state", "new", "execute", "worker", "certificates")
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
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    # to look for plugins takes longer than to start
    for entry in [COMMANDS[command]] if command in COMMANDS else all_commands():
        add(entry, subparsers)
    return parser


def all_commands() -> list[EntryPoint]:
    """Return our commands, then those of plugins; a name of ours stays ours."""
    others = {entry.name: entry for entry in sorted(entry_points(group=GROUP))}
    return [*COMMANDS.values(), *(others[name] for name in others if name not in COMMANDS)]


def add(entry: EntryPoint, subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add a command; if that of a plugin cannot be added, say so, and the others remain."""
    try:
        entry.load()(subparsers)
    except Exception as error:
        if entry.name in COMMANDS:
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        sys.stderr.write(f'sphinx-pedagogy: the command "{entry.name}" ({entry.value}): {said}\n')


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
    try:
        # before the extensions of a project are imported: that alone makes much to look at
        with relaxed():
            arguments = make_parser(given[0] if given else "").parse_args(given)
            return int(arguments.run(arguments))
    except SphinxError as error:
        sys.stderr.write(f"sphinx-pedagogy: {one_line(error)}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"sphinx-pedagogy: {error.filename or 'a file'}: {error.strerror}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("sphinx-pedagogy: interrupted\n")
        return INTERRUPTED
