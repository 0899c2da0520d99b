"""How what a view shows becomes nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.util.osutil import relative_uri

from sphinx_pedagogy.concepts.link_targets import address, page_link
from sphinx_pedagogy.core.nodes import outcomes
from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.core.view_content import (
    OUTCOMES,
    SITES,
    Code,
    Diagram,
    File,
    Glossary,
    Item,
    Items,
    Mark,
    Paragraph,
    Ref,
    Strong,
    Table,
)
from sphinx_pedagogy.course.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder

    from sphinx_pedagogy.core.view_content import Content, Entry, Field, Line, Span


_MANY = 7
"""Columns of a table that are too many to stand beside each other on a phone."""
_BETWEEN = 4
"""So many letters of a column are the room beside its text."""
_WIDEST = 60
"""So many letters of an average entry count for the width of its column."""


def has_file(line: Line) -> bool:
    """Whether a line links to a file of the output."""
    return any(isinstance(span, File) for span in line)


class ContentRenderer:
    """Makes nodes of content, with links as seen from one page."""

    def __init__(self, builder: Builder, docname: str) -> None:
        """Paint for *docname* as *builder* writes it."""
        self.builder = builder
        self.docname = docname

    def paint(self, contents: Iterable[Content]) -> list[nodes.Node]:
        """Return the nodes of *contents*."""
        return [node for content in contents for node in self._paint(content)]

    def _paint(self, content: Content) -> list[nodes.Node]:
        match content:
            case Paragraph(line) if self.builder.name not in SITES and has_file(line):
                return []
            case Paragraph(line, style):
                made = self._paragraph(line, outcomes if style == OUTCOMES else nodes.paragraph)
                made["classes"] += [style] if style else []
                return [made]
            case Items(items):
                return [self._list(items)]
            case Table(head, rows):
                return self._table(head, rows)
            case Diagram():
                return self._diagram(content)
            case Glossary(initials, entries):
                return [*self._initials(initials), self._glossary(entries)]

    def _paragraph(
        self, line: Line, kind: type[nodes.paragraph] = nodes.paragraph
    ) -> nodes.paragraph:
        return kind("", "", *self.inline(line), translatable=False)

    def inline(self, line: Line) -> list[nodes.Node]:
        """Return the nodes of a line of text."""
        return [node for span in line for node in self._nodes(span)]

    def _nodes(self, span: Span) -> list[nodes.Node]:
        return nodes_of(span) if isinstance(span, Phrase) else [self._span(span)]

    def _span(self, span: Span) -> nodes.Node:
        match span:
            case Ref(text, document, anchor):
                return page_link(self.builder, self.docname, document, anchor, text)
            case File(text, path):
                return self._download(text, path)
            case Mark(text, kind):
                return nodes.inline("", text, classes=["ped-mark", f"ped-is-{kind}"])
            case Strong(text):
                return nodes.strong("", text)
            case Code(text):
                return nodes.literal("", text)
            case str():
                return nodes.Text(span)

    def _download(self, text: str, path: str) -> nodes.Node:
        here = self.builder.get_target_uri(self.docname)
        target = relative_uri(here, quote(path))
        return addnodes.download_reference("", text, refuri=target, reftarget=path)

    def _list(self, items: Sequence[Item]) -> nodes.bullet_list:
        entries = (
            nodes.list_item("", self._paragraph(entry.line), *self.paint(entry.under))
            for entry in items
        )
        return nodes.bullet_list("", *entries, bullet="-")

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[Line]]) -> list[nodes.Node]:
        group = nodes.tgroup(cols=len(head))
        for index in range(len(head)):
            column = nodes.colspec(colwidth=100 // len(head))
            if index == 0:
                column["stub"] = 1
            group += column
        titles = (nodes.entry("", self._paragraph((title,))) for title in head)
        group += nodes.thead("", nodes.row("", *titles))
        body = nodes.tbody()
        for row in rows:
            cells = (nodes.entry("", *([self._paragraph(cell)] if cell else [])) for cell in row)
            body += nodes.row("", *cells)
        group += body
        table = nodes.table("", group, classes=["ped-view", "colwidths-auto"])
        if self.builder.format == "latex":
            return [addnodes.tabular_col_spec(spec=columns_on_paper(table)), table]
        if self.builder.format != "html":
            return [table]
        # on a phone the rows of most are stacked; those of many columns scroll
        stacked = ["ped-stack"] if len(head) < _MANY else []
        return [nodes.container("", table, classes=["ped-scroll", *stacked])]

    def _initials(self, initials: Sequence[Ref]) -> list[nodes.Node]:
        """Return the way to each letter; a page of paper has an index instead."""
        if not initials or self.builder.format != "html":
            return []
        made = self._list([Item((initial,)) for initial in initials])
        made["classes"].append("ped-initials")
        return [made]

    def _glossary(self, entries: Sequence[Entry]) -> nodes.Node:
        """Return a glossary as Sphinx makes its own, so that builders and themes know it."""
        listed = nodes.definition_list(
            "", *map(self._entry, entries), classes=["glossary", "ped-glossary"]
        )
        return addnodes.glossary("", listed)

    def _entry(self, entry: Entry) -> nodes.Node:
        term = nodes.term("", "", *self._nodes(entry.term))
        if entry.anchor:
            term["ids"].append(entry.anchor)
            names = [("single", name, entry.anchor, "main", None) for name in entry.names]
            term += addnodes.index(entries=names)
        body = nodes.definition("", *self.paint(entry.under))
        if entry.fields:
            body += nodes.field_list("", *map(self._field, entry.fields))
        return nodes.definition_list_item("", term, body)

    def _field(self, field: Field) -> nodes.Node:
        body = nodes.field_body("", *self.paint(field.under))
        return nodes.field("", nodes.field_name("", field.label), body)

    def _click(self, name: str, target: Ref) -> str:
        href = address(self.builder, self.docname, target.document, target.anchor)
        return f'  click {name} href "{href}"' if href else ""

    def _diagram(self, diagram: Diagram) -> list[nodes.Node]:
        made = self._list(diagram.items.items)
        screen = self.builder.format == "html" and self.builder.name != "epub"
        # books and paper have no script to draw with
        book = self.builder.name == "epub" or self.builder.format == "latex"
        needed = "sphinxcontrib.mermaid" if screen else "sphinx_pedagogy.diagrams"
        if not (screen or book) or needed not in app_of(self.builder.env).extensions:
            return [made]
        from sphinxcontrib.mermaid import mermaid

        clicks = [self._click(name, target) for name, target in diagram.links]
        code = "\n".join([diagram.source, *clicks])
        drawing = mermaid(code=code, options={}, alt=diagram.caption, only_drawn=book)
        # the list is for those who cannot see a drawing, or have no script
        words = nodes.paragraph("", diagram.caption, classes=["ped-map-words"])
        return [drawing, words, made]


def columns_on_paper(table: nodes.table) -> str:
    """Return for LaTeX how wide the columns of a table are: by their texts, and ragged.

    A column is as wide as its longest word, and else as its entries are on average.
    """
    columns = zip(*([it.astext() for it in row] for row in table.findall(nodes.row)), strict=True)
    widths = [
        _BETWEEN
        + max(
            0,
            *(len(word) for text in column for word in text.split()),
            min(_WIDEST, sum(map(len, column)) // len(column)),
        )
        for column in columns
    ]
    ragged = r">{\raggedright\arraybackslash}"
    return "".join(f"{ragged}\\X{{{width}}}{{{sum(widths)}}}" for width in widths)
