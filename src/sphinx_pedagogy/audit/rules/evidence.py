"""``evidence``: a claim that does not say what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.evidence_tiers import SOURCED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.model.findings import Diagnostic


class Evidence(Rule):
    """A claim that does not say what it rests on."""

    id = "evidence"
    summary = (
        "An evidence block without a tier, or one whose tier is disclosed or observable and that "
        "names no source."
    )
    rationale = (
        "About a system that nobody published, some things were said by its makers, some can be "
        "seen by anyone, and some are guesses. A student who cannot tell them apart takes the "
        "guess for a fact."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at each claim, on any page."""
        for part in page.find(BlockRole.CLAIM):
            tier = part.options.get("tier", "")
            if not tier:
                text = (
                    "the claim does not say what it rests on; add the option `tier`: disclosed, "
                    "observable, inferred or open"
                )
                yield self.report(page.place(part), text)
            elif tier in SOURCED and not part.options.get("source", "").strip():
                text = (
                    f'a claim of the tier "{tier}" needs a source; name it in the option '
                    "`source`, or write `:tier: inferred`"
                )
                yield self.report(page.place(part), text)
