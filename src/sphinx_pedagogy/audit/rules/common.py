"""What several rules ask of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.rule import Limit
from sphinx_pedagogy.course.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.core.rule import Page
    from sphinx_pedagogy.course.facts import Statement
    from sphinx_pedagogy.course.page_outline import Part

CORE = Limit(3, "The depth from which a concept counts as core: 3 is `developed`.")
"""The limit of rules that ask more of a lesson's core concepts."""


def core_concepts(page: Page, depth: float) -> list[Statement]:
    """Return what the lesson of a page teaches at *depth* or deeper, each concept once."""
    lesson = page.lesson
    found: dict[str, Statement] = {}
    for stated in page.facts.statements:
        if lesson and stated.lesson == lesson.slug and stated.depth >= depth:
            found.setdefault(key(stated.id or stated.name), stated)
    return list(found.values())


def names_of(stated: Statement) -> set[str]:
    """Return all names of a concept, as they are compared."""
    return {key(name) for name in (stated.id, stated.name, stated.title, *stated.aliases) if name}


def line_in_cell(page: Page, cell: Part, at: int) -> int | None:
    """Return the line of the file on which line *at* of a cell's code stands.

    Cells are counted from their fence, and options may stand between.
    """
    code = cell.text.splitlines()
    if cell.line is None or not page.lines or at >= len(code):
        return cell.line
    # myst-nb may count from the line after the fence
    for line in range(max(1, cell.line - 3), min(len(page.lines), cell.line + 20)):
        if page.lines[line - 1].strip() == code[0].strip():
            return line + at
    return cell.line


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of some code that are not comments, counted from 0."""
    for at, line in enumerate(text.splitlines()):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield at, bare
