"""Concepts that know their lessons: cross-references, what a student knows, records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.parsers.rst import directives as registered
from docutils.parsers.rst import roles

import sphinx_pedagogy
from sphinx_pedagogy.concepts.cards import (
    ask_for_formulas,
    depart_course_link,
    visit_course_link,
    write_cards,
)
from sphinx_pedagogy.concepts.code_reader import KeepCode
from sphinx_pedagogy.concepts.course_graph import write_graph
from sphinx_pedagogy.concepts.fact_collector import CollectFacts
from sphinx_pedagogy.concepts.index_entries import IndexConcepts
from sphinx_pedagogy.concepts.mention_links import KeepProse, LinkMentions
from sphinx_pedagogy.concepts.mention_roles import ConceptRole, LessonRole, NoMentionsRole
from sphinx_pedagogy.concepts.name_links import LinkNames
from sphinx_pedagogy.concepts.page_questions import QUESTIONS
from sphinx_pedagogy.concepts.post_transforms import FillViews, ResolveConcepts, TellStatistics
from sphinx_pedagogy.concepts.prose_reader import NO_MENTIONS
from sphinx_pedagogy.concepts.view_directive import ViewDirective, view_directive
from sphinx_pedagogy.concepts.views import OWN_VIEWS, VIEWS
from sphinx_pedagogy.core.conditional_content import setup_conditions
from sphinx_pedagogy.core.config import setup_config
from sphinx_pedagogy.core.course_ready import say_ready
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import (
    concept_ref,
    course_link,
    lesson_ref,
    module_ref,
    requirement_mark,
    view,
)
from sphinx_pedagogy.core.questions import add_questions
from sphinx_pedagogy.core.registry import DOMAIN, add_view, registry_of
from sphinx_pedagogy.core.setup import setup_domain
from sphinx_pedagogy.course.messages import emit

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

ROLES = {"concept": ConceptRole, "lesson": LessonRole, NO_MENTIONS: NoMentionsRole}


def check_course(app: Sphinx, env: BuildEnvironment) -> tuple[str, ...]:
    """Say what is wrong with the course, unless the audit will; and that it is known."""
    domain, taken_over = domain_of(env), registry_of(app).taken_over
    if domain.pages or app.config.pedagogy_courses:
        emit(env, (problem for problem in domain.course_problems if problem.code not in taken_over))
    say_ready(app)
    return ()


def make_directives(app: Sphinx, config: Config) -> None:
    """Register all views, which are known by now, and the bare names that nobody else owns."""
    if config.pedagogy_bare_names:
        for name, role in ROLES.items():
            if name not in roles._roles:  # type: ignore[attr-defined]
                app.add_role(name, role())
                registry_of(app).bare.add(f":{name}:")
    known = registered._directives  # type: ignore[attr-defined]
    registry = registry_of(app)
    for view_spec in registry.views.values():
        if view_spec.internal:
            continue
        name, directive = view_spec.name, view_directive(view_spec)
        registry.directives[name] = directive
        free = name not in known or issubclass(known[name], ViewDirective)
        if free and config.pedagogy_bare_names:
            app.add_directive(name, directive, override=True)
            registry.bare.add(name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the concepts, and the blocks in which a page states them."""
    app.setup_extension("sphinx_pedagogy.blocks")
    setup_config(app)
    setup_domain(app)
    setup_conditions(app)
    for node in (concept_ref, lesson_ref, module_ref, requirement_mark, view):
        app.add_node(node, override=True)
    app.add_node(course_link, override=True, html=(visit_course_link, depart_course_link))
    for name, role in ROLES.items():
        app.add_role_to_domain(DOMAIN, name, role())
    for view_spec in (*VIEWS, *OWN_VIEWS):
        add_view(app, view_spec)
    add_questions(app, QUESTIONS)
    app.add_transform(CollectFacts)
    app.add_transform(IndexConcepts)
    app.add_transform(KeepProse)
    app.add_transform(KeepCode)
    app.add_post_transform(LinkNames)
    app.add_post_transform(LinkMentions)
    app.add_post_transform(FillViews)
    app.add_post_transform(TellStatistics)
    app.add_post_transform(ResolveConcepts)
    # before those who ask whether the page has formulas (500)
    app.connect("html-page-context", ask_for_formulas, priority=400)
    # before the extensions that draw formulas put their tools away (500)
    app.connect("build-finished", write_cards, priority=400)
    app.connect("build-finished", write_graph, priority=400)
    app.connect("config-inited", make_directives, priority=900)
    # after the warnings of single pages (500)
    app.connect("env-updated", check_course, priority=600)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
