"""Printed text as a terminal would show it: what a progress bar takes back is gone.

Carriage return, backspace, and the moves of the cursor are acted on; colours stay; all other
control characters are left out. So every builder gets clean text, and so does who reads a diff.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<plain>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<numbers>[0-9;:]*)(?P<private>[<=>?]?[0-9;:]*[ -/]*)(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles and links of a terminal
    r"|\x1b[ -/]*[0-~]"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[ -/]*)\Z")
_LONGEST = 2000
"""Characters of an escape: what is longer is none."""
_ACTED_ON = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAB = 8
_RESET = "\x1b[0m"
_LIVE = 60
"""Lines that the cursor can reach: a terminal has not many more."""
_WIDEST = 10_000
"""Characters of a line that can be written over."""


class _Cell(NamedTuple):
    """A character, and the colours in which it is printed."""

    text: str
    style: str


class TerminalScreen:
    """What is printed to one stream, one piece after the other."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._done: list[str] = []
        self._finished = 0
        self._lines: list[list[_Cell]] = [[]]
        self._row = self._column = 0
        self._style = ""
        self._pending = ""

    def feed(self, text: str) -> None:
        """Print some text; an escape may be cut in two."""
        text, self._pending = self._pending + text, ""
        if cut := _UNFINISHED.search(text, max(0, len(text) - _LONGEST)):
            text, self._pending = text[: cut.start()], cut[0]
        for token in _TOKEN.finditer(text):
            if plain := token["plain"]:
                self._write(plain)
            elif token["final"]:
                self._escape(token["final"], token["numbers"], token["private"])
            elif control := token["control"]:
                self._control(control)

    def __len__(self) -> int:
        """Return about how many characters there are."""
        return self._finished + sum(map(len, self._lines)) + len(self._lines) - 1

    @property
    def text(self) -> str:
        """What is to be seen now."""
        return "".join(self._done) + "\n".join(map(_shown, self._lines))

    def _write(self, text: str) -> None:
        line = self._lines[self._row]
        if self._column > len(line):
            line += [_Cell(" ", "")] * (self._column - len(line))
        line[self._column : self._column + len(text)] = [_Cell(sign, self._style) for sign in text]
        self._column += len(text)
        if len(line) > _WIDEST and self._row == 0:
            self._finish(_shown(line))
            self._lines[0] = []
            self._column = 0

    def _finish(self, text: str) -> None:
        self._done.append(text)
        self._finished += len(text)

    def _control(self, control: str) -> None:
        if control == "\n":
            self._row += 1
            self._column = 0
            if self._row == len(self._lines):
                self._lines.append([])
            while len(self._lines) > _LIVE:
                self._finish(_shown(self._lines.pop(0)) + "\n")
                self._row -= 1
        elif control == "\r":
            self._column = 0
        elif control == "\b":
            self._column = max(0, self._column - 1)
        elif control == "\t":
            line = self._lines[self._row]
            if self._column == len(line):
                line.append(_Cell("\t", self._style))
                self._column += 1
            else:
                self._column += _TAB - self._column % _TAB

    def _escape(self, final: str, numbers: str, private: str) -> None:
        if private and final != "K":
            return
        if final == "m":
            self._colour(numbers)
            return
        first = numbers.partition(";")[0]
        count = min(int(first), _WIDEST) if first.isdecimal() else 0
        line = self._lines[self._row]
        if final == "A":
            self._row = max(0, self._row - max(1, count))
        elif final == "B":
            self._row = min(len(self._lines) - 1, self._row + max(1, count))
        elif final == "C":
            self._column += max(1, count)
        elif final == "D":
            self._column = max(0, self._column - max(1, count))
        elif final in "EF":
            step = max(1, count) if final == "E" else -max(1, count)
            self._row = min(len(self._lines) - 1, max(0, self._row + step))
            self._column = 0
        elif final == "G":
            self._column = max(1, count) - 1
        elif final == "K":
            begin = 0 if count else self._column
            end = self._column if count == 1 else len(line)
            line[begin:end] = [_Cell(" ", "")] * (end - begin if count == 1 else 0)
        elif final == "J":
            self._clear(count)

    def _clear(self, what: int) -> None:
        """Clear the screen: what is below the cursor, or all of it."""
        if what >= 2:
            self._lines, self._row, self._column = [[]], 0, 0
        elif what == 0:
            del self._lines[self._row][self._column :]
            del self._lines[self._row + 1 :]

    def _colour(self, numbers: str) -> None:
        if numbers in ("", "0"):
            self._style = ""
        elif numbers.startswith("0;"):
            self._style = f"\x1b[{numbers[2:]}m"
        else:
            self._style += f"\x1b[{numbers}m"
            # who only ever adds colours must not make each character longer
            self._style = self._style[-200:] if len(self._style) <= 200 else f"\x1b[{numbers}m"


def _shown(line: list[_Cell]) -> str:
    """Return a line; its colours end with it."""
    parts = []
    style = ""
    for cell in line:
        if cell.style != style:
            parts.append((_RESET if style else "") + cell.style)
            style = cell.style
        parts.append(cell.text)
    return "".join(parts) + (_RESET if style else "")


def takes_back(text: str) -> bool:
    """Whether printing *text* may write over what was printed before."""
    return any(sign in text for sign in "\r\b\x1b")


def as_shown(text: str) -> str:
    """Return printed text as a terminal shows it in the end."""
    if not _ACTED_ON.search(text):
        return text
    terminal = TerminalScreen()
    terminal.feed(text)
    return terminal.text
