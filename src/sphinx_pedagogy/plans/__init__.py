"""Plans of lessons, and their reviews: pages for authors, held against the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.core.config import setup_config
from sphinx_pedagogy.core.registry import add_block, add_view
from sphinx_pedagogy.core.setup import setup_domain
from sphinx_pedagogy.plans.author_pages import SpeakPlainly, leave_out, stand_alone
from sphinx_pedagogy.plans.plan_collector import CollectPlans
from sphinx_pedagogy.plans.plan_views import VIEWS
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the plans."""
    app.setup_extension("sphinx_pedagogy.blocks")
    app.setup_extension("sphinx_pedagogy.concepts")
    setup_config(app)
    setup_domain(app)
    for spec in (*PLAN_BLOCKS, *REVIEW_BLOCKS):
        add_block(app, spec)
    for view in VIEWS:
        add_view(app, view)
    app.add_transform(CollectPlans)
    app.add_post_transform(SpeakPlainly)
    # after all that registers a table of contents of its own
    app.connect("config-inited", leave_out, priority=900)
    app.connect("doctree-read", stand_alone)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
