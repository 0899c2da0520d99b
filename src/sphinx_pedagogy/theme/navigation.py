"""The tree of pages beside the text: as the tables of contents have it, lessons by their numbers.

It is read once a build from the ``toctree`` directives. A page shows the branch that it is in and,
if the site is small, the others closed. The notebook of a lesson stands below that lesson.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.core.browser_keys import LESSON, own_key
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import DOMAIN
from sphinx_pedagogy.course.names import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_pedagogy.model import Lesson

MOST_OPEN = 150
"""A site with more pages shows no branch but the one that the reader is in: each page would hold
the addresses of all the others."""


class NavigationEntry(NamedTuple):
    """A page, or an address elsewhere, with what stands below it."""

    title: str
    """HTML."""
    docname: str = ""
    """Empty for an address elsewhere."""
    address: str = ""
    number: str = ""
    """The number of a lesson; empty if the page is none, or its title says it."""
    key: str = ""
    """Under which the browser keeps a reader's progress in a lesson."""
    is_notebook: bool = False
    children: tuple[NavigationEntry, ...] = ()

    def walk(self) -> Iterator[NavigationEntry]:
        """Yield it and all below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, kw_only=True)
class NavigationGroup:
    """The pages of one table of contents."""

    caption: str
    entries: tuple[NavigationEntry, ...]

    @property
    def first(self) -> NavigationEntry | None:
        """The first page in it, if it has any."""
        return next((entry for entry in self.walk() if entry.docname), None)

    @cached_property
    def docnames(self) -> frozenset[str]:
        """The names of all pages in it."""
        return frozenset(entry.docname for entry in self.walk() if entry.docname)

    def walk(self) -> Iterator[NavigationEntry]:
        """Yield all entries, in the order of reading."""
        for entry in self.entries:
            yield from entry.walk()


class Navigation:
    """The tree of a whole site."""

    def __init__(self, groups: Sequence[NavigationGroup]) -> None:
        """Take the groups in the order of the front page."""
        self.groups = groups
        self.entries: dict[str, NavigationEntry] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        for group in groups:
            for entry in group.entries:
                self._note(entry, ())
        self._way: list[NavigationEntry] = []
        """The pages in the order of reading, without notebooks."""
        self._places: dict[str, int] = {}
        """Where each page stands in it; a notebook stands where its lesson does."""
        for docname, entry in self.entries.items():
            if not entry.is_notebook:
                self._way.append(entry)
            self._places[docname] = len(self._way) - 1

    def _note(self, entry: NavigationEntry, above: tuple[str, ...]) -> None:
        if entry.docname and entry.docname not in self.entries:
            self.entries[entry.docname] = entry
            self._above[entry.docname] = above
        for child in entry.children:
            self._note(child, (*above, entry.docname))

    @property
    def is_small(self) -> bool:
        """Whether each page may show all of it."""
        return len(self.entries) <= MOST_OPEN

    def is_inside(self, docname: str) -> bool:
        """Whether a page stands in the tree."""
        return docname in self.entries

    def caption_of(self, docname: str) -> str:
        """Return the caption of the table of contents that a page stands in; empty for none."""
        return next((group.caption for group in self.groups if docname in group.docnames), "")

    def above(self, docname: str) -> tuple[str, ...]:
        """Return the pages that a page stands below, the highest first."""
        return self._above.get(docname, ())

    def neighbours(self, docname: str) -> tuple[NavigationEntry | None, NavigationEntry | None]:
        """Return what comes before a page and after it; notebooks stand beside the way.

        Before the notebook of a lesson is that lesson, and after it the next one.
        """
        way = self._way
        place = self._places.get(docname, -1)
        is_beside = docname in self.entries and self.entries[docname].is_notebook
        before = place if is_beside else place - 1
        return way[before] if before >= 0 else None, way[place + 1] if place + 1 < len(
            way
        ) else None


class SiteNavigation:
    """The tree of the site that a build makes, read once when its first page asks."""

    def __init__(self) -> None:
        """Know no site yet."""
        self._read: Navigation | None = None

    def forget(self, _app: Sphinx, _builder: Builder) -> None:
        """Forget the site of an earlier build: another one begins to write."""
        self._read = None

    def of(self, app: Sphinx) -> Navigation:
        """Return the tree."""
        if self._read is None:
            self._read = NavigationReader(app).read()
        return self._read


class NavigationReader:
    """Reads the tables of contents of all pages."""

    def __init__(self, app: Sphinx) -> None:
        """Read those of a build that makes HTML."""
        self.builder = builder = cast("StandaloneHTMLBuilder", app.builder)
        self.env = app.env
        has_course = app.registry.has_domain(DOMAIN)
        self.catalogue = domain_of(self.env).catalogue if has_course else None
        options = builder.theme.get_options(builder.theme_options)
        self.hidden = str(options["includehidden"]).lower() in {"true", "1", "on", "yes"}

    def read(self) -> Navigation:
        """Return the tree."""
        root = self.env.config.root_doc
        return Navigation(
            [
                NavigationGroup(
                    caption=str(tree.get("caption") or ""), entries=self.below(tree, (root,))
                )
                for tree in self.trees(root)
            ]
        )

    def trees(self, docname: str) -> Iterator[addnodes.toctree]:
        """Yield the tables of contents of a page."""
        toc = self.env.tocs.get(docname)
        for tree in toc.findall(addnodes.toctree) if toc is not None else ():
            if self.hidden or not tree.get("hidden"):
                yield tree

    def below(self, tree: addnodes.toctree, above: tuple[str, ...]) -> tuple[NavigationEntry, ...]:
        """Return the entries of a table of contents."""
        found = [self.entry(title, ref, above) for title, ref in tree["entries"]]
        return with_notebooks_below([entry for entry in found if entry is not None], self)

    def entry(self, title: str | None, ref: str, above: tuple[str, ...]) -> NavigationEntry | None:
        """Return one entry; none for a page that does not exist, or that stands below itself."""
        if "://" in ref or ref.startswith("mailto:"):
            return NavigationEntry(title=escape(title or ref), address=ref)
        docname = above[-1] if ref == "self" else ref
        if docname not in self.env.titles:
            return None
        children: tuple[NavigationEntry, ...] = ()
        if ref not in (*above, "self"):
            way = (*above, docname)
            children = tuple(
                entry for tree in self.trees(docname) for entry in self.below(tree, way)
            )
        elif ref != "self":
            return None
        lesson = self.lesson_of(docname)
        number = number_text(lesson.number) if lesson and lesson.number else ""
        shown = title_of(self.builder, docname, title)
        return NavigationEntry(
            title=shown,
            docname=docname,
            number="" if shown.startswith(number) else number,
            key=own_key(self.env, docname, LESSON, lesson.slug) if lesson else "",
            children=children,
        )

    def lesson_of(self, docname: str) -> Lesson | None:
        """Return the lesson that a page is."""
        return self.catalogue.lesson_of(docname) if self.catalogue else None

    def notebook_of(self, docname: str) -> str:
        """Return the page that is the notebook of a lesson; empty if it has none."""
        lesson = self.lesson_of(docname)
        return lesson.notebook[1:] if lesson and lesson.notebook.startswith("/") else ""


def title_of(builder: StandaloneHTMLBuilder, docname: str, title: str | None) -> str:
    """Return what an entry shows, as HTML."""
    if title:
        node: nodes.Node = nodes.title("", title)
    else:
        node = builder.env.titles[docname]
    return str(cast("Any", builder).render_partial(node)["title"])


def with_notebooks_below(
    entries: Sequence[NavigationEntry], reader: NavigationReader
) -> tuple[NavigationEntry, ...]:
    """Return entries with each notebook that stands among them below its lesson."""
    named = {entry.docname: entry for entry in entries if entry.docname}
    moved = {
        notebook: entry.docname
        for entry in entries
        if entry.docname and (notebook := reader.notebook_of(entry.docname)) in named
    }
    lessons = {
        lesson: named[notebook]._replace(is_notebook=True) for notebook, lesson in moved.items()
    }
    return tuple(
        entry._replace(children=(lessons[entry.docname], *entry.children))
        if entry.docname in lessons
        else entry
        for entry in entries
        if entry.docname not in moved
    )
