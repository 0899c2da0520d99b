"""What each feature asks for first: the domain, and the pages that are read again because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core import outdated_pages, undecodable_pages
from sphinx_pedagogy.core.course_ready import COURSE_READY
from sphinx_pedagogy.core.domain import NAME, PedagogyDomain, derive_course, give_problems

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_domain(app: Sphinx) -> None:
    """Add the domain to *app*, once."""
    if not app.registry.has_domain(NAME):
        app.add_domain(PedagogyDomain)
        app.add_event(COURSE_READY)
        app.connect("env-get-outdated", outdated_pages.see_who_asks, priority=100)
        app.connect("env-get-outdated", outdated_pages.read_failed_again)
        app.connect("env-get-outdated", outdated_pages.read_namers_again)
        app.connect("env-get-outdated", outdated_pages.read_translated_again)
        # before all who read them for themselves
        app.connect("env-before-read-docs", undecodable_pages.leave_out, priority=100)
        # before all who look at the course
        app.connect("env-updated", derive_course, priority=50)
        app.connect("env-updated", give_problems)
