"""The files that a report is about: their lines, also those of notebooks."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.report.places import cell_and_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.model import Place


class Sources:
    """The files of a source folder, each read once."""

    def __init__(self, folder: Path) -> None:
        """Look in *folder*."""
        self.folder = folder
        self.lines = cache(lambda file: read_lines(folder / file))

    def name_of(self, file: Path) -> str:
        """Return the path of a file from the folder."""
        return Path(os.path.relpath(file, self.folder.resolve())).as_posix()

    def text(self, file: str, line: int) -> str:
        """Return a line of a file; nothing if it has fewer."""
        lines = self.lines(file)
        return lines[line - 1] if line <= len(lines) else ""

    def line_of(self, place: Place) -> int | None:
        """Return the line of a place in its file, also if it is a cell's."""
        cell, line = cell_and_line(place)
        if line is None or cell is None:
            return line
        return line_in_notebook(self.lines(place.source), cell, line)


def read_lines(path: Path) -> Sequence[str]:
    """Return the lines of a file; none if it cannot be read as text."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()


def line_in_notebook(lines: Sequence[str], cell: int, line: int) -> int | None:
    """Return the line of a notebook's file that holds a line of a cell.

    :param cell: counted from 1
    :returns: a line counted from 1; ``None`` if the file is not written a line each, as
        Jupyter writes it
    """
    cells = [number for number, text in enumerate(lines, 1) if '"cell_type": "' in text]
    if not 0 < cell <= len(cells):
        return None
    for index in range(cells[cell - 1], len(lines)):
        if lines[index].strip() == '"source": [':
            return index + 1 + max(1, line)
    return None
