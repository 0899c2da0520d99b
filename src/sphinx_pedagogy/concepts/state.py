"""The course of one build: derived when the pages are read, kept while they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.concepts.catalogue import Catalogue
from sphinx_pedagogy.concepts.order import toctree_order
from sphinx_pedagogy.domain import domain_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_ATTRIBUTE = "catalogue"


def derive_catalogue(env: BuildEnvironment) -> Catalogue:
    """Derive the catalogue anew from what all pages state."""
    domain = domain_of(env)
    made = Catalogue(domain.pages, toctree_order(env), env.config.pedagogy_fading_after)
    setattr(domain, _ATTRIBUTE, made)
    return made


def catalogue_of(env: BuildEnvironment) -> Catalogue:
    """Return the catalogue of this build."""
    known = getattr(domain_of(env), _ATTRIBUTE, None)
    return cast("Catalogue", known) if known is not None else derive_catalogue(env)
