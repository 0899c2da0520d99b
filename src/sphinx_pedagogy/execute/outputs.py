"""What cells put out, kept within limits while they run: a flood must not fill the memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

ODD = "[an output that no notebook can hold was left out]\n"
STREAM_SHARE = 20
"""Printed text of one cell may take this part of the limit of the page."""


class Meter:
    """Measures the outputs of a page, and says what is to be kept of each."""

    def __init__(self, most: int) -> None:
        """Start at nothing.

        :param most: bytes that all outputs together may have
        """
        self.most = most
        self.used = 0
        self.refused = 0
        """Size of the first output that had to be refused; 0 if none had to."""
        self._printed: dict[tuple[int, str], int] = {}

    def keep_of_stream(self, cell: int, name: str, text: str) -> str:
        """Return as much of printed *text* as is kept."""
        key = (cell, name)
        printed = self._printed.get(key, 0)
        self._printed[key] = printed + len(text)
        share = max(0, self.most // STREAM_SHARE - printed)
        kept = text[: min(share, max(0, self.most - self.used))]
        self.used += len(kept)
        return kept

    def keeps(self, content: object) -> bool:
        """Whether an output that is no printed text is kept."""
        size = len(json.dumps(content, default=str))
        if self.used + size > self.most:
            self.refused = self.refused or size
            return False
        self.used += size
        return True

    def mark_cuts(self, cells: list[NotebookNode]) -> None:
        """Say at the end of each printed text how much of it was not kept."""
        for (index, name), printed in self._printed.items():
            streams = [
                output
                for output in cells[index].get("outputs", ())
                if output.output_type == "stream" and output.name == name
            ]
            kept = sum(len(stream.text) for stream in streams)
            if streams and kept < printed:
                streams[-1].text += f"\n… [{printed - kept:,} more characters were not kept]\n"


def clean(notebook: str) -> str:
    """Return a notebook's JSON without what UTF-8 cannot hold, such as half of a character."""
    return notebook.encode("utf-8", "replace").decode("utf-8")
