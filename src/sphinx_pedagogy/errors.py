"""The exceptions that this package raises.

::

    sphinx.errors.SphinxError
    └── PedagogyError            anything below; its text is the whole message
        └── RegistrationError    a plugin's add_block() or add_rule() that cannot be honoured

Authors never meet them: a mistake in a course is a warning (see
:mod:`sphinx_pedagogy.messages`). They are for those who write plugins.
"""

from __future__ import annotations

from sphinx.errors import SphinxError


class PedagogyError(SphinxError):
    """Base class of every exception that this package raises."""

    category = "sphinx-pedagogy"


class RegistrationError(PedagogyError):
    """A contribution to the registry is malformed, a duplicate, or too late."""
