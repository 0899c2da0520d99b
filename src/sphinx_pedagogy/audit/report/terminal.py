"""What the terminal can show: its width, and whether it has colours."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TextIO

_STYLES = {
    "bold": "1",
    "dim": "2",
    "underlined": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}
WIDEST = 100
"""Longer lines are hard to read."""


class Terminal(NamedTuple):
    """How to write."""

    width: int
    coloured: bool

    def style(self, text: str, style: str) -> str:
        """Return *text* in a style, where styles show."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.coloured else text


def terminal_of(stream: TextIO) -> Terminal:
    """Return how to write to *stream*.

    ``NO_COLOR`` and ``FORCE_COLOR`` (https://no-color.org, https://force-color.org) decide
    over colours, else whether it is a terminal.
    """
    is_terminal = stream.isatty()
    columns = shutil.get_terminal_size().columns if is_terminal else WIDEST
    if os.environ.get("NO_COLOR"):
        coloured = False
    elif os.environ.get("FORCE_COLOR"):
        coloured = True
    else:
        coloured = is_terminal and os.environ.get("TERM") != "dumb"
    return Terminal(max(40, min(columns, WIDEST)), coloured)


PLAIN = Terminal(WIDEST, coloured=False)
"""A file."""
