"""``modalities``: a core concept that is shown in too few ways."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.core_concepts import CORE, core_concepts, names_of
from sphinx_pedagogy.audit.text.words import has_digit, searchable, source_of
from sphinx_pedagogy.core.rule import Limit, Rule
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.facts import Statement
    from sphinx_pedagogy.course.page_outline import PageElement
    from sphinx_pedagogy.model.findings import Finding

MODALITIES = {
    "visual": "a diagram, a figure or a plot",
    "symbolic": "code or a formula",
    "concrete": "an example with numbers",
    "verbal": "an analogy or a mental model",
    "intuitive": "an of-course chain",
}
_DIVIDES = {"page", "section"}
_NO_WORDS = {"code", "cell", "output", "math", "diagram"}
_PLOTS = re.compile(
    r"\bplt\.|\bimshow\(|\.plot\(|\.scatter\(|\.hist\(|\.bar\(|\bax(?:es)?\.|figure"
)
_MARKS = ("{math}`", ":math:`", "{eval-rst}", "\\(", "\\[")
"""By any of these a formula may be told; by dollars as well, with something between them."""
_IN_DOLLARS = re.compile(r"\$[^$\s][^$]*\$")


class SectionScope:
    """A section without those in it, or what stands above all of them."""

    def __init__(self, page: PageContext, parts: Sequence[PageElement]) -> None:
        """Take the section itself, and its own parts."""
        self.page = page
        self.parts = parts

    @cached_property
    def told(self) -> str:
        """What is told in it, in small letters."""
        told = [part for part in self.parts if part.kind not in _NO_WORDS]
        return " ".join([f"{part.title} {part.text}" for part in told]).casefold()

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
            if part.roles or part.kind in {"output", "table"}:
                found |= ways_of(part)
        if "symbolic" not in found and has_formula(self.page, self):
            found.add("symbolic")
        return found


class Modalities(Rule):
    """A core concept that is shown in too few ways."""

    id = "modalities"
    finds = "A core concept that its lesson shows in fewer than three ways."
    why = (
        "What is met as a picture, as a formula and as a worked number is remembered better than "
        "what is only told (Paivio, 1986; Ainsworth, 2006, on multiple representations), and a "
        "student who misses one way in has another. Core concepts are those that the lesson "
        "teaches `developed` or deeper. There are five ways: visual (diagram, figure, plot), "
        "symbolic (code, formula), concrete (an example or a table with numbers, a check that "
        "asks for one), verbal (analogy, mental model) and intuitive (of-course). Blocks count "
        "for a concept if they stand in a section that names it, and all do if it is the only one."
    )
    limits: ClassVar = {
        "ways": Limit(3, "In how many ways a core concept is to be shown."),
        "depth": CORE,
    }

    def on_page(self, page: PageContext) -> Iterable[Finding]:
        """Look at each core concept of a lesson."""
        core = core_concepts(page, self.limit("depth"))
        if not core:
            return
        scopes = scopes_of(page)
        enough = self.limit("ways")
        for statement in core:
            names = () if len(core) == 1 else names_of(statement)
            shown = ways(names, scopes, enough)
            if len(shown) < enough:
                yield self.found(statement.place, self.complaint(statement, shown))

    def complaint(self, statement: Statement, shown: set[str]) -> str:
        """Return what is missing of a concept."""
        there = ", ".join(way for way in MODALITIES if way in shown) or "none"
        missing = "; ".join(hint for way, hint in MODALITIES.items() if way not in shown)
        return (
            f'"{statement.title or statement.name}" is shown in {len(shown)} of '
            f"{self.limit('ways'):g} ways ({there}); add one of: {missing}"
        )


def scopes_of(page: PageContext) -> list[SectionScope]:
    """Return each section with its own parts; what stands above all of them comes first."""
    # a section holds its own parts first, and then the sections in it
    starts = [at for at, part in enumerate(page.parts) if part.kind in _DIVIDES]
    bounds = pairwise((*starts, len(page.parts)))
    return [SectionScope(page, page.parts[start:stop]) for start, stop in bounds]


def ways(names: Collection[str], scopes: Sequence[SectionScope], enough: float) -> set[str]:
    """Return the ways of showing in the sections that have one of some names, or in all.

    :param enough: with so many, the others are not looked for
    """
    found: set[str] = set()
    for scope in scopes:
        if len(found) >= enough:
            break
        # names are looked for only where they would tell of another way: that takes longest
        if not scope.ways <= found and (not names or any(map(scope.has, names))):
            found |= scope.ways
    return found


def ways_of(part: PageElement) -> set[str]:
    """Return the ways of showing that a part is."""
    found = {str(role) for role in part.roles if role in MODALITIES}
    if part.kind == "cell" and _PLOTS.search(part.text):
        found.add("visual")
    if part.kind == "output" and "image/" in part.options.get("mime", ""):
        found.add("visual")
    if part.is_a(BlockRole.EXAMPLE, "table") and has_numbers(part):
        found.add("concrete")
    if part.is_a(BlockRole.QUESTION) and "number" in part.options:
        found.add("concrete")
    return found


def has_numbers(part: PageElement) -> bool:
    """Whether a digit stands in what a part says."""
    return any(has_digit(one.text) or has_digit(one.title) for one in part.walk())


def has_formula(page: PageContext, scope: SectionScope) -> bool:
    """Whether a formula stands in the text of a section: only its source tells."""
    lines = [part.line for part in scope.parts if part.line and part.source is None]
    if not lines:
        return False
    source = source_of(page.lines, min(lines), max(lines) + 3)
    if "$" in source and _IN_DOLLARS.search(source):
        return True
    return any(mark in source for mark in _MARKS)
