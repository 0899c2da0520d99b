"""The events of a build that concern cells, and what there is to do even if no page is read.

Most of what handles cells has to do with a page. It is loaded when the first one is read: a build
in which nothing has changed mostly starts up.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.kernels import allow_kernels, forbid_kernels
from sphinx_pedagogy.core.mystnb.readers import config_of
from sphinx_pedagogy.core.substitution_guard import allow_code, forbid_code
from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors.choice import NONE
from sphinx_pedagogy.execute.handlers.stops import connect_stops, forget_stops
from sphinx_pedagogy.execute.handlers.store_folder import exclude_store

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.execute.handlers.execution_handlers import ExecutionHandlers

_ATTRIBUTE = "pedagogy_pages"
_LAST = 1_000_000
"""A priority after that of every other extension."""


class BuildEvents:
    """Listens to the events of one application, and loads their handlers for the first page."""

    def connect(self, app: Sphinx) -> None:
        """Listen to the events of a build."""
        setattr(app, _ATTRIBUTE, self)
        app.connect("config-inited", exclude_store)
        app.connect("builder-inited", keep_from_running)
        app.connect("build-finished", free_kernels)
        app.connect("env-get-outdated", self.read_again)
        app.connect("env-before-read-docs", self.before_reading, priority=900)
        # after all others, whose text is the one that myst-nb reads
        app.connect("source-read", self.choose_outputs, priority=_LAST)
        app.connect("doctree-read", self.after_reading)
        connect_stops(app)

    @cached_property
    def handlers(self) -> ExecutionHandlers:
        """What handles the pages with cells."""
        from sphinx_pedagogy.execute.handlers.execution_handlers import ExecutionHandlers

        return ExecutionHandlers()

    def read_again(
        self, app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], *_: object
    ) -> list[str]:
        """Ask for the pages that may get better outputs, or whose inputs are other files now."""
        if not domain_of(env).executions:
            return []
        return self.handlers.read_again(app, env, added, changed)

    def before_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Get the outputs of the pages that are about to be read, if there are any."""
        forget_stops(env)
        if docnames:
            self.handlers.before_reading(app, env, docnames)

    def choose_outputs(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Let myst-nb read one page with its outputs."""
        self.handlers.choose_outputs(app, docname, source)

    def after_reading(self, app: Sphinx, document: nodes.document) -> None:
        """Mark a page, and make Sphinx read it again when what it shows has changed."""
        self.handlers.after_reading(app, document)


def keep_from_running(app: Sphinx) -> None:
    """Run nothing where nothing is to run, whatever a page says."""
    if app.config.pedagogy_executor == NONE:
        forbid_kernels()
        forbid_code()
    else:
        free_kernels(app, None)


def free_kernels(_app: Sphinx, _error: Exception | None) -> None:
    """Let the next build of this process decide for itself."""
    allow_kernels()
    allow_code()


def handlers_of(app: Sphinx) -> ExecutionHandlers:
    """Return the pages of an application.

    :raises ExecutionError: the project does not run cells with this package
    """
    if not hasattr(app, _ATTRIBUTE) or config_of(app.env) is None:
        raise ExecutionError('its extensions must have both "myst_nb" and "sphinx_pedagogy"')
    return cast("BuildEvents", getattr(app, _ATTRIBUTE)).handlers
