"""``scope``: a lesson that does not say what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.told_plainly import says_limits
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.model.findings import Profile, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


_SHARED = Shared(
    "{} lessons do not say what they leave out; add a constraint block to each that does"
)


class Scope(Rule):
    """A lesson that does not say what it leaves out."""

    id = "scope"
    profile = Profile.COURSE
    reads_prose = "partly"
    summary = "A lesson without a constraint block, or with one that has only one side."
    rationale = (
        "A student who knows what a lesson leaves out does not look for it, and does not take its "
        "absence for a gap of their own. A section called “Limits” does as well as the block, and "
        "so does a sentence such as “we do not cover proofs”."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for the block, and for both kinds of item in it."""
        if page.lesson is None:
            return
        found = next(iter(page.find(BlockRole.SCOPE)), None)
        if found is None and says_limits(page):
            return
        if found is None:
            text = "the lesson does not say what it leaves out; add a constraint block that does"
            yield self.report(page.lesson.place, text, shared=_SHARED)
        elif not leaves_out(found):
            text = (
                "the constraint says what the lesson covers and not what it leaves out; add a "
                "list of `-` items, or a sentence that begins with Not"
            )
            # without a list, what it says is in its words
            listed = any(part.kind == "list" for part in found.children)
            yield self.report(page.place(found), text, guess=not listed)


def leaves_out(constraint: PageElement) -> bool:
    """Whether a constraint names something that the lesson is not about."""
    lists = [part for part in constraint.children if part.kind == "list"]
    return any(part.options.get("bullet") != "+" for part in lists) or (
        " not " in f" {constraint.words().casefold()} "
    )
