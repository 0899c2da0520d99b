"""Pictures without a ground of their own, which our style for plots makes.

A dark page need not put a light plate under them. On a phone they shrink until their words are as
small as can be read, and scroll in a box of their own from there on.
"""

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
_SIZED = ("width", "height", "scale")
"""What an author says of the size of a picture."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA = 6
"""The kind of PNG that has a transparency for each point."""
_FIRST_POINT = {8: slice(4, 5), 16: slice(7, 9)}
"""Where the transparency of the first point is, behind the byte of its row, by the bits."""


def mark_clear_plots(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give a class to each picture of a page whose corner can be seen through."""
    if theme_name(app.builder) != NAME:
        return
    for image in list(doctree.findall(nodes.image)):
        file = Path(app.srcdir, str(image.get("uri", "")))
        if (
            file.suffix.lower() != ".png"
            or not file.is_file()
            or not is_clear(png := file.read_bytes())
        ):
            continue
        image["classes"].append(CLASS)
        if not any(name in image for name in _SIZED) and _stands_alone(image):
            _put_into_box(image, *size_of(png))


def _stands_alone(image: nodes.image) -> bool:
    parent = image.parent
    only = isinstance(parent, nodes.paragraph) and len(parent) == 1
    return only or isinstance(parent, nodes.figure | nodes.container | nodes.section)


def _put_into_box(image: nodes.image, width: int, height: int) -> None:
    """Let a picture that stands alone scroll by itself, and keep its place before it is loaded."""
    start = f'<span class="plot" style="--width: {width}; --height: {height}">'
    at = image.parent.index(image)
    image.parent[at : at + 1] = [
        nodes.raw("", start, format="html"),
        image,
        nodes.raw("", "</span>", format="html"),
    ]


def size_of(png: bytes) -> tuple[int, int]:
    """Return the width and the height of a PNG in points."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


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
