"""Lists of pages with a line on each, for the front page of each part of the manual.

The line is the page's own ``description``, in its front matter: it is also what search engines
show. Its ``keywords`` are words that people search for and that the text does not have.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_pedagogy.theme import navigation
from sphinx_pedagogy.theme.navigation import NavigationReader

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_pedagogy.model import Lesson


class PageList(SphinxDirective):
    """``{pages}`` lists the pages that its lines name, from the root of the manual.

    ``NAME: LINE`` gives the line of a page that has no description, as those of a course.
    """

    has_content = True
    required_arguments = 0
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """Return a definition list."""
        listed = nodes.definition_list(classes=["manual-pages"])
        for line in self.content:
            name, _, given = (part.strip() for part in line.partition(":"))
            path = Path(self.env.srcdir) / f"{name}.md"
            self.env.note_dependency(str(path))
            listed += self.item(f"{{doc}}`/{name}`", given or description_of(path))
        return [listed]

    def item(self, term: str, text: str) -> nodes.definition_list_item:
        """Return a term and what it means, both inline MyST."""
        head, complaints = self.parse_inline(term)
        body, more = self.parse_inline(text)
        return nodes.definition_list_item(
            "",
            nodes.term("", "", *head),
            nodes.definition("", nodes.paragraph("", "", *body), *complaints, *more),
        )


class WishList(SphinxDirective):
    """``{wishes} GROUP`` lists what authors want to do, each a link to where it says how."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return a list."""
        path = Path(self.env.srcdir) / "snippets" / "questions.toml"
        self.env.note_dependency(str(path))
        wishes = tomllib.loads(path.read_text(encoding="utf-8"))[self.arguments[0]]
        lines = [f"- [{wish}](/{address_of(where)})" for wish, where in wishes.items()]
        return self.parse_text_to_nodes("\n".join(["Straight to:", "", *lines]))


class IndexKeywords(SphinxTransform):
    """Puts the keywords of a page into the index, where readers and the search look for words."""

    default_priority = 500
    """Before Sphinx collects the index, and behind the parser, which gives sections their ids."""

    def apply(self, **_kwargs: object) -> None:
        """Add an entry for each keyword, which leads to the title."""
        section = next(iter(self.document.findall(nodes.section)), None)
        words = keywords_of(self.document)
        if section is None or not words:
            return
        entries = [("single", word, section["ids"][0], "main", None) for word in words]
        self.document.insert(0, addnodes.index(entries=entries))


def keywords_of(document: nodes.document) -> list[str]:
    """Return the keywords that a page names in its front matter."""
    return [
        word.strip()
        for meta in document.findall(nodes.meta)
        if meta.get("name") == "keywords"
        for word in meta["content"].split(",")
    ]


def address_of(place: str) -> str:
    """Return the address of a page, or of a part of it, as MyST links to it."""
    page, mark, anchor = place.partition("#")
    return f"{page}.md{mark}{anchor}"


def front_matter(path: Path) -> dict[str, Any]:
    """Return the front matter of a page; empty if it has none."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}
    return yaml.safe_load(text[4:].partition("\n---\n")[0]) or {}


def description_of(path: Path) -> str:
    """Return what a page is about, as its front matter says."""
    meta = front_matter(path).get("myst", {}).get("html_meta", {})
    return str(meta.get("description", ""))


class ManualNavigation(NavigationReader):
    """The tree of the manual: lessons are those of its small course."""

    def lesson_of(self, docname: str) -> Lesson | None:
        """Return no lesson for a page that shows one as its example."""
        return super().lesson_of(docname) if docname.startswith("course/") else None


def read_navigation(app: Sphinx) -> None:
    """Let the theme read our tree, while this site is built."""
    navigation.NavigationReader = ManualNavigation  # type: ignore[misc]


def forget_navigation(app: Sphinx, error: Exception | None) -> None:
    """Let the theme read other trees in the same process as always."""
    navigation.NavigationReader = NavigationReader  # type: ignore[misc]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives, and a tree that numbers no page for the lesson in its example."""
    app.connect("builder-inited", read_navigation)
    app.connect("build-finished", forget_navigation)
    app.add_directive("pages", PageList)
    app.add_directive("wishes", WishList)
    app.add_transform(IndexKeywords)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
