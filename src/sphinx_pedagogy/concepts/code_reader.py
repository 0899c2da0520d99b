"""Keeping the code of a page, in which concepts may be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.concepts.mention_links import leaves_out
from sphinx_pedagogy.concepts.prose_reader import NO_MENTIONS, NOT_HERE
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.cell_nodes import (
    is_cell,
    is_output,
    is_source,
    number_in_notebook,
    tags_of,
)
from sphinx_pedagogy.core.mystnb.metadata import kernel_of
from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole
from sphinx_pedagogy.course.code_names import NO_CODE
from sphinx_pedagogy.course.code_uses import CodeRun, packed_code
from sphinx_pedagogy.course.messages import locate_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

_UNSEEN = frozenset(f"{verb}-{part}" for verb in ("hide", "remove") for part in ("cell", "input"))
"""Tags of cells whose code nobody is to read now."""
_CLOSED_BLOCKS = frozenset({"plan", "review"})
_CODE = (nodes.literal_block, nodes.doctest_block)
_NEAR = 3
_FAR = 30
"""Lines around the place of some code in which its first line may stand: options come before."""


class KeepCode(SphinxTransform):
    """Stores the code that readers of the page see."""

    default_priority = transforms.KEEP_CODE

    def apply(self) -> None:
        """Read it, if the page is a lesson."""
        domain, docname = domain_of(self.env), self.env.docname
        facts = domain.pages.get(docname)
        if facts is None or facts.lesson is None or leaves_out(self.document):
            return
        reader = CodeReader(
            registry_of(app_of(self.env)).roles,
            str(self.env.doc2path(docname)),
            self.config.highlight_language,
            # of a page that names no language and was not run, MyST-NB knows none
            "python" if "python" in kernel_of(self.env, docname) else "",
        )
        if runs := list(reader.read(self.document)):
            domain.data["code"][docname] = packed_code(runs)


class CodeReader:
    """Reads the code of a page."""

    def __init__(
        self, roles: Mapping[str, Set[BlockRole]], file: str, language: str, in_cells: str = ""
    ) -> None:
        """Begin.

        :param roles: what blocks count as
        :param file: path of the page
        :param language: that of code whose author names none
        :param in_cells: that of cells of which nobody knows it
        """
        self._roles = roles
        self._file = file
        self._language = language
        self._in_cells = in_cells
        self._lines: dict[str, Sequence[str]] = {}

    def read(self, parent: nodes.Element) -> Iterator[CodeRun]:
        """Yield the pieces of code below a node, in order."""
        for node in parent.children:
            if isinstance(node, _CODE):
                if not self._is_closed(node) and (run := self._run(node)):
                    yield run
            elif has_more(node) and not self._is_closed(node):
                yield from self.read(node)

    def _is_closed(self, node: nodes.Element) -> bool:
        if NO_MENTIONS in node["classes"]:
            return True
        if isinstance(node, nodes.container):
            if is_output(node):
                return True
            if is_cell(node):
                return not _UNSEEN.isdisjoint(tags_of(node))
        if not isinstance(node, block):
            return False
        roles = self._roles.get(node.kind, NO_ROLES)
        return (
            node.kind in _CLOSED_BLOCKS
            or "hidden" in node.options
            or not roles.isdisjoint(NOT_HERE)
        )

    def _run(self, node: nodes.Element) -> CodeRun | None:
        code = node.astext()
        prompted = isinstance(node, nodes.doctest_block)
        language = "pycon" if prompted else str(node.get("language") or self._language)
        if language == "none" and is_source(node.parent):
            language = self._in_cells
        # what is parsed has markup in it, and is none that runs
        if (
            language in NO_CODE
            or not code.strip()
            or any(isinstance(child, nodes.Element) for child in node.children)
        ):
            return None
        line, source = locate_in(self._file, node)
        found = self._first_line(code, line or 0, source or self._file)
        return CodeRun(
            code=code,
            language=language,
            line=found or line or 0,
            source=source or "",
            counts=found > 0,
        )

    def _first_line(self, code: str, line: int, file: str) -> int:
        """Return where code begins in its file; 0 if it does not stand there as it is.

        A fence has a line, and its options come before the code.
        """
        if not line or number_in_notebook(line):
            return 0
        if file not in self._lines:
            try:
                self._lines[file] = Path(file).read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeError):
                self._lines[file] = ()
        lines, rows = self._lines[file], code.splitlines()
        blank = next(index for index, row in enumerate(rows) if row.strip())
        for index in range(max(0, line - 1 - _NEAR), min(len(lines), line + _FAR)):
            # a quote or a list may stand before it
            if lines[index].strip().endswith(rows[blank].strip()):
                return index + 1 - blank
        return 0


def has_more(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Whether code may stand in a node: not in a line of text."""
    return isinstance(node, nodes.Element) and not isinstance(node, nodes.TextElement)
