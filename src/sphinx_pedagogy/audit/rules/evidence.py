"""``evidence``: a claim that does not say what it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.words import all_words
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.evidence_tiers import SOURCED, TIERS
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_ANNOUNCES = regex(r"\btiers?\b", re.IGNORECASE)
_NOT_THERE = (BlockRole.CLAIM, BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.SCOPE)
"""Where tiers are asked for, given or left out, and not announced."""
_SEVERAL = 2
"""So many tiers in a place are a list of them; one is a word."""


class Evidence(Rule):
    """A claim that does not say what it rests on."""

    id = "evidence"
    reads_prose = "partly"
    summary = (
        "An `evidence` block without a tier. An `evidence` block with the tier `disclosed` or "
        "`observable`, but without a source. A lesson that announces several tiers, but has no "
        "claim for one of these tiers."
    )
    rationale = (
        "If a system is not fully published, some facts come from its makers, some can be "
        "observed by anybody, and the rest are guesses. A student who cannot tell these apart "
        "takes guesses for facts. The tier of an `evidence` block says what its claim rests on.\n\n"
        "A paragraph announces tiers if it contains the word “tier”, and if the paragraph or the "
        "list below it names at least two tiers.\n\n"
        "The rule does not see a claim outside of an `evidence` block, or a source that does not "
        "support its claim."
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
        if page.lesson:
            yield from self.unused(page)

    def unused(self, page: PageContext) -> Iterator[Diagnostic]:
        """Find the tiers that a lesson announces and that none of its claims has."""
        used = {part.options.get("tier", "") for part in page.find(BlockRole.CLAIM)}
        for part in page.find("paragraph"):
            announced = announced_by(part)
            if len(announced) < _SEVERAL:
                continue
            missing = [tier for tier in announced if tier not in used]
            if missing:
                text = (
                    f"the text announces the tiers {', '.join(announced)}, but no claim of the "
                    f"lesson is {' or '.join(missing)}; mark one with an evidence block, or "
                    "announce fewer"
                )
                yield self.report(page.place(part), text, guess=True)
            return  # what is said of them later sums up


def announced_by(part: PageElement) -> list[str]:
    """Return the tiers that a paragraph announces, itself or by the list or table behind it."""
    if (
        "tier" not in part.text.lower()
        or not _ANNOUNCES.search(part.text)
        or part.parent is None
        or part.inside(*_NOT_THERE)
    ):
        return []
    siblings = part.parent.children
    after = next(
        (at for at, sibling in enumerate(siblings, start=1) if sibling is part), len(siblings)
    )
    listed = siblings[after].words() if siblings[after:] and is_list(siblings[after]) else ""
    words = set(all_words(f"{part.text} {listed}".casefold()))
    return [tier for tier in TIERS if tier in words]


def is_list(part: PageElement) -> bool:
    """Whether a part lists things: a list, a table, a row of cards."""
    return part.kind in {"list", "table", "cards"} or part.is_a(BlockRole.COMPARISON)
