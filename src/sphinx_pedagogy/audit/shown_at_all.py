"""Whether a lesson that marks up no concept shows its subject at all, or only tells of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.representations import has_formula, scopes_of
from sphinx_pedagogy.audit.text.shown_in_words import computes, draws_analogy, works_a_case
from sphinx_pedagogy.audit.text.words import any_of, has_digit
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

_SHOWS = (
    *("figure", "diagram", "table", "code", "cell", "output", "quote", "widget", "image"),
    *(BlockRole.EXAMPLE, BlockRole.VISUAL, BlockRole.INTERACTIVE),
)
_ASKS = (BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.NEXT_STEP, "lesson", "comment")
_CASE = any_of(
    r"for (?:example|instance)|e\.g|suppose|imagine|picture (?:an?|the|yourself)|say,|"
    r"take (?:an?|the|one|two|three|this|your)|consider (?:an?|the|two)|"
    r"zum beispiel|stell dir|par exemple|imaginez|"
    r"(?:i|we|she|he) (?:once|saw|bought|sold|built|tried|took|went|asked|made|ran|wrote)"
)
_NAME = regex(r"(?<=[a-z,;:] )[A-Z][a-z]+\b")
_QUOTED = regex(r"[“\"„«][^”\"“»]{25,}[”\"“»]")
_RAW = regex(r"<(?:img|svg|iframe|video|audio|table|canvas)\b|!\[|\{(?:figure|image|mermaid)")
_LEAST = 65
"""With fewer words a lesson is a stub."""


def told_only(page: PageContext) -> str:
    """Return how a lesson tells its subject if it shows nothing of it; else nothing."""
    if any(part.inside(*_ASKS) is None for part in page.find(*_SHOWS)):
        return ""
    prose = [part for part in page.find("paragraph") if part.inside(*_ASKS) is None]
    formulas = [part for part in page.find("math") if part.inside(*_ASKS) is None]
    if any(computes(part.text) for part in formulas) or any(map(shows_case, prose)):
        return ""
    if _RAW.search("\n".join(page.lines)):
        return ""
    if len(formulas) > 1:
        return "formulas"
    words = sum(len(part.text.split()) for part in prose)
    if words < _LEAST:
        return ""
    return "formulas" if any(has_formula(page, scope) for scope in scopes_of(page)) else "words"


def shows_case(part: PageElement) -> bool:
    """Whether a paragraph tells of one case: with numbers, names, a quotation, an analogy."""
    text = part.text
    if _CASE.search(text) or _QUOTED.search(text) or draws_analogy(text):
        return True
    if has_digit(text) and works_a_case(text):
        return True
    # who acts in a case is named again
    return any(len(re.findall(rf"\b{name}\b", text)) > 1 for name in set(_NAME.findall(text)))
