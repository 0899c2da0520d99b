"""The exceptions that this package raises.

::

    sphinx.errors.SphinxError
    └── PedagogyError            anything below; its text is the whole message
        ├── ReadError            a command was asked about a project that cannot be read
        └── RegistrationError    a plugin's add_block() or add_rule() that cannot be honoured

Authors never meet them in a build: a mistake in a course is a warning (see
:mod:`sphinx_pedagogy.messages`). The command line prints them as one line.
"""

from __future__ import annotations

from sphinx.errors import SphinxError


class PedagogyError(SphinxError):
    """Base class of every exception that this package raises."""

    category = "sphinx-pedagogy"


class ReadError(PedagogyError):
    """A project cannot be read, or has not what a command was asked about."""


class RegistrationError(PedagogyError):
    """A contribution to the registry is malformed, a duplicate, or too late."""
