"""A site on one page: ids of several pages that are the same, and the links to them.

Sphinx puts the pages together as they are. Two lessons that teach one concept, or have a section of
one name, then have the same id, and the links to the second lead to the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.nodes import block, course_link, walk
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.course.names import slug
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from sphinx.application import Sphinx

BUILDER = "singlehtml"
_PAGE = "document-"
"""With the name of a page, what Sphinx calls the place where the page begins."""
_LINK = regex(rf'(?<=href=")#{_PAGE}([^"#]+)#([^"]+)(?=")')


_CLICK = regex(r'(?m)(^\s*click \S+ href ")#([^"\n]+)(?=")')
"""A link within a diagram."""


class TellIdsApart(SphinxPostTransform):
    """Gives an id that an earlier page has another name, and sends links to the right one."""

    default_priority = transforms.TELL_IDS_APART

    def is_supported(self) -> bool:
        """Whether all pages become one."""
        return app_of(self.env).builder.name == BUILDER

    def run(self, **kwargs: object) -> None:
        """Rename ids from the second page on."""
        if not walk(self.document, block, course_link, inline=True):
            return  # a site without anything of ours is as Sphinx makes it
        found = list(by_page(self.document, self.env.docname))
        taken = {f"{_PAGE}{name}" for name in self.env.all_docs}
        renamed: dict[tuple[str, str], str] = {}
        owners: dict[str, str] = {}
        for page, node in found:
            for identifier in node["ids"]:
                owners.setdefault(identifier, page)
        taken |= owners.keys()
        for page, node in found:
            node["ids"] = [
                self.renamed(page, identifier, owners, taken, renamed) for identifier in node["ids"]
            ]
        first = f"#{_PAGE}{self.config.root_doc}"
        for page, node in found:
            retarget(node, page, renamed)
            if node.get("refuri") == first:
                node["refuri"] = "#"  # Sphinx marks where each page begins, but for the first
        # the template draws the table of contents by itself
        app_of(self.env).builder.renamed_ids = renamed  # type: ignore[attr-defined]

    def renamed(
        self,
        page: str,
        identifier: str,
        owners: dict[str, str],
        taken: set[str],
        renamed: dict[tuple[str, str], str],
    ) -> str:
        """Return the id of a node in the one page."""
        if owners[identifier] == page:
            return identifier
        made = f"{identifier}-{slug(page)}"
        while made in taken:
            made += "-"
        taken.add(made)
        renamed[page, identifier] = made
        # Sphinx finds the numbers of sections and figures by their ids
        sections = self.env.toc_secnumbers.get(page, {})
        if f"#{identifier}" in sections:
            sections[f"#{made}"] = sections[f"#{identifier}"]
        for numbers in self.env.toc_fignumbers.get(page, {}).values():
            if identifier in numbers:
                numbers[made] = numbers[identifier]
        return made


def by_page(root: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield each element below *root*, and *root*, with its page."""
    stack: list[tuple[str, nodes.Node]] = [(docname, root)]
    while stack:
        page, node = stack.pop()
        if not isinstance(node, nodes.Element):
            continue
        if isinstance(node, nodes.section | addnodes.start_of_file):
            page = str(node.get("docname", page))
        yield page, node
        stack += [(page, child) for child in reversed(node.children)]


def retarget(node: nodes.Element, page: str, renamed: dict[tuple[str, str], str]) -> None:
    """Send the links of a node where they lead in the one page."""
    if "refid" in node:
        node["refid"] = place(str(node["refid"]), page, renamed)
    uri = str(node.get("refuri", ""))
    if uri.startswith(f"#{_PAGE}") and "#" in uri[1:]:
        node["refuri"] = "#" + place(uri[1:], page, renamed)
    if isinstance(code := node.get("code"), str):
        node["code"] = _CLICK.sub(lambda it: f"{it[1]}#{place(it[2], page, renamed)}", code)
    if "backrefs" in node:
        node["backrefs"] = [
            renamed.get((page, identifier), identifier) for identifier in node["backrefs"]
        ]


def place(target: str, page: str, renamed: dict[tuple[str, str], str]) -> str:
    """Return the id that a target has in the one page: ``id``, or ``document-page#id``."""
    begin, sharp, anchor = target.partition("#")
    if sharp:
        page, target = begin.removeprefix(_PAGE), anchor
    return renamed.get((page, target), target)


def mend_contents(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Mend the links of the table of contents, which the template shows by itself."""
    renamed = getattr(app.builder, "renamed_ids", None)
    if app.builder.name != BUILDER or renamed is None:
        return

    def mended(found: re.Match[str]) -> str:
        return "#" + place(f"{_PAGE}{found[1]}#{found[2]}", pagename, renamed)

    if isinstance(contents := context.get("toc"), str):
        context["toc"] = _LINK.sub(mended, contents)
    if callable(draw := context.get("toctree")):
        context["toctree"] = lambda **options: _LINK.sub(mended, cast("str", draw(**options)))
