"""The prose of a page by sections, for what the search shows of it: no code, no TeX, no facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.core.nodes import block, block_title, fact, is_label, reveal
from sphinx_pedagogy.course.plain_formula import plain_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPAQUE = (
    nodes.math_block,
    nodes.raw,
    nodes.Invisible,
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.system_message,
    addnodes.toctree,
    fact,
)
"""What is no prose: code, formulas, pictures, numbers of notes, facts of a lesson."""

_HEADS = {"lesson", "constraint", "requires", "next-step"}
"""Blocks of names and links around a lesson, which say nothing in sentences."""

_SAYS = 6
"""Words of a cell that says something, so that its row is shown."""


class Section(NamedTuple):
    """A section of a page."""

    anchor: str
    title: str
    text: str
    """Its prose, which is shown."""
    silent: str
    """What is found in it and not shown: closed answers, tables of single words, code."""


def text_of_page(doctree: nodes.document) -> list[Section]:
    """Return the sections of a page; one without an anchor is what stands before the first."""
    reader = _Reader()
    reader.read(doctree, silent=False)
    sections = (
        Section(anchor=anchor, title=title, text=joined(text), silent=joined(silent))
        for anchor, title, text, silent in reader.made
    )
    return [section for section in sections if section.title or section.text or section.silent]


class _Reader:
    """Collects the lines of each section."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str, list[str], list[str]]] = [("", "", [], [])]

    def read(self, node: nodes.Element, *, silent: bool) -> None:
        """Read what stands in a node.

        :param silent: whether it is found and not shown
        """
        for child in node.children:
            if isinstance(child, nodes.Element) and not isinstance(child, _OPAQUE):
                self._read_child(child, silent=silent)

    def _read_child(self, child: nodes.Element, *, silent: bool) -> None:
        if isinstance(child, nodes.section):
            title = child[0] if child.children else None
            words = line_of(title) if isinstance(title, nodes.title) else ""
            self.made.append(((child["ids"] or [""])[0], words, [], []))
            self.read(child, silent=False)
        elif isinstance(child, nodes.literal_block):
            self._add(" ".join(child.astext().split()), silent=True)
        elif isinstance(child, nodes.row):
            cells = [line_of(cell) for cell in child.children if isinstance(cell, nodes.Element)]
            says = any(len(cell.split()) >= _SAYS for cell in cells)
            self._add(ended(" · ".join(filter(None, cells))), silent=silent or not says)
        elif "ped-uses" in child.get("classes", ()):
            pass  # a line of ours, such as the lessons that use a concept
        elif isinstance(child, nodes.TextElement):
            if isinstance(child, block_title) or not isinstance(child, nodes.title):
                self._add(ended(line_of(child)), silent=silent)
        elif not ((isinstance(child, block) and child.kind in _HEADS) or _is_output(child)):
            self.read(child, silent=silent or isinstance(child, reveal))

    def _add(self, line: str, *, silent: bool) -> None:
        _anchor, _title, shown, hidden = self.made[-1]
        (hidden if silent else shown).append(line)


def _is_output(node: nodes.Element) -> bool:
    """Whether a node is what a cell printed, which nobody looks for."""
    return "cell_output" in node.get("classes", ())


def ended(line: str) -> str:
    """Return a line so that it does not run into the one after it: a title, an item of a list."""
    return f"{line}." if line[-1:].isalnum() or line[-1:] in {")", "”", '"'} else line


def joined(lines: list[str]) -> str:
    """Return lines as one text."""
    return " ".join(line for line in lines if line)


def line_of(node: nodes.Element) -> str:
    """Return the words of a line."""
    return " ".join("".join(_words(node)).split())


def _words(node: nodes.Element) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.math):
            yield plain_formula(child.astext())
        elif not isinstance(child, _OPAQUE) and not is_label(child):
            yield from _words(child)  # type: ignore[arg-type]
