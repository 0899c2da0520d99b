"""Where drawings are kept: beside the stored outputs, so that who cannot draw shows them too."""

from __future__ import annotations

import contextlib
import os
import re
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx.application import Sphinx

FOLDER = "diagrams"
_HEAD = re.compile(r"<!-- drawn by ([^\n]*?) -->\n(?:<!-- it says: ([^\n]*?) -->\n)?(?=<svg )")
_LARGEST = 2_000_000


class Drawing(NamedTuple):
    """A drawing as it is kept."""

    svg: str
    maker: str
    says: str = ""
    """What its source says of it, for those who cannot see it."""


class DrawingStore:
    """A folder of drawings, each in a file that has the name of its source's key."""

    def __init__(self, folder: Path) -> None:
        """Keep drawings in a folder."""
        self.folder = folder

    def path(self, key: str) -> Path:
        """Return the file of a drawing."""
        return self.folder / f"{key}.svg"

    def get(self, key: str) -> Drawing | None:
        """Return a drawing, if it is there and whole."""
        path = self.path(key)
        try:
            if path.is_symlink() or path.stat().st_size > _LARGEST:
                return None
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError):
            return None
        head = _HEAD.match(text)
        if head is None or not text.rstrip().endswith("</svg>") or "<script" in text:
            return None
        svg = text[head.end() :].rstrip()
        return Drawing(svg, unescape(head[1]), unescape(head[2] or ""))

    def put(self, key: str, drawing: Drawing) -> None:
        """Keep a drawing; builds that run at once may do so together.

        :raises OSError: if it cannot be written
        """
        says = f"<!-- it says: {_comment(drawing.says)} -->\n" if drawing.says else ""
        text = f"<!-- drawn by {_comment(drawing.maker)} -->\n{says}{drawing.svg}\n"
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f".new-{key}-{os.getpid()}"
        try:
            new.write_text(text, encoding="utf-8")
            new.replace(self.path(key))
        finally:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)

    def prune(self, used: Container[str]) -> list[Path]:
        """Delete the drawings whose keys are not among those used, and return their files."""
        old = [path for path in sorted(self.folder.glob("*.svg")) if path.stem not in used]
        for path in old:
            path.unlink(missing_ok=True)
        return old


def _comment(text: str) -> str:
    """Return a text that can stand in a comment."""
    return escape(" ".join(text.split()), quote=False).replace("-", "&#45;")


def store_of_drawings(app: Sphinx) -> DrawingStore:
    """Return the store of a project: the folder is the one of its outputs."""
    executed = str(getattr(app.config, "pedagogy_executed", "executed"))
    beside, inside = Path(app.confdir, executed), Path(app.srcdir, executed)
    return DrawingStore((beside if beside.is_dir() and not inside.is_dir() else inside) / FOLDER)
