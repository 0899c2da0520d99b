"""Adding a view to an application. Built-in views and a plugin's come in by this door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.concepts.directives import ViewDirective
from sphinx_pedagogy.domain import NAME
from sphinx_pedagogy.registry import registry_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_pedagogy.question import ViewSpec


def add_view(app: Sphinx, view: ViewSpec) -> None:
    """Add a view to *app*: the directive ``ped:NAME``; the bare name follows if it is free.

    :raises RegistrationError: the name is malformed or taken, or the build has begun
    """
    registry_of(app).add_view(view)
    app.add_directive_to_domain(NAME, view.name, view_directive(view))


def view_directive(view: ViewSpec) -> type[ViewDirective]:
    """Return the directive that places a view."""
    members = {"kind": view.name, "about": view.about}
    return type("ViewDirective", (ViewDirective,), members)
