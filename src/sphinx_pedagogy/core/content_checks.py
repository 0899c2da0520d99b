"""Whether a view of a plugin returned what pages can show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.core.setting_checks import shown
from sphinx_pedagogy.core.view_content import (
    Code,
    Diagram,
    File,
    Item,
    Items,
    Mark,
    Paragraph,
    Ref,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx_pedagogy.core.view_content import Content, Line

_WORDS = Ref | File | Mark | Strong | Code


def checked_contents(made: object, pages: Container[str]) -> list[Content]:
    """Return what a view returned.

    :param pages: those to which a link may lead
    :raises TypeError: a part of it is something else than what pages can show
    :raises LookupError: a link leads to a page that there is not
    """
    if isinstance(made, str) or not isinstance(made, Iterable):
        raise TypeError(f"it returns {shown(made)}, which is no list of contents")
    contents = list(made)
    for content in contents:
        check_content(content)
    checked = cast("list[Content]", contents)
    for link in links_of(checked):
        if "://" not in link.document and link.document not in pages:
            raise LookupError(f'it links to the page "{link.document}", and there is none')
    return checked


def links_of(contents: Iterable[Content]) -> Iterator[Ref]:
    """Yield all links of contents that were checked."""
    for content in contents:
        match content:
            case Paragraph(line):
                yield from _links(line)
            case Items(items):
                for item in items:
                    yield from _links(item.line)
                    yield from links_of(item.under)
            case Table(_head, rows):
                for row in rows:
                    for cell in row:
                        yield from _links(cell)
            case Diagram(_source, items, _caption, links):
                yield from links_of([items])
                yield from (link for _name, link in links)


def _links(line: Line) -> Iterator[Ref]:
    return (span for span in line if isinstance(span, Ref))


def check_content(content: object) -> None:
    """Check one content, with all that is in it.

    :raises TypeError: see :func:`checked_contents`
    """
    match content:
        case Paragraph():
            check_line(content.line)
            check_texts("the style of a paragraph", content.style)
        case Items():
            check_items(content)
        case Table():
            check_table(content)
        case Diagram():
            check_diagram(content)
        case _:
            raise TypeError(
                f"it returns {shown(content)} where a Paragraph, Items, Table or Diagram belongs"
            )


def check_items(items: Items) -> None:
    """Check a list."""
    for item in tuple_of(items.items, "the items of a list"):
        if not isinstance(item, Item):
            raise TypeError(f"it returns {shown(item)} where an Item of a list belongs")
        check_line(item.line)
        for under in tuple_of(item.under, "what belongs under an item"):
            check_content(under)


def check_table(table: Table) -> None:
    """Check a table."""
    head = tuple_of(table.head, "the head of a table")
    check_texts("the head of a table", *head)
    for row in tuple_of(table.rows, "the rows of a table"):
        cells = tuple_of(row, "a row of a table")
        if len(cells) != len(head) or not cells:
            raise TypeError(
                f"it returns a table with {len(head)} columns and {len(cells)} cells in the row "
                f"{shown(row)}"
            )
        for cell in cells:
            check_line(cell)
    if not head:
        raise TypeError("it returns a table without columns")


def check_diagram(diagram: Diagram) -> None:
    """Check a diagram."""
    check_texts("a diagram", diagram.source, diagram.caption)
    check_content(diagram.items)
    for link in tuple_of(diagram.links, "the links of a diagram"):
        pair = tuple_of(link, "a link of a diagram")
        if len(pair) != 2 or not isinstance(pair[1], Ref):
            raise TypeError(f"it returns {shown(link)} where a pair of a name and a Ref belongs")
        check_texts("a link of a diagram", pair[0], *pair[1])


def check_line(line: object) -> None:
    """Check a line of text."""
    # a link is a tuple, too: of texts that are no words of the line
    for span in tuple_of(line, "a line"):
        if isinstance(span, _WORDS):
            check_texts(f"a {type(span).__name__}", *span)
        else:
            check_texts("a line", span)


def tuple_of(value: object, where: str) -> list[object]:
    """Return the members of a tuple or list."""
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return list(value)
    raise TypeError(f"it returns {shown(value)} for {where}, which must be a tuple")


def check_texts(where: str, *texts: object) -> None:
    """Check that all of some values are strings."""
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"it returns {shown(text)} in {where}, where a string belongs")
