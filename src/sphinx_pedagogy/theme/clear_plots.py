"""Pictures without a ground of their own: a dark page need not put a light plate under them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.theme.schemes import NAME, theme_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CLASS = "clear-ground"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA = 6
"""The kind of PNG that has a transparency for each point."""
_FIRST_POINT = {8: slice(4, 5), 16: slice(7, 9)}
"""Where the transparency of the first point is, behind the byte of its row, by the bits."""


def mark_clear_plots(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give a class to each picture of a page whose corner can be seen through."""
    if theme_name(app.builder) != NAME:
        return
    for image in doctree.findall(nodes.image):
        file = Path(app.srcdir, str(image.get("uri", "")))
        if file.suffix.lower() == ".png" and file.is_file() and is_clear(file.read_bytes()):
            image["classes"].append(CLASS)


def is_clear(png: bytes) -> bool:
    """Whether the first point of a PNG is seen through.

    No filter of the format changes it: it has neither a point before it nor one above.
    """
    if not png.startswith(_SIGNATURE) or len(png) < len(_SIGNATURE) + 25:
        return False
    bits, kind = png[24], png[25]
    if kind != _WITH_ALPHA or bits not in _FIRST_POINT:
        return False
    place = len(_SIGNATURE)
    while place + 8 <= len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        if name == b"IDAT":
            try:
                begin = zlib.decompressobj().decompress(png[place + 8 : place + 8 + length], 16)
            except zlib.error:
                return False
            alpha = begin[_FIRST_POINT[bits]]
            return bool(alpha) and not any(alpha)
        place += length + 12
    return False
