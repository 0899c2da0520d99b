"""Cutting a page into the cells of a notebook."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_pedagogy.core.guided_exercises import solutions_of_guided
from sphinx_pedagogy.core.mystnb.cell_nodes import index_of, is_cell, prompt_of
from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.notebooks.inline import escaped
from sphinx_pedagogy.notebooks.markdown import Markdown, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.notebooks.block_forms import BlockForms


class Solutions(StrEnum):
    """What becomes of solutions."""

    SHOW = "show"
    FOLD = "fold"
    STRIP = "strip"


class Piece(NamedTuple):
    """What becomes one cell."""

    text: str = ""
    """Markdown; empty if it is code."""
    cell: int | None = None
    """Which cell of the page it is; ``None`` for Markdown, and for an empty cell to work in."""
    hidden: bool = False
    """Whether its code is closed, as part of a solution."""
    after: int | None = None
    """Of an empty cell: the last cell before it in the same exercise."""


def caption_of(cell: nodes.container) -> str:
    """Return the words on the button that opens a hidden cell, where its author chose them."""
    words = prompt_of(cell)
    return f"*{escaped(words)}:*" if words else ""


def pieces_of(
    document: nodes.document, markdown: Markdown, solutions: Solutions, forms: BlockForms
) -> list[Piece]:
    """Return a page as pieces of prose and code, in its order."""
    cutter = _Cutter(document, markdown, solutions, forms)
    cutter.walk(document.children, 0)
    cutter.flush()
    return cutter.done


class _Cutter:
    """Goes down to each cell; what has no cell in it is written as a whole."""

    def __init__(
        self,
        document: nodes.document,
        markdown: Markdown,
        solutions: Solutions,
        forms: BlockForms,
    ) -> None:
        self.markdown = markdown
        self.forms = forms
        self.solutions = solutions
        self.done: list[Piece] = []
        self._texts: list[str] = []
        self._guided = solutions_of_guided(document, forms.exercises, forms.solutions)
        if solutions is Solutions.STRIP:
            markdown.kept_folded |= self._guided
        self._in_guided = False
        self._solution_title = ""
        """Of the solution that is being cut; empty outside of one."""
        self._last_cell: int | None = None
        """Of the exercise that is being cut."""
        self._holders: set[int] = set()
        """The nodes with a cell in them."""
        for found in document.findall(is_cell):
            parent = found.parent
            while parent is not None and id(parent) not in self._holders:
                self._holders.add(id(parent))
                parent = parent.parent

    def walk(self, children: Iterable[nodes.Node], level: int) -> None:
        """Cut some nodes.

        :param level: how deep in sections they are
        """
        for child in children:
            self._cut(child, level)

    def _cut(self, node: nodes.Node, level: int) -> None:
        if is_cell(node):
            self._add(caption_of(node))
            self.flush()
            self._last_cell = index_of(node)
            self.done.append(Piece(cell=self._last_cell, hidden=self._folds))
        elif isinstance(node, nodes.section):
            self.flush()
            self.walk(node.children, level + 1)
        elif isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            self._add("#" * min(level, 6) + " " + self.markdown.line(node))
        elif isinstance(node, block) and node.kind in self.forms.left_out:
            return
        elif isinstance(node, block) and node.kind in self.forms.solutions:
            self._solution(node, level)
        elif isinstance(node, block) and node.kind in self.forms.exercises:
            if not all(text.startswith("#") for text in self._texts):  # a heading stays with it
                self.flush()
            title = self.markdown.line(node.title) if node.title else ""
            self._add("#" * min(level + 1, 6) + " " + title if title else "")
            self._last_cell = None
            self.walk(node.body, level)
        elif isinstance(node, block) and id(node) in self._holders:
            self._add(self.markdown.title(node))
            self.walk(node.body, level)
        elif id(node) in self._holders:
            self.walk(node.children, level)
        else:
            self._add(self.markdown.write(node))

    @property
    def _folds(self) -> bool:
        folds = self.solutions is Solutions.FOLD or (
            self._in_guided and self.solutions is Solutions.STRIP
        )
        return bool(self._solution_title) and folds

    def _solution(self, node: block, level: int) -> None:
        self._in_guided = id(node) in self._guided
        if self.solutions is Solutions.STRIP and not self._in_guided:
            if id(node) in self._holders:
                self.flush()
                self.done.append(Piece(after=self._last_cell))
            return
        self.flush()
        self._solution_title = node.title.astext() if node.title else "…"
        if not self._folds:
            self._add(self.markdown.title(node))
        self.walk(node.body, level)
        self.flush()
        self._solution_title = ""

    def _add(self, text: str) -> None:
        if text:
            self._texts.append(text)

    def flush(self) -> None:
        """End a piece of prose."""
        text = "\n\n".join(self._texts)
        self._texts = []
        if text:
            self.done.append(Piece(folded(self._solution_title, text) if self._folds else text))
