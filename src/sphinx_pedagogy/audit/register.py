"""Adding a rule to an application. Built-in rules and a plugin's come in by this door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.registry import registry_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_pedagogy.rule import Rule


def add_rule(app: Sphinx, rule: type[Rule]) -> None:
    """Add a rule of the audit to *app*.

    Call it in the ``setup()`` of an extension, after
    ``app.setup_extension("sphinx_pedagogy.audit")``.

    :raises RegistrationError: the id is malformed or taken, or the build has begun
    """
    registry_of(app).add_rule(rule)
