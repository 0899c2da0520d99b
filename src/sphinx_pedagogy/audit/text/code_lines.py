"""Lines of code, and where they stand in the file of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement


def line_in_cell(page: PageContext, cell: PageElement, index: int) -> int | None:
    """Return the line of the file on which line *at* of a cell's code stands.

    Cells are counted from their fence, and options may stand between.
    """
    code = cell.text.splitlines()
    if cell.line is None or not page.lines or index >= len(code):
        return cell.line
    # myst-nb may count from the line after the fence
    for line in range(max(1, cell.line - 3), min(len(page.lines), cell.line + 20)):
        if page.lines[line - 1].strip() == code[0].strip():
            return line + index
    return cell.line


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of some code that are not comments, counted from 0."""
    for index, line in enumerate(text.splitlines()):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield index, bare
