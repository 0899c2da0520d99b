"""What a view shows, as plain data.

Data first: the build compares it with what the page showed last, to know which pages to
write again, without making a node.
"""

from __future__ import annotations

from typing import NamedTuple

SITES = ("html", "dirhtml")
"""Builders whose pages lie beside files that a reader may download."""


class Ref(NamedTuple):
    """A link to a place in the course."""

    text: str
    document: str
    anchor: str = ""


class File(NamedTuple):
    """A link by which a reader downloads a file of the output.

    A line that has one is shown in HTML pages of a site only: other media have no such files.
    """

    text: str
    path: str
    """From the root of the output."""


class Mark(NamedTuple):
    """A word that stands out: a status."""

    text: str
    kind: str


class Strong(NamedTuple):
    """A word that says what follows."""

    text: str


class Code(NamedTuple):
    """Something to type."""

    text: str


Span = str | Ref | File | Mark | Strong | Code
Line = tuple[Span, ...]
"""A line of text: words as strings, and among them links, words that stand out, code."""


class Paragraph(NamedTuple):
    """A line of text."""

    line: Line
    style: str = ""
    """A class for the stylesheet."""


class Items(NamedTuple):
    """A list, perhaps of lists."""

    items: tuple[Item, ...]


class Item(NamedTuple):
    """An item and what belongs under it."""

    line: Line
    under: tuple[Content, ...] = ()


class Table(NamedTuple):
    """A table with a head; the first cell of each row names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Diagram(NamedTuple):
    """A mermaid diagram, and the list that says the same."""

    source: str
    items: Items
    caption: str
    links: tuple[tuple[str, Ref], ...]
    """Names of boxes, and where they lead."""


Content = Paragraph | Items | Table | Diagram
"""What a view shows is a list of these."""
