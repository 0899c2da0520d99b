"""Lines of a chapter that remember where they stood in the file of its author."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Line(NamedTuple):
    """A line of a page."""

    text: str
    origin: int
    """Its number in the author's file; for what was added, that of the line above."""


Lines = list[Line]


def lines_of(text: str) -> Lines:
    """Return a file as lines."""
    return [Line(line.rstrip(), number) for number, line in enumerate(text.splitlines(), 1)]


def added(origin: int, *texts: str) -> Lines:
    """Return lines that we add below a line of the author, with a blank line around them."""
    return [Line(text, origin) for text in ("", *texts, "")]


def text_of(lines: Iterable[Line]) -> str:
    """Return the text of lines."""
    return "".join(f"{line.text}\n" for line in lines)


def origins_of(lines: Sequence[Line]) -> str:
    """Return where each line stood, in one line for a file beside the page."""
    return " ".join(str(line.origin) for line in lines) + "\n"
