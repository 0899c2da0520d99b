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
    """The page, as Sphinx names it, or the address of a page on another site."""
    anchor: str = ""
    """An id on that page; empty for the page itself."""


class File(NamedTuple):
    """A link by which a reader downloads a file of the output.

    Only the HTML pages of a site show a line with such a link, since other media have no such
    files.
    """

    text: str
    path: str
    """The path of the file, from the root of the output."""


class Mark(NamedTuple):
    """A word that stands out: a status."""

    text: str
    kind: str
    """How the word looks: ``ok``, ``note``, ``gap`` or ``missing``, from good to bad. Any other
    word becomes the class ``ped-is-KIND``, for a stylesheet of your own."""


class Strong(NamedTuple):
    """A word in bold type that says what follows."""

    text: str


class Code(NamedTuple):
    """Something to type, shown as code."""

    text: str


Span = str | Ref | File | Mark | Strong | Code
Line = tuple[Span, ...]
"""A line of text: words as strings, mixed with links, words that stand out, and code."""


OUTCOMES = "ped-outcomes"
"""The style of the line that says what a lesson teaches: HTML folds it."""


class Paragraph(NamedTuple):
    """A paragraph: one line of text."""

    line: Line
    style: str = ""
    """A class for the stylesheet. ``ped-uses`` makes the line small and muted; you can also give a
    class of your own."""


class Items(NamedTuple):
    """A list, whose items may contain further lists."""

    items: tuple[Item, ...]
    """Its items, in order."""


class Item(NamedTuple):
    """An item of a list, and what belongs under it."""

    line: Line
    under: tuple[Content, ...] = ()
    """Paragraphs, lists and tables."""


class Table(NamedTuple):
    """A table with a head; the first cell of each row names the row."""

    head: tuple[str, ...]
    """The words above the columns."""
    rows: tuple[tuple[Line, ...], ...]
    """The rows. Each row has a line for each column: ``(("a word",), (Ref(...), " and more"))``."""


class Diagram(NamedTuple):
    """A mermaid diagram, and a list that says the same."""

    source: str
    """The source that mermaid reads."""
    items: Items
    """The same content as a list, for media and readers without pictures."""
    caption: str
    """The caption below the diagram."""
    links: tuple[tuple[str, Ref], ...]
    """The names of boxes, and the place to which each box links."""


class Field(NamedTuple):
    """What is known of an entry under one heading."""

    label: str
    under: tuple[Content, ...]


class Entry(NamedTuple):
    """An entry of a glossary."""

    term: str
    anchor: str
    """Its id; empty where the concept has its entry on another page."""
    names: tuple[str, ...]
    """What an index lists it under."""
    under: tuple[Content, ...]
    """Paragraphs."""
    fields: tuple[Field, ...]


class Glossary(NamedTuple):
    """A list of terms, each with what is known of it."""

    initials: tuple[Ref, ...]
    """The way to the first entry of each letter, for readers of a site."""
    entries: tuple[Entry, ...]


Content = Paragraph | Items | Table | Diagram | Glossary
"""A part of what a view shows. A view returns a list of such parts."""
