"""Reading by what a page shows what it teaches: examples, comparisons, diagrams, code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_pedagogy.concepts.texts import title_of
from sphinx_pedagogy.core.fact_lines import words, written
from sphinx_pedagogy.core.mystnb.cell_nodes import is_cell
from sphinx_pedagogy.core.nodes import block, concept_ref, label_text, walk
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole
from sphinx_pedagogy.course.record_facts import CONCEPT, Presentation
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.concepts.fact_reader import FactReader

SHOWING = frozenset(
    {
        *(BlockRole.EXAMPLE, BlockRole.ANALOGY, BlockRole.MENTAL_MODEL, BlockRole.MISCONCEPTION),
        *(BlockRole.COMPARISON, BlockRole.INTUITIVE, BlockRole.QUESTION, BlockRole.EXERCISE),
        *(BlockRole.APPLICATION, BlockRole.VISUAL, BlockRole.CLAIM),
    }
)
"""What a block counts as that shows something, or lets students do something with it."""
SHOWING_KINDS = frozenset({"cards", "insight", "phases"})
"""Further blocks that do, and have no role by which to know them."""
ELEMENTS = (nodes.figure, nodes.table, nodes.literal_block, nodes.math_block, nodes.container)
"""The nodes of docutils that may show something by themselves."""
_PRACTICE = frozenset(
    {*(BlockRole.QUESTION, BlockRole.ANSWER), *(BlockRole.EXERCISE, BlockRole.SOLUTION)}
)
_PLOTS = regex(r"\bplt\.|\bimshow\(|\.plot\(|\.scatter\(|\.hist\(|\bax(?:es)?\.|figure")
_NOT_SEEN = {"remove-cell", "remove-input"}


def showing_nodes() -> tuple[type[nodes.Element], ...]:
    """Return the classes of nodes that may show something by themselves."""
    mermaid = sys.modules.get("sphinxcontrib.mermaid")  # no need of it where no page can have one
    return (*ELEMENTS, mermaid.mermaid) if mermaid else ELEMENTS


class PresentationReader:
    """Reads what a page shows, section by section."""

    def __init__(self, reader: FactReader) -> None:
        """Read for the one who reads all other facts of the page."""
        self.reader = reader
        self._numbers: dict[int, int] = {}
        self._plain: set[tuple[tuple[int, ...], str]] = set()

    def read(self, found: Iterable[nodes.Element]) -> Iterator[Presentation]:
        """Yield what shows something among the nodes of a page, in order."""
        for node in found:
            shown = self.of_block(node) if isinstance(node, block) else self.of_element(node)
            if shown and shown.lesson:
                yield shown

    def of_block(self, node: block) -> Presentation | None:
        """Return what a block shows, if it does."""
        roles = self.reader.roles.get(node.kind, NO_ROLES)
        if node.kind == CONCEPT:
            names = [node.options.get("id") or written(node)] if node.title else []
        elif "hidden" in node.options:
            return None
        elif node.kind in SHOWING_KINDS or not SHOWING.isdisjoint(roles):
            names = [*words(node.options.get("of", "")), *words(node.options.get("tests", ""))]
            names += [
                reference["name"]
                for reference in walk(node, concept_ref, inline=True)
                if not reference.get("stated")
            ]
        else:
            return None
        return Presentation(
            kind=node.kind,
            variant=node.options.get("kind") or node.options.get("tier", ""),
            label=label_text(node).partition(" ")[0] if "number" in node else label_text(node),
            title=title_of(node) if node.title else "",
            names=tuple(dict.fromkeys(names)),
            section=self.sections_around(node),
            lesson=self.reader.lesson_around(node),
            anchor=node["ids"][0] if node["ids"] else "",
            place=self.reader.place(node),
        )

    def of_element(self, node: nodes.Element) -> Presentation | None:
        """Return what an element of Sphinx shows; one without a title once in a section."""
        kind = kind_of(node)
        if not kind:
            return None
        title, section = caption_of(node), self.sections_around(node)
        if not title and (section, kind) in self._plain:
            return None
        if self.is_practice(node):
            return None
        lesson = self.reader.lesson_around(node)
        if not title and lesson == self.reader.slug:
            self._plain.add((section, kind))
        return Presentation(
            kind=kind,
            variant="",
            label="",
            title=title,
            names=(),
            section=section,
            lesson=lesson,
            anchor="",
            place=self.reader.place(node),
        )

    def is_practice(self, node: nodes.Node) -> bool:
        """Whether an element belongs to a question or an exercise, which is told itself."""
        parent = node.parent
        while parent is not None:
            roles = (
                self.reader.roles.get(parent.kind, NO_ROLES) if isinstance(parent, block) else ()
            )
            if not _PRACTICE.isdisjoint(roles):
                return True
            parent = parent.parent
        return False

    def sections_around(self, node: nodes.Node) -> tuple[int, ...]:
        """Return the numbers of the sections around a node, the outermost first."""
        found: list[int] = []
        parent = node.parent
        while parent is not None:
            if isinstance(parent, nodes.section):
                found.append(self._numbers.setdefault(id(parent), len(self._numbers)))
            parent = parent.parent
        return tuple(reversed(found))


def kind_of(node: nodes.Element) -> str:
    """Return what an element shows something by; empty if it shows nothing by itself."""
    if isinstance(node, nodes.container):
        if not is_cell(node) or _NOT_SEEN & set(cast("list[str]", node.get("classes", []))):
            return ""
        source = "\n".join(code.astext() for code in walk(node, nodes.literal_block))
        return "plot" if _PLOTS.search(source) else "code"
    if isinstance(node, nodes.figure):
        drawn = any(getattr(inside, "tagname", "") == "mermaid" for inside in node.children)
        return "diagram" if drawn else "figure"
    if node.tagname == "mermaid":
        return "" if isinstance(node.parent, nodes.figure) else "diagram"
    if isinstance(node, nodes.literal_block):
        return "" if in_cell(node) else "code"
    return "table" if isinstance(node, nodes.table) else "math"


def in_cell(node: nodes.Node) -> bool:
    """Whether a node is a part of a code cell, or of its outputs."""
    parent = node.parent
    while parent is not None:
        if is_cell(parent):
            return True
        parent = parent.parent
    return False


def caption_of(node: nodes.Element) -> str:
    """Return the caption of a figure, or the title of a table."""
    for child in node.children:
        if isinstance(child, nodes.caption | nodes.title):
            return phrase_of(child.children)
    return ""
