"""The lines within a paragraph: MyST and docutils know only the one on which it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROLE = regex(r":[^`\s]+:`\s*(\S+)")
"""What docutils and MyST keep of a role: its name, and what stands in it."""
_WORD = regex(r"\w{4,}")
_HARD_BREAK = "<br />\n"
"""What MyST makes of a hard break for HTML; what it makes for LaTeX stands on the same line."""


def paragraph_of(node: nodes.Node) -> nodes.Element | None:
    """Return the paragraph or caption in whose text a node stands."""
    is_inside = isinstance(node, nodes.Inline | nodes.Text)
    parent: nodes.Element | None = node.parent if is_inside else None
    while parent is not None and isinstance(parent, nodes.Inline):
        parent = parent.parent
    # of what is derived from a paragraph, its author wrote none
    return parent if parent.__class__ in {nodes.paragraph, nodes.caption} else None


def lines_in(paragraph: nodes.Element) -> Mapping[int, int]:
    """Return how many lines below the first each node of a paragraph begins, by its ``id()``.

    Breaks within code, maths or a link's address are no longer in the tree: where there are such,
    the words are looked up in the source, which the paragraph keeps.
    """
    source = paragraph.rawsource
    inside = list(_inside(paragraph))
    if "\n" not in source and not any(map(_breaks, inside)):
        return {id(node): 0 for node in inside}
    if paragraph.get("translated") or source.count("\n") <= sum(map(_breaks, inside)):
        source = ""  # nothing to look up
    found: dict[int, int] = {}
    at = line = 0
    for node in inside:
        if (place := _find(node, source, at)) >= 0:
            line += source.count("\n", at, place)
            at = place
        found[id(node)] = line
        for _break in range(_breaks(node)):
            line += 1
            at = source.find("\n", at) + 1 or at
    return found


def line_within(node: nodes.Node, paragraph: nodes.Element) -> int:
    """Return how many lines below the first of its paragraph a node stands."""
    return lines_in(paragraph).get(id(node), 0) if "\n" in paragraph.rawsource else 0


def _inside(parent: nodes.Element) -> Iterator[nodes.Node]:
    """Yield what stands in a paragraph, in order."""
    for node in parent.children:
        yield node
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.raw):
            yield from _inside(node)


def _breaks(node: nodes.Node) -> int:
    """Return how many breaks of lines a node holds itself."""
    if isinstance(node, nodes.raw):
        return int(node.astext() == _HARD_BREAK)
    return str(node).count("\n") if isinstance(node, nodes.Text) else 0


def _find(node: nodes.Node, source: str, start: int) -> int:
    """Return where a node begins in the source of its paragraph; -1 if that is not seen."""
    if isinstance(node, nodes.Text):
        words = str(node).partition("\n")[0].strip()
        place = source.find(words, start) if words else -1
        if place < 0 and (word := _WORD.search(words)):
            return source.find(word[0], start)
        return place
    role = _ROLE.match(node.rawsource) if isinstance(node, nodes.Element) else None
    return source.find(f"`{role[1]}", start) if role else -1
