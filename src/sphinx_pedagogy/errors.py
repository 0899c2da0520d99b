"""The exceptions that this package raises.

::

    sphinx.errors.SphinxError
    └── PedagogyError            anything below; its text is the whole message
        ├── ExecutionError       cells that cannot be run as the project is configured
        └── RegistrationError    a plugin's add_block() that cannot be honoured

A mistake on a page is never one of them, but a warning (see :mod:`sphinx_pedagogy.messages`).
Authors only meet an ``ExecutionError``, where going on would show wrong outputs or be unsafe.
"""

from __future__ import annotations

from sphinx.errors import SphinxError


class PedagogyError(SphinxError):
    """Base class of every exception that this package raises."""

    category = "sphinx-pedagogy"


class ExecutionError(PedagogyError):
    """Cells cannot be run as the project is configured."""


class RegistrationError(PedagogyError):
    """A contribution to the registry is malformed, a duplicate, or too late."""
