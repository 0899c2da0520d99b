"""What one application is made of: blocks, views, rules. Never global: two builds may differ."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

import sphinx

from sphinx_pedagogy.core.contribution_checks import (
    NAME,
    check_block,
    check_exporter,
    check_names,
    check_rule,
    check_view,
)
from sphinx_pedagogy.course.block_roles import kinds_and_roles
from sphinx_pedagogy.course.errors import RegistrationError

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.block_spec import BlockSpec
    from sphinx_pedagogy.core.exporter import Exporter
    from sphinx_pedagogy.core.rule import Rule
    from sphinx_pedagogy.core.view import ViewSpec
    from sphinx_pedagogy.course.block_roles import BlockRole
    from sphinx_pedagogy.course.messages import Subtype

DOMAIN = "ped"
"""The name of our domain, which the first of our extensions adds."""
_ATTRIBUTE = "pedagogy_registry"
_APP = "_app" if sphinx.version_info >= (9,) else "app"
"""Where an environment keeps its application: Sphinx 9 deprecates the name that 8.2 has."""


class Registry:
    """The contributions to one application, in the order in which they were added."""

    def __init__(self) -> None:
        """Start empty and open."""
        self.blocks: dict[str, BlockSpec] = {}
        self.roles: dict[str, frozenset[BlockRole]] = {}
        """What each block counts as, by its name."""
        self.views: dict[str, ViewSpec] = {}
        self.rules: dict[str, type[Rule]] = {}
        self.exporters: dict[str, Exporter] = {}
        """By file."""
        self.questions: dict[str, Any] = {}
        """What pages ask of the course, by kind: see :mod:`sphinx_pedagogy.core.questions`."""
        self.directives: dict[str, type[Directive]] = {}
        """Those of the domain, by name: made when all blocks and views are known."""
        self.bare: set[str] = set()
        """The directives, and between colons the roles, that need no ``ped:``."""
        self.taken: dict[str, str] = {}
        """The names that a block would have, had not an extension of this name its own."""
        self.is_audited = False
        """Whether the audit is loaded: it looks at blocks, which then say less of themselves."""
        self.taken_over: frozenset[Subtype] = frozenset()
        """The warnings about the course that the audit gives instead, as findings of its rules."""
        self._frozen = False

    def add_block(self, spec: BlockSpec) -> None:
        """Add a block.

        :raises RegistrationError: a malformed or taken name, a value that cannot be, or the build
            has begun
        """
        check_block(spec)
        self._check_open(f'block "{spec.name}"', "add_block()")
        if not NAME.fullmatch(spec.name) or spec.name.endswith(("-start", "-end")):
            raise RegistrationError(
                f'"{spec.name}" cannot name a block: use lower-case words joined by '
                "hyphens, not ending in -start or -end"
            )
        for kind, known in (("block", self.blocks), ("view", self.views)):
            if spec.name in known:
                raise RegistrationError(f'a {kind} "{spec.name}" exists already; use another name')
        self.blocks[spec.name] = spec
        self.roles[spec.name] = frozenset(spec.roles)

    def names_of(self, *wanted: str | BlockRole) -> frozenset[str]:
        """Return the blocks of some names, which are strings, and those that have some roles."""
        names, asked = kinds_and_roles(*wanted)
        return frozenset(
            name
            for name, roles in self.roles.items()
            if name in names or not roles.isdisjoint(asked)
        )

    def add_view(self, view: ViewSpec) -> None:
        """Add a view.

        :raises RegistrationError: a malformed or taken name, a value that cannot be, or the build
            has begun
        """
        check_view(view)
        self._check_open(f'view "{view.name}"', "add_view()")
        if not NAME.fullmatch(view.name):
            raise RegistrationError(
                f'"{view.name}" cannot name a view: use lower-case words joined by hyphens'
            )
        for kind, taken in (("view", self.views), ("block", self.blocks)):
            if view.name in taken:
                raise RegistrationError(f'a {kind} "{view.name}" exists already; use another name')
        self.views[view.name] = view

    def add_rule(self, rule: type[Rule]) -> None:
        """Add a rule of the audit.

        :raises RegistrationError: a malformed or taken id, an attribute that is missing or cannot
            be, or the build has begun
        """
        check_rule(rule)
        self._check_open(f'rule "{rule.id}"', "add_rule()")
        if not NAME.fullmatch(rule.id):
            raise RegistrationError(
                f'"{rule.id}" cannot name a rule: use lower-case words joined by hyphens'
            )
        if rule.id == "prose":
            raise RegistrationError(
                'a rule cannot be called "prose", which means all guesses in pedagogy_audit'
            )
        if rule.id in self.rules:
            raise RegistrationError(f'a rule "{rule.id}" exists already; use another name')
        self.rules[rule.id] = rule

    def add_exporter(self, exporter: Exporter) -> None:
        """Add a file that leaves the site.

        :raises RegistrationError: a path that leads out of the output or is taken, or the build
            has begun
        """
        check_exporter(exporter)
        self._check_open(f'exporter of "{exporter.file}"', "add_exporter()")
        path = PurePosixPath(exporter.file)
        if path.is_absolute() or not path.name or {"..", "\\"} & {*path.parts, *exporter.file}:
            raise RegistrationError(
                f'"{exporter.file}" is no file of the output: write a path from its root, with /'
            )
        if exporter.file in self.exporters:
            raise RegistrationError(
                f'an exporter of "{exporter.file}" exists already; name another file'
            )
        self.exporters[exporter.file] = exporter

    def _check_open(self, what: str, call: str) -> None:
        if self._frozen:
            raise RegistrationError(f"{what} comes too late: call {call} in setup()")

    def freeze(self) -> None:
        """Refuse further contributions: documents are about to be read.

        :raises RegistrationError: a block names one that there is not
        """
        check_names(self.blocks)
        self._frozen = True


def registry_of(app: Sphinx) -> Registry:
    """Return the registry of *app*, made on first use."""
    if not hasattr(app, _ATTRIBUTE):
        setattr(app, _ATTRIBUTE, Registry())
    return cast("Registry", getattr(app, _ATTRIBUTE))


def _check_loaded(app: Sphinx, call: str) -> None:
    if not app.registry.has_domain(DOMAIN):
        raise RegistrationError(
            f'{call} comes too early: call app.setup_extension("sphinx_pedagogy") before it'
        )


def add_block(app: Sphinx, spec: BlockSpec) -> None:
    """Add a block to *app*: directives ``ped:NAME``, ``ped:NAME-start`` and ``ped:NAME-end``.

    Call it in the ``setup()`` of an extension, after
    ``app.setup_extension("sphinx_pedagogy.blocks")``. When all extensions are loaded,
    ``sphinx_pedagogy.blocks`` makes the directives. It also makes the bare name, ``NAME``, unless
    another extension owns that name.

    :raises RegistrationError: the name is malformed or taken, none of our extensions is loaded, or
        the build has begun
    """
    _check_loaded(app, "add_block()")
    registry_of(app).add_block(spec)


def add_view(app: Sphinx, view: ViewSpec) -> None:
    """Add a view to *app*: the directive ``ped:NAME``, and ``NAME`` alone if that is free.

    Call it in the ``setup()`` of an extension, after
    ``app.setup_extension("sphinx_pedagogy.concepts")``.

    :raises RegistrationError: the name is malformed or taken, none of our extensions is loaded, or
        the build has begun
    """
    _check_loaded(app, "add_view()")
    registry_of(app).add_view(view)


def add_rule(app: Sphinx, rule: type[Rule]) -> None:
    """Add a rule of the audit to *app*.

    Call it in the ``setup()`` of an extension, after
    ``app.setup_extension("sphinx_pedagogy.audit")``.

    :raises RegistrationError: the id is malformed or taken, none of our extensions is loaded, or
        the build has begun
    """
    _check_loaded(app, "add_rule()")
    registry_of(app).add_rule(rule)


def add_exporter(app: Sphinx, exporter: Exporter) -> None:
    """Add an exporter to *app*: each build then also writes its file about the course.

    Call it in the ``setup()`` of an extension, after
    ``app.setup_extension("sphinx_pedagogy.export")``.

    :raises RegistrationError: its path leads out of the output or is taken, none of our extensions
        is loaded, or the build has begun
    """
    _check_loaded(app, "add_exporter()")
    registry_of(app).add_exporter(exporter)


def app_of(env: BuildEnvironment) -> Sphinx:
    """Return the application of *env*, for transforms, which have no other way to it."""
    return cast("Sphinx", getattr(env, _APP))
