"""What Sphinx's search and its inventory are told of the objects of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.course.objects import Object

_IN_SEARCH, _NOT_IN_SEARCH = 1, -1
"""What Sphinx takes for the priority of an object in its search."""


class KeptAnchor(str):
    """An anchor that Sphinx writes into its search as it is.

    Where an anchor equals the name of an object, or its type and name, Sphinx leaves it out, and a
    reader's browser makes it of what the search shows: the title. If that is not the name, the
    address leads nowhere.
    """

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        """Whether both are the same anchor: a plain string is the name of something."""
        return isinstance(other, KeptAnchor) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        """Whether they are not; a string has an answer of its own."""
        return not self == other


def rows_of(objects: Iterable[Object]) -> Iterator[tuple[str, str, str, str, str, int]]:
    """Yield name, title, type, page, anchor and priority of all that can be referred to.

    What has no anchor is a page, which the search knows by its title.
    """
    for target in objects:
        anchor: str = target.anchor
        if anchor and target.title != target.name:
            anchor = KeptAnchor(anchor)
        priority = _IN_SEARCH if anchor else _NOT_IN_SEARCH
        yield target.name, target.title, target.kind, target.place.document, anchor, priority
