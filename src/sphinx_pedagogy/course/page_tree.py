"""A page as its author built it: sections, blocks, paragraphs, cells, as a tree of plain data.

Rules of the audit read this instead of docutils nodes.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.block_roles import NO_ROLES, as_word, kinds_and_roles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence, Set

    from sphinx_pedagogy.course.block_roles import BlockRole

LEFT_OUT = "left-out"
"""The option of a comment that tells what a condition left out of this build: a line for each
block, its kind and what its option ``for`` names."""


@dataclass(slots=True)
class PageElement:
    """One part of a page, with the parts inside it.

    For a block or an admonition, ``kind`` is its name: ``check``, ``note``. For other parts,
    ``kind`` is one of ``page``, ``section``, ``paragraph``, ``list``, ``item``, ``table``, ``row``,
    ``entry``, ``quote``, ``code``, ``math``, ``figure``, ``diagram``, ``comment``, ``cell`` and
    ``output``.
    """

    kind: str
    """The kind of the part; see above."""
    line: int | None = None
    """Line in its file, counted from 1, if it is known."""
    source: str | None = None
    """Path of the included file that has this part; ``None`` if the part is in the file of the
    page."""
    title: str = ""
    """The title of a section, a block or a table, or the term of an item in a definition list."""
    text: str = ""
    """The words of a paragraph, a piece of code, a formula, a comment or a caption. If an entry of
    a table is a single paragraph, the entry has the words, and no part for the paragraph."""
    options: Mapping[str, str] = field(default_factory=dict)
    """For a block, the options that its author gave, and defaults. For code, ``language``. For a
    cell, ``tags``, separated by spaces. For a list, ``bullet`` (its mark) or ``ordered``. For an
    output, ``mime``, and ``error`` if it is a traceback. For a comment, ``left-out``: see
    :meth:`left_out`."""
    children: Sequence[PageElement] = ()
    """The parts inside this one, in order."""
    parent: PageElement | None = field(default=None, repr=False, compare=False)
    """The part around this one; ``None`` for the page."""
    roles: Set[BlockRole] = NO_ROLES
    """What the part counts as."""

    def add(self, part: PageElement) -> PageElement:
        """Put *part* at the end of this one, and return it."""
        part.parent = self
        if isinstance(self.children, list):
            self.children.append(part)
        else:
            self.children = [part]  # most parts have none, and need no list
        return part

    def walk(self) -> Iterator[PageElement]:
        """Yield this part and all below it, in the order of the page."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack += reversed(part.children)

    def is_a(self, *wanted: str | BlockRole) -> bool:
        """Whether this part has one of these kinds, or one of these roles.

        In this method and those below, strings are kinds and members of ``BlockRole`` are roles:
        ``"example"`` is the block of that name, and ``BlockRole.EXAMPLE`` is every block that
        counts as an example.
        """
        return self.is_among(*kinds_and_roles(*wanted))

    def is_among(self, kinds: Set[str], roles: Set[BlockRole]) -> bool:
        """Answer like :meth:`is_a`, but take kinds and roles as two separate arguments."""
        # most parts have no roles, and pages have hundreds of parts
        return self.kind in kinds or (bool(self.roles) and not self.roles.isdisjoint(roles))

    def find(self, *wanted: str | BlockRole) -> Iterator[PageElement]:
        """Yield the parts of some kinds or roles, including this part itself."""
        kinds, roles = kinds_and_roles(*wanted)
        return (part for part in self.walk() if part.is_among(kinds, roles))

    def left_out(self, wanted: str | BlockRole) -> Iterator[str]:
        """Yield the option ``for`` of each block that ``only`` or ``ifconfig`` leaves out.

        Another build may have these blocks, so they are not missing.

        :param wanted: the kind or the role of the blocks
        """
        word = as_word(wanted)
        for part in self.find("comment"):
            for line in part.options.get(LEFT_OUT, "").splitlines():
                found, _blank, of = line.partition(" ")
                if found == word:
                    yield of

    def parents(self) -> Iterator[PageElement]:
        """Yield the parts around this one, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def inside(self, *wanted: str | BlockRole) -> PageElement | None:
        """Return the nearest part around this one that is of some kinds or roles."""
        kinds, roles = kinds_and_roles(*wanted)
        return next((parent for parent in self.parents() if parent.is_among(kinds, roles)), None)

    @property
    def section(self) -> str:
        """The title of the section around this part; empty before the first section."""
        found = self.inside("section")
        return found.title if found else ""

    def words(self, without: Collection[str | BlockRole] = ()) -> str:
        """Return all words of this part and those below it, in order, with single spaces.

        :param without: kinds and roles to leave out, with everything in them
        """
        found: list[str] = []
        kinds, roles = kinds_and_roles(*without)
        stack = [self]
        while stack:
            part = stack.pop()
            if part is self or not part.is_among(kinds, roles):
                found += (part.title, part.text)
                stack += reversed(part.children)
        return " ".join(" ".join(found).split())

    def last_line(self) -> int:
        """Return the highest known line of this part and those below it; 0 if none is known."""
        return max((part.line or 0 for part in self.walk() if part.source is None), default=0)


class PageTrees(Mapping[str, PageElement]):
    """The trees of many pages, each of which is unpacked when it is first asked for."""

    def __init__(self, stored: Mapping[str, bytes]) -> None:
        """Take what :meth:`pack` made of each page."""
        self._stored = stored
        self._known: dict[str, PageElement] = {}

    @staticmethod
    def pack(tree: PageElement) -> bytes:
        """Return what to store of a page."""
        return pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)

    def __getitem__(self, docname: str) -> PageElement:
        """Return the tree of a page."""
        known = self._known.get(docname)
        if known is None:
            # nobody but this package has written it
            known = self._known[docname] = pickle.loads(self._stored[docname])  # noqa: S301
        return known

    def __contains__(self, docname: object) -> bool:
        """Whether there is a page, whose tree is not unpacked for that."""
        return docname in self._stored

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all pages."""
        return iter(self._stored)

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._stored)


def skeleton(page: PageElement, keep: Collection[str]) -> PageElement:
    """Return a copy of *page* with the parts of some kinds only, without their text.

    It is small enough to be stored with each page.
    """
    root = PageElement(page.kind, page.line)
    copy_parts(page, root, keep)
    return root


def copy_parts(part: PageElement, into: PageElement, keep: Collection[str]) -> None:
    """Add copies of the parts in *part* that are of some kinds to *into*."""
    for child in part.children:
        here = into
        if child.kind in keep:
            made = PageElement(
                kind=child.kind,
                line=child.line,
                source=child.source,
                title=child.title,
                options=child.options,
                roles=child.roles,
            )
            here = into.add(made)
        if child.children:
            copy_parts(child, here, keep)
