"""The lines of tables in Markdown: each row has its own.

MyST gives all that stands in a table the line on which the table begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.line_scope import reads_all
from sphinx_pedagogy.core.opt_in import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_MARKDOWN = "colwidths-auto"
"""The class that MyST gives to each table of pipes."""


class NumberRows(SphinxTransform):
    """Gives the rows of tables in Markdown their lines, where we may speak of them."""

    default_priority = transforms.NUMBER_ROWS

    def apply(self) -> None:
        """Find the tables of the page, if anything of ours may speak of them."""
        if not is_ours(self.env) and not reads_all(self.env):
            return  # others show lines, too: gettext does
        if self.env.doc2path(self.env.docname).suffix == ".rst":
            return
        for table in self.document.findall(nodes.table):
            if table.line and _OF_MARKDOWN in table["classes"]:
                _number(table, table.line)


def _number(table: nodes.table, line: int) -> None:
    for index, row in enumerate(_rows_of(table)):
        # below the first one stands the line of dashes
        row.line = line + index + (index > 0)
        row.source = table.source
        for cell in row.children:
            for node in (cell, *cell.children):
                if isinstance(node, nodes.entry | nodes.paragraph):
                    node.line, node.source = row.line, table.source


def _rows_of(table: nodes.table) -> Iterator[nodes.row]:
    for group in table.children:
        for part in group.children:
            yield from (row for row in part.children if isinstance(row, nodes.row))
