"""What each feature asks for first: the domain, and the pages that are read again because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core import outdated_pages, undecodable_pages
from sphinx_pedagogy.core.course_ready import COURSE_READY
from sphinx_pedagogy.core.domain import PedagogyDomain, domain_of
from sphinx_pedagogy.core.mystnb.cell_lines import mend_lines
from sphinx_pedagogy.core.page_surroundings import SURROUNDINGS, AskForSurroundings
from sphinx_pedagogy.core.questions import add_questions
from sphinx_pedagogy.core.registry import DOMAIN
from sphinx_pedagogy.core.search_words import remember_words
from sphinx_pedagogy.core.table_lines import NumberRows
from sphinx_pedagogy.core.written_pages import WrittenPages
from sphinx_pedagogy.course.messages import emit, worth_emitting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup_domain(app: Sphinx) -> None:
    """Add the domain to *app*, once."""
    if not app.registry.has_domain(DOMAIN):
        app.add_domain(PedagogyDomain)
        app.add_event(COURSE_READY)
        app.connect("env-get-outdated", outdated_pages.see_who_asks, priority=100)
        app.connect("env-get-outdated", outdated_pages.read_failed_again)
        app.connect("env-get-outdated", outdated_pages.read_namers_again)
        app.connect("env-get-outdated", outdated_pages.read_translated_again)
        # once it is known who asks, and before all who read pages for themselves
        app.connect("env-before-read-docs", mend_lines, priority=90)
        app.connect("env-before-read-docs", undecodable_pages.leave_out, priority=100)
        # before all who look at the course
        app.connect("env-updated", derive_course, priority=50)
        app.connect("env-updated", give_problems)
        app.add_transform(NumberRows)
        add_questions(app, SURROUNDINGS)
        app.add_post_transform(AskForSurroundings)
        app.connect("doctree-resolved", remember_words)
        written = WrittenPages()
        # after all who add pages to those that are read
        app.connect("env-before-read-docs", written.note_read, priority=900)
        # after the audit (700 on env-updated), whose findings a page may show, and after what
        # blocks are numbered by (600)
        app.connect("env-get-updated", written.find, priority=800)
        app.connect("build-finished", written.store)


def derive_course(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Forget what was derived before pages were read."""
    domain_of(env).derive()
    return ()


def give_problems(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Log the stored warnings: on every build, also one that read nothing."""
    emit(env, worth_emitting(domain_of(env).all_problems(), app.config.suppress_warnings))
    return ()
