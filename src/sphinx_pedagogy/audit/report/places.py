"""Places in a report: each names its file, and in a notebook the cell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import CELL, cell_of
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_file(place: Place, files: Mapping[str, str], folder: Path) -> Place:
    """Return a place whose source is its file, from the source folder.

    :param files: the path of each page's file from there
    :param folder: the source folder
    """
    if place.source:
        return place._replace(source=Path(os.path.relpath(place.source, folder)).as_posix())
    # a large course has ten thousand places, and this is quicker than _replace
    return Place(place.document, place.line, files.get(place.document, ""))


def cell_and_line(place: Place) -> tuple[int | None, int | None]:
    """Return the cell of a notebook, and the line in it; of other files no cell, and the line.

    Both are counted from 1.
    """
    return cell_of(place.source, place.line) or (None, place.line)


def line_of(cell: int | None, line: int | None) -> int | None:
    """Return the line that :func:`cell_and_line` makes *cell* and *line* of."""
    return line if cell is None or line is None else cell * CELL + line + 1
