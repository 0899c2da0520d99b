"""What one application knows of blocks. Never global: two builds in a process differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import sphinx

from sphinx_pedagogy.errors import RegistrationError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.spec import BlockSpec

_ATTRIBUTE = "pedagogy_registry"
_APP = "_app" if sphinx.version_info >= (9,) else "app"
"""Where an environment keeps its application: Sphinx 9 deprecates the name that 8.2 has."""
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Registry:
    """The blocks of one application, in the order in which they were added."""

    def __init__(self) -> None:
        """Start empty and open."""
        self.blocks: dict[str, BlockSpec] = {}
        self._frozen = False

    def add_block(self, spec: BlockSpec) -> None:
        """Add a block.

        :raises RegistrationError: a malformed or taken name, or the build has begun
        """
        if self._frozen:
            raise RegistrationError(
                f'block "{spec.name}" comes too late: call add_block() in setup()'
            )
        if not _NAME.fullmatch(spec.name) or spec.name.endswith(("-start", "-end")):
            raise RegistrationError(
                f'"{spec.name}" cannot name a block: use lower-case words joined by '
                "hyphens, not ending in -start or -end"
            )
        if spec.name in self.blocks:
            raise RegistrationError(f'a block "{spec.name}" exists already')
        self.blocks[spec.name] = spec

    def freeze(self) -> None:
        """Refuse further contributions: documents are about to be read."""
        self._frozen = True


def registry_of(app: Sphinx) -> Registry:
    """Return the registry of *app*, made on first use."""
    if not hasattr(app, _ATTRIBUTE):
        setattr(app, _ATTRIBUTE, Registry())
    return cast("Registry", getattr(app, _ATTRIBUTE))


def app_of(env: BuildEnvironment) -> Sphinx:
    """Return the application of *env*, for transforms, which have no other way to it."""
    return cast("Sphinx", getattr(env, _APP))
