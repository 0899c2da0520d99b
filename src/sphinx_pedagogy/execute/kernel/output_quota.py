"""What cells put out, kept within limits while they run: a flood must not fill the memory."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_pedagogy.execute.kernel.terminal_screen import TerminalScreen, takes_back

if TYPE_CHECKING:
    from nbformat import NotebookNode

ODD = "[an output that no notebook can hold was left out]\n"
STREAM_SHARE = 20
"""Printed text of one cell may take this part of the limit of the page."""


class OutputQuota:
    """Measures what there is of a page's outputs, and says what is to be kept of each.

    What a cell takes back, by clearing its outputs or by printing over a line, counts no more.
    """

    def __init__(self, most: int) -> None:
        """Start at nothing.

        :param most: bytes that all outputs together may have
        """
        self.most = most
        self.refused = 0
        """Size of the first output that had to be refused; 0 if none had to."""
        self._shown: dict[int, int] = {}
        """By cell: bytes of what is no printed text."""
        self._printed: list[Printed] = []
        self.used = 0
        """Bytes of all outputs that there are."""

    def printed(self, cell: int, output: NotebookNode) -> Printed:
        """Return what is printed to an output; its text is empty until :meth:`write_down`."""
        for earlier in reversed(self._printed):
            if earlier.output is output:
                return earlier
        made = Printed(cell, output)
        self._printed.append(made)
        return made

    def keep_printed(self, printed: Printed, text: str) -> None:
        """Print as much of *text* as is kept."""
        before = len(printed.terminal)
        room = max(0, min(self.most // STREAM_SHARE - before, self.most - self.used))
        if room == 0 or (len(text) > room and not takes_back(text)):
            printed.dropped += len(text) - room
            text = text[:room]
        printed.terminal.feed(text)
        self.used += len(printed.terminal) - before

    def keeps(self, cell: int, content: object) -> bool:
        """Whether an output that is no printed text is kept."""
        size = len(json.dumps(content, default=str))
        if self.used + size > self.most:
            self.refused = self.refused or size
            return False
        self._shown[cell] = self._shown.get(cell, 0) + size
        self.used += size
        return True

    def forget(self, cell: int) -> None:
        """Take note that a cell has cleared its outputs."""
        gone = [output for output in self._printed if output.cell == cell]
        self._printed = [output for output in self._printed if output.cell != cell]
        self.used -= self._shown.pop(cell, 0) + sum(len(output.terminal) for output in gone)

    def write_down(self, cells: list[NotebookNode]) -> None:
        """Give the outputs their text, and say at the end of each how much was not kept."""
        for output in self._printed:
            output.output.text = output.terminal.text
            if output.dropped:
                output.output.text += f"\n… [{output.dropped:,} more characters were not kept]\n"
        for cell in cells:
            if cell.get("outputs"):
                # all that was printed may have been taken back
                cell.outputs = [out for out in cell.outputs if out.get("text") != ""]


@dataclass
class Printed:
    """Text that a cell prints to one output."""

    cell: int
    output: NotebookNode
    terminal: TerminalScreen = field(default_factory=TerminalScreen)
    dropped: int = 0
    """Characters that were not kept."""


def clean(notebook: str) -> str:
    """Return a notebook's JSON without what UTF-8 cannot hold, such as half of a character."""
    return notebook.encode("utf-8", "replace").decode("utf-8")
