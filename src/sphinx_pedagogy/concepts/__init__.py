"""Concepts that know their lessons: cross-references, what a student knows, records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.parsers.rst import directives as registered
from docutils.parsers.rst import roles

import sphinx_pedagogy
from sphinx_pedagogy.concepts.cards import add_cards, depart_concept_link, visit_concept_link
from sphinx_pedagogy.concepts.collect import CollectFacts
from sphinx_pedagogy.concepts.directives import ConceptRole, LessonRole, ViewDirective
from sphinx_pedagogy.concepts.fill import FillViews, ResolveConcepts
from sphinx_pedagogy.concepts.shown import pages_to_write_again
from sphinx_pedagogy.concepts.views import VIEWS
from sphinx_pedagogy.config import setup_config
from sphinx_pedagogy.domain import NAME, domain_of, setup_domain
from sphinx_pedagogy.messages import give
from sphinx_pedagogy.nodes import concept_link, concept_ref, lesson_ref, requirement_mark, view
from sphinx_pedagogy.options import AnyOption

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

ROLES = {"concept": ConceptRole, "lesson": LessonRole}


def derive(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Derive the course, say what is wrong with it, and name the pages that it changes."""
    domain = domain_of(env)
    state = domain.derive(sphinx_pedagogy.__version__)
    give(domain.course_problems)
    return pages_to_write_again(app.builder, env, state)


def claim_bare_names(app: Sphinx, config: Config) -> None:
    """Register roles and views without ``ped:`` where nobody else owns the name."""
    if not config.pedagogy_bare_names:
        return
    for name, role in ROLES.items():
        if name not in roles._roles:  # type: ignore[attr-defined]
            app.add_role(name, role())
    known = registered._directives  # type: ignore[attr-defined]
    for kind in VIEWS:
        if kind not in known or issubclass(known[kind], ViewDirective):
            app.add_directive(kind, view_directive(kind), override=True)


def view_directive(kind: str) -> type[ViewDirective]:
    """Return the directive that places a view."""
    about, limits = VIEWS[kind].about, VIEWS[kind].limits
    spec = AnyOption((about, *limits))
    members = {"kind": kind, "about": about, "limits": limits, "option_spec": spec}
    return type("ViewDirective", (ViewDirective,), members)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the concepts."""
    setup_config(app)
    setup_domain(app)
    for node in (concept_ref, lesson_ref, requirement_mark, view):
        app.add_node(node, override=True)
    app.add_node(concept_link, override=True, html=(visit_concept_link, depart_concept_link))
    for name, role in ROLES.items():
        app.add_role_to_domain(NAME, name, role())
    for kind in VIEWS:
        app.add_directive_to_domain(NAME, kind, view_directive(kind))
    app.add_transform(CollectFacts)
    app.add_post_transform(FillViews)
    app.add_post_transform(ResolveConcepts)
    app.connect("html-page-context", add_cards)
    app.connect("config-inited", claim_bare_names, priority=900)
    # after the warnings of single pages (500)
    app.connect("env-updated", derive, priority=600)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
