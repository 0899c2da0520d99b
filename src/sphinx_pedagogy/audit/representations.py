"""Ways of showing something: as a picture, in symbols, with numbers, in other words, intuitively.

What counts as one of them is the same for all rules: for those on lessons, and for those that
hold a lesson against its plan.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.once_a_page import once_a_page
from sphinx_pedagogy.audit.text.shown_in_words import (
    computes,
    draws_analogy,
    is_drawing,
    works_a_case,
)
from sphinx_pedagogy.audit.text.words import (
    NUMBER_WORDS,
    all_words,
    any_of,
    has_digit,
    searchable,
    source_of,
)
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

MODALITIES = {
    "visual": "a diagram, a figure or a plot",
    "symbolic": "code or a formula",
    "concrete": "an example with numbers",
    "verbal": "an analogy or a mental model",
    "intuitive": "an of-course chain",
}
_DIVIDES = {"page", "section"}
_SHOWS = {"output", "table", "admonition"}
"""What may show something without a role."""
_TELLS = {"paragraph", "entry"}
_IN_WORDS = {"concrete", "verbal"}
"""Ways of showing that plain sentences can be."""
_PLAIN = {"", "none", "text", "default", "ascii", "txt"}
"""Languages of code that is none."""
_EXAMPLE_TITLE = any_of("examples?", "for (?:example|instance)", "beispiele?", "exemples?")
_ANALOGY_TITLE = any_of("analog(?:y|ies)", "metaphors?", "intuition", "picture", "analogien?")
_NO_WORDS = {"code", "cell", "output", "math", "diagram"}
_PLOTS = regex(r"\bplt\.|\bimshow\(|\.plot\(|\.scatter\(|\.hist\(|\.bar\(|\bax(?:es)?\.|figure")
_MARKS = ("{math}`", ":math:`", "{eval-rst}", "\\(", "\\[")
"""By any of these a formula may be told; by dollars as well, with something between them."""
_IN_DOLLARS = regex(r"\$[^$\s][^$]*\$")


class SectionScope:
    """A section without those in it, or what stands above all of them."""

    def __init__(self, page: PageContext, parts: Sequence[PageElement]) -> None:
        """Take the section itself, and its own parts."""
        self.page = page
        self.parts = parts

    @cached_property
    def told(self) -> str:
        """What is told in it, in small letters."""
        lines = [part for part in self.parts if part.kind not in _NO_WORDS]
        return " ".join([f"{part.title} {part.text}" for part in lines]).casefold()

    @cached_property
    def words(self) -> str:
        """What is told in it, as names are compared."""
        return searchable(self.told)

    def has(self, name: str) -> bool:
        """Whether a name stands in it."""
        # most names do not, and to look for their words is quick
        return all(word in self.told for word in name.split()) and name in self.words

    @cached_property
    def ways(self) -> set[str]:
        """The ways of showing in it."""
        found: set[str] = set()
        for part in self.parts:
            if part.kind in _TELLS:
                if not found >= _IN_WORDS:
                    found |= ways_in_words(part, found)
            elif part.roles or part.kind in _SHOWS:
                found |= ways_of(part)
        if "symbolic" not in found and has_formula(self.page, self):
            found.add("symbolic")
        return found


@once_a_page
def scopes_of(page: PageContext) -> Sequence[SectionScope]:
    """Return each section with its own parts; what stands above all of them comes first."""
    # a section holds its own parts first, and then the sections in it
    starts = [index for index, part in enumerate(page.parts) if part.kind in _DIVIDES]
    bounds = pairwise((*starts, len(page.parts)))
    return [SectionScope(page, page.parts[start:stop]) for start, stop in bounds]


def ways_of(part: PageElement) -> set[str]:
    """Return the ways of showing that a part is; none if readers do not get it."""
    if any(
        "remove-cell" in element.options.get("tags", "").split()
        for element in (part, part.parent)
        if element
    ):
        return set()
    if part.kind == "code" and part.options.get("language", "") in _PLAIN and is_drawing(part.text):
        return {"visual"}
    found = {str(role) for role in part.roles if role in MODALITIES}
    if part.kind == "admonition":
        found |= ways_of_admonition(part)
    if part.kind == "math" and computes(part.text):
        found.add("concrete")
    if part.kind == "cell" and _PLOTS.search(part.text):
        found.add("visual")
    if part.kind == "output" and not part.options.get("error") and has_digit(part.text):
        found.add("concrete")
    if part.kind == "output" and "image/" in part.options.get("mime", ""):
        found.add("visual")
    if part.is_a(BlockRole.EXAMPLE, "table") and has_numbers(part):
        found.add("concrete")
    # "twice as many" in a question is no case that is worked through; 768 and 4,096 are
    if part.is_a(BlockRole.QUESTION) and ("number" in part.options or has_digits(part)):
        found.add("concrete")
    return found


def ways_in_words(part: PageElement, known: Collection[str]) -> set[str]:
    """Return the ways of showing that plain sentences are, outside of questions and plans.

    :param known: those that are not looked for
    """
    found: set[str] = set()
    if "concrete" not in known and works_a_case(part.text):
        found.add("concrete")
    if "verbal" not in known and draws_analogy(part.text):
        found.add("verbal")
    if found and part.inside(
        BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.SCOPE, BlockRole.NEXT_STEP
    ):
        return set()
    return found


def ways_of_admonition(part: PageElement) -> set[str]:
    """Return the ways of showing that an admonition of Sphinx is by its title."""
    found: set[str] = set()
    if _EXAMPLE_TITLE.search(part.title) and has_numbers(part):
        found.add("concrete")
    if _ANALOGY_TITLE.search(part.title):
        found.add("verbal")
    return found


def has_numbers(part: PageElement) -> bool:
    """Whether a number stands in what a part says, in digits or in words."""
    return any(says_number(element.text) or says_number(element.title) for element in part.walk())


def has_digits(part: PageElement) -> bool:
    """Whether a number in digits stands in what a part says."""
    return any(has_digit(element.text) or has_digit(element.title) for element in part.walk())


def says_number(text: str) -> bool:
    """Whether a number stands in a text."""
    return has_digit(text) or not NUMBER_WORDS.isdisjoint(all_words(text.casefold()))


def has_formula(page: PageContext, scope: SectionScope) -> bool:
    """Whether a formula stands in the text of a section: only its source tells."""
    lines = [part.line for part in scope.parts if part.line and part.source is None]
    if not lines:
        return False
    source = source_of(page.lines, min(lines), max(lines) + 3)
    if "$" in source and _IN_DOLLARS.search(source):
        return True
    return any(mark in source for mark in _MARKS)
