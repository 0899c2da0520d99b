"""The command line, ``sphinx-pedagogy``: a table of commands, each in its feature package."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

import sphinx_pedagogy
from sphinx_pedagogy.core.gc_tuning import relaxed
from sphinx_pedagogy.course.errors import PedagogyError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "audit": "sphinx_pedagogy.cli.audit",
    "impact": "sphinx_pedagogy.cli.impact",
    "state": "sphinx_pedagogy.cli.state",
    "new": "sphinx_pedagogy.cli.new",
    "execute": "sphinx_pedagogy.cli.execute",
    "worker": "sphinx_pedagogy.cli.worker",
    "certificates": "sphinx_pedagogy.cli.certificates",
}
"""Each command and its module, which has a function ``add_parser(subparsers)``. It adds the
command, and sets as its default ``run`` a function that takes the parsed arguments and returns an
exit code."""

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
    asked = [COMMANDS[command]] if command in COMMANDS else COMMANDS.values()
    for name in asked:
        importlib.import_module(name).add_parser(subparsers)
    return parser


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
