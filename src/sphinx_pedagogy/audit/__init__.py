"""The audit: rules that hold a course against what its author states, as a type checker does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the audit."""
    # here, since the command line is in this package too and has to start at once
    import sphinx_pedagogy
    from sphinx_pedagogy.audit.audit_views import VIEWS
    from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
    from sphinx_pedagogy.audit.course_audit import audit_course
    from sphinx_pedagogy.audit.page_audit import AuditPage, read_unasked_again
    from sphinx_pedagogy.audit.rules import BUILT_IN
    from sphinx_pedagogy.audit.severities import check_rules
    from sphinx_pedagogy.audit.tree_reader import ReadTree
    from sphinx_pedagogy.core.config import setup_config
    from sphinx_pedagogy.core.headless import HeadlessBuilder
    from sphinx_pedagogy.core.registry import add_rule, add_view, registry_of
    from sphinx_pedagogy.core.setup import setup_domain

    app.setup_extension("sphinx_pedagogy.concepts")
    setup_config(app)
    setup_domain(app)
    app.add_builder(HeadlessBuilder)
    for rule in BUILT_IN:
        add_rule(app, rule)
    for view in VIEWS:
        add_view(app, view)
    registry = registry_of(app)
    registry.is_audited = True
    registry.taken_over = frozenset(
        rule.subtype for rule in BUILT_IN if issubclass(rule, CatalogueRule)
    )
    app.add_transform(ReadTree)
    app.add_transform(AuditPage)
    # when the registry is complete, which is frozen at 900
    app.connect("config-inited", check_rules, priority=910)
    app.connect("env-get-outdated", read_unasked_again)
    # after the course was derived (600)
    app.connect("env-updated", audit_course, priority=700)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 15,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
