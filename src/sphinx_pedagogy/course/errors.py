"""The exceptions that this package raises.

::

    sphinx.errors.SphinxError
    └── PedagogyError            anything below; its text is the whole message
        ├── ExecutionError       cells that cannot be run as the project is configured
        │   └── StoppedError     the same in a build, which has said why
        ├── ReadError            a command was asked about a project that cannot be read
        └── RegistrationError    a plugin's add_block() or add_rule() that cannot be honoured

A mistake on a page is never one of them in a build, but a warning (see
:mod:`sphinx_pedagogy.course.messages`). Builds only raise an ``ExecutionError``, where going on
would show wrong outputs or be unsafe. The command line prints them as one line.
"""

from __future__ import annotations

from bdb import BdbQuit

from sphinx.errors import SphinxError


class PedagogyError(SphinxError):
    """Base class of every exception that this package raises."""

    category = "sphinx-pedagogy"


class ExecutionError(PedagogyError):
    """Cells cannot be run as the project is configured."""


class StoppedError(ExecutionError, BdbQuit):
    """A build ends, and has said why: `sphinx-build` adds no report, and its exit code is 2."""

    # `sphinx-build` prints a report, with an invitation to tell Sphinx's developers, for every
    # exception but two: BdbQuit, and KeyboardInterrupt, of which it says "Interrupted!". To raise
    # SystemExit would be silent too, but is no way for a library: it ends the programs that have
    # Sphinx build something, and Sphinx emits no `build-finished`, at which we clean up. That it
    # is a SphinxError as well lets it pass the events of Sphinx unchanged.


class ReadError(PedagogyError):
    """A project cannot be read, or does not have what a command was asked about."""


class RegistrationError(PedagogyError):
    """What a plugin adds is malformed, exists already, or comes too late."""
