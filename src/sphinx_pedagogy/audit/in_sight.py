"""What a reader sees beside a question without a click: up to a screen below it, or above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.words import sentences
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.course.page_tree import PageElement

PROSE = ("paragraph", "entry")
_PRINTED = frozenset({"output", "text", "none", "console", "txt", "error", "pytb"})
"""Languages of code blocks that hold what a program printed."""
_OPENED = (BlockRole.ANSWER, BlockRole.HINT, BlockRole.SOLUTION, "comment")
_HIDDEN = frozenset(
    {"remove-cell", "remove-output", "hide-cell", "hide-output", "remove_cell", "hide_output"}
)
_UNSEEN = frozenset({"remove-cell", "hide-cell", "remove-input", "hide-input", "remove_cell"})
_PICTURE = 100
"""Words that would take as much room as a picture, about."""
_LINE = 10
"""Words in a line of text."""


def below(parts: Iterable[PageElement], words: float) -> Iterator[PageElement]:
    """Yield the parts that begin within a screen, what opens with a click left out.

    :param parts: those behind a question, in order
    :param words: how many words a screen holds
    """
    seen = 0.0
    for part in parts:
        if seen >= words:
            return
        if part.is_a(*_OPENED) or part.inside(*_OPENED):
            continue
        if part.kind == "output" and is_hidden(part):
            continue
        yield part
        seen += room(part)


def above(parts: Iterable[PageElement], words: float) -> Iterator[PageElement]:
    """Yield the parts that end within a screen above, the nearest first.

    :param parts: those before a question, in order
    :param words: how many words a screen holds
    """
    yield from below(reversed(list(parts)), words)


def is_hidden(output: PageElement) -> bool:
    """Whether an output shows only with a click, or never."""
    return output.parent is not None and hides_output(output.parent)


def hides_output(cell: PageElement) -> bool:
    """Whether what a cell puts out shows only with a click, or never."""
    return not _HIDDEN.isdisjoint(cell.options.get("tags", "").split())


def room(part: PageElement) -> float:
    """Return how much room a part itself takes, in words of text."""
    if part.kind in {"code", "cell"}:
        if not _UNSEEN.isdisjoint(part.options.get("tags", "").split()):
            return 0
        return _LINE * (1 + part.text.count("\n"))
    if part.kind == "output":
        return _LINE * (1 + part.text.count("\n")) if part.text else _PICTURE
    if part.kind in {"figure", "diagram", "widget"}:
        return _PICTURE
    if part.kind in {"row", "section", "math"}:
        return _LINE
    if part.kind == "entry":
        return 0
    return len(part.text.split())


class AnswerInSight(NamedTuple):
    """Where an answer stands in sight."""

    part: PageElement
    what: str
    """What of the answer stands there."""


def pieces_of(part: PageElement) -> list[str]:
    """Return the sentences of prose, the lines of an output."""
    return part.text.splitlines() if is_print(part) else sentences(part.text)


def is_print(part: PageElement) -> bool:
    """Whether a part shows in text what a program printed."""
    if part.kind == "output":
        return bool(part.text)
    return part.kind == "code" and part.options.get("language", "") in _PRINTED
