"""The directives of the blocks in the registry, and who gets a bare name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from sphinx.domains.std import StandardDomain

from sphinx_pedagogy.blocks.directive import BlockDirective, GateEnd, GateStart
from sphinx_pedagogy.core.options import COMMON_OPTIONS, AnyOption
from sphinx_pedagogy.core.registry import registry_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_pedagogy.core.block_spec import BlockSpec
    from sphinx_pedagogy.core.registry import Registry


def directives_of(spec: BlockSpec) -> dict[str, type[BlockDirective]]:
    """Return the directives of a block, by name."""
    names = (option.name for option in (*COMMON_OPTIONS, *spec.options))
    members = {"spec": spec, "option_spec": AnyOption(names)}
    bases = {
        spec.name: BlockDirective,
        f"{spec.name}-start": GateStart,
        f"{spec.name}-end": GateEnd,
    }
    return {name: type(base.__name__, (base,), members) for name, base in bases.items()}


def make_directives(app: Sphinx, config: Config) -> None:
    """Register the directives of all blocks, which are known by now; no more are taken."""
    registry = registry_of(app)
    registry.freeze()
    made = {spec.name: directives_of(spec) for spec in registry.blocks.values()}
    for of_block in made.values():
        registry.directives |= of_block
    if config.pedagogy_bare_names:
        claim_bare_names(registry, made)


def claim_bare_names(
    registry: Registry, directives_by_block: Mapping[str, Mapping[str, type[BlockDirective]]]
) -> None:
    """Register each block without ``ped:`` where nobody else owns the name.

    This waits until all extensions are loaded, so that their order says nothing.
    """
    for spec in registry.blocks.values():
        made = directives_by_block[spec.name]
        owners = {name: owner for name in made if (owner := owner_of(name))}
        strangers = [owner for owner in owners.values() if owner not in spec.yields_to]
        if strangers:
            # all or nothing: their exercise between our gates would be a trap
            registry.taken |= dict.fromkeys(made, strangers[0])
            continue
        registry.bare |= made.keys() - owners.keys()
        for name in made.keys() - owners.keys():
            # Sphinx would log each of the hundreds
            directives.register_directive(name, made[name])


def owner_of(name: str) -> str | None:
    """Return the package that owns the bare directive *name*, if it is not ours."""
    known = cast("dict[str, type[Directive]]", directives._directives)  # type: ignore[attr-defined]
    if name in known and not issubclass(known[name], BlockDirective):
        return known[name].__module__.partition(".")[0]
    if name in StandardDomain.directives:
        return "sphinx"
    return "docutils" if name in en.directives else None
