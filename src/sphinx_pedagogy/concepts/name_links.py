"""Links of the names that a block states: in the title of a recap or a gap, below an example."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.concepts.link_targets import LinkTarget, quiet_reference
from sphinx_pedagogy.concepts.page_questions import LINK
from sphinx_pedagogy.concepts.post_transforms import REPORTS
from sphinx_pedagogy.concepts.prose_reader import NAMING
from sphinx_pedagogy.concepts.text_links import RunNode, enclose
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.fact_lines import words, written
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    is_label,
    page_of,
    walk,
)
from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.core.post_transform import PostTransform
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.builders import Builder


class LinkNames(PostTransform):
    """Links the names in the titles of recaps and gaps, and lists those of examples."""

    default_priority = transforms.LINK_NAMES

    def change(self) -> None:
        """Link them on the page, or on each page of a book."""
        builder = app_of(self.env).builder
        if builder.name in REPORTS:
            return
        roles = registry_of(app_of(self.env)).roles
        for node in walk(self.document, block):
            if not isinstance(node, block):
                continue
            docname = page_of(node, self.env.docname)
            if node.kind in NAMING and node.title:
                link_title(node, self.links(written(node), docname), builder, docname)
            elif "of" in node.options and BlockRole.EXAMPLE in roles.get(node.kind, NO_ROLES):
                names = node.options["of"]
                if found := dict(zip(words(names), self.links(names, docname), strict=True)):
                    node += line_of(found, builder, docname)

    def links(self, names: str, docname: str) -> list[LinkTarget | None]:
        """Return where each name of a comma list leads."""
        return [LINK.ask(self.env, docname, name) for name in words(names)]


def line_of(
    names: Mapping[str, LinkTarget | None], builder: Builder, docname: str
) -> nodes.bullet_list:
    """Return a quiet line that says of what a block is an example, in its author's words."""
    line = nodes.paragraph("", "", nodes.strong("", f"{_('Of')}:"), nodes.Text(" "))
    for index, (name, link) in enumerate(names.items()):
        line += [nodes.Text(", ")] if index else []
        if link:
            shown = nodes_of(link.translated or name)
            line += quiet_reference(builder, docname, link, shown)
        else:
            line += nodes.Text(name)
    item = nodes.list_item("", line)
    return nodes.bullet_list("", item, bullet="-", classes=["ped-facts"])


def link_title(
    node: block, links: Sequence[LinkTarget | None], builder: Builder, docname: str
) -> None:
    """Link the names in a title; a translator may have changed their number, then none is."""
    texts = list(texts_of(node.title)) if node.title else []
    spans = list(names_in("".join(piece.node for piece in texts)))
    if len(spans) != len(links):
        return
    for (start, end), link in reversed(list(zip(spans, links, strict=True))):
        if link:
            enclose(texts, start, end, partial(quiet_reference, builder, docname, link))


def texts_of(title: nodes.Element) -> Iterator[RunNode]:
    """Yield the pieces of an author's title, without our label."""
    own = [child for child in title.children if not is_label(child)]
    found = [text for child in own for text in child.findall(nodes.Text)]
    starts = accumulate(map(len, found), initial=0)
    yield from map(RunNode, found, starts)


def names_in(title: str) -> Iterator[tuple[int, int]]:
    """Yield where the names of a comma list stand."""
    start = 0
    for part in title.split(","):
        if name := part.strip():
            first = start + part.index(name)
            yield first, first + len(name)
        start += len(part) + 1
