"""Reading the tree of a page off its nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.cell_nodes import is_cell, is_source, is_traceback, tags_of
from sphinx_pedagogy.core.nodes import block, said, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import ELEMENT_ROLES, NO_ROLES
from sphinx_pedagogy.course.messages import locate_in
from sphinx_pedagogy.course.page_tree import LEFT_OUT, PageElement
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.block_roles import BlockRole

TREE = "pedagogy_tree"
"""Where the tree of the page that is being read waits in the environment."""

KINDS: dict[type[nodes.Node], str] = {
    nodes.section: "section",
    nodes.paragraph: "paragraph",
    nodes.bullet_list: "list",
    nodes.enumerated_list: "list",
    nodes.definition_list: "list",
    nodes.list_item: "item",
    nodes.definition_list_item: "item",
    nodes.table: "table",
    nodes.row: "row",
    nodes.block_quote: "quote",
    nodes.literal_block: "code",
    nodes.math_block: "math",
    nodes.figure: "figure",
    nodes.image: "figure",
    nodes.comment: "comment",
}
"""The kind of part that a class makes. The entries of a table are read by themselves."""
_DIAGRAMS = frozenset(
    ["mermaid", "graphviz", "inheritance_diagram", "plantuml", "blockdiag", "seqdiag", "uml"]
)
"""Names of the nodes of extensions that draw."""
_PICTURE = regex(r"<(?:img|svg|video|iframe|canvas|picture)\b", re.IGNORECASE)
"""What shows something in raw HTML."""
WITH_TEXT = frozenset({nodes.paragraph, nodes.literal_block, nodes.math_block, nodes.comment})
"""Their words are their own; below them is nothing of interest."""

BARE = frozenset({nodes.paragraph, nodes.list_item, nodes.section, nodes.row})
"""What most of a page is made of: it has no options."""

NO_OPTIONS: Mapping[str, str] = {}
"""One for all parts that have none: a page has hundreds of them."""


def kind_of(node: nodes.Element) -> str:
    """Return the kind of part that *node* makes; empty for none."""
    kind = KINDS.get(type(node))
    if kind is not None:
        return kind
    if isinstance(node, block):
        return node.kind
    if isinstance(node, nodes.container):
        return "cell" if is_cell(node) else ""
    if isinstance(node, nodes.Admonition):
        return node.tagname
    if isinstance(node, nodes.raw):
        return "figure" if _PICTURE.search(node.astext()) else ""
    return "diagram" if node.tagname in _DIAGRAMS else ""


class ReadTree(SphinxTransform):
    """Keeps the tree of the page until its facts are known."""

    default_priority = transforms.READ_TREE

    def apply(self) -> None:
        """Read it."""
        if not is_ours(self.env) and not domain_of(self.env).in_use:
            return
        reader = TreeReader(self.env, registry_of(app_of(self.env)).roles)
        root = PageElement("page")
        reader.read_children(self.document, root)
        self.env.temp_data[TREE] = root


class TreeReader:
    """Makes parts of nodes."""

    def __init__(self, env: BuildEnvironment, roles: Mapping[str, Set[BlockRole]]) -> None:
        """Read a page of *env*.

        :param roles: what each block counts as, by its name
        """
        self.file = str(env.doc2path(env.docname))
        self.roles = roles

    def read_children(self, node: nodes.Element, into: PageElement) -> None:
        """Add the parts that stand in *node* to *into*."""
        for child in node.children:
            if not isinstance(child, nodes.Element):
                continue
            # a page has a thousand nodes: the usual ones are read here, without more calls
            kind = type(child)
            if kind in BARE:
                line, source = locate_in(self.file, child)
                part = PageElement(KINDS[kind], line, source, options=NO_OPTIONS)
                into.add(part)
                if kind is nodes.paragraph:
                    self.read_text(child, part, into)
                else:
                    self.read_children(child, part)
            elif kind is nodes.entry:
                self.read_entry(child, into)
            else:
                self.read(child, into)

    def read(self, node: nodes.Element, into: PageElement) -> None:
        """Add the part that *node* is, or those in it: front matter has none."""
        if is_front_matter(node):
            return
        kind = kind_of(node)
        if not kind:
            self.read_between(node, into)
            return
        part = self.part(node, kind)
        into.add(part)
        if type(node) in WITH_TEXT:
            self.read_text(node, part, into)
        elif kind == "cell":
            self.read_cell(node, part)
        else:
            self.read_children(node, part)

    def read_entry(self, entry: nodes.Element, into: PageElement) -> None:
        """Add an entry of a table; one that is a paragraph, as most are, takes its words."""
        only = entry.children[0] if len(entry.children) == 1 else None
        text = only if isinstance(only, nodes.paragraph) else None
        line, source = locate_in(self.file, entry if text is None else text)
        part = into.add(PageElement("entry", line, source, options=NO_OPTIONS))
        if text is None:
            self.read_children(entry, part)
        else:
            self.read_text(text, part, part)

    def read_text(self, node: nodes.Element, part: PageElement, into: PageElement) -> None:
        """Read the words of a part; images among them become parts of what is around it."""
        part.text = text_of(node)
        if any(type(child) is not nodes.Text for child in node.children):
            self.read_images(node, into)

    def read_between(self, node: nodes.Element, into: PageElement) -> None:
        """Read what makes no part by itself: the title of one, or what only wraps others."""
        if isinstance(node, nodes.term):
            into.title = said(node)
        elif not isinstance(node, nodes.title | nodes.caption):
            self.read_children(node, into)
        elif not into.title:
            into.title = text_of(node)

    def part(self, node: nodes.Element, kind: str) -> PageElement:
        """Return the part for *node* alone."""
        line, source = locate_in(self.file, node)
        roles = (self.roles if isinstance(node, block) else ELEMENT_ROLES).get(kind, NO_ROLES)
        part = PageElement(kind, line, source, options=options_of(node, kind), roles=roles)
        if isinstance(node, nodes.image):
            part.text = node.get("alt", "")
        elif kind == "diagram":
            part.text = str(node.get("code", ""))
        return part

    def read_images(self, paragraph: nodes.Element, into: PageElement) -> None:
        """Add the images that stand in a line of text."""
        for image in walk(paragraph, nodes.image, inline=True):
            self.read(image, into)

    def read_cell(self, node: nodes.Element, cell: PageElement) -> None:
        """Read the source of a code cell, its tags, and what kinds of output it has."""
        cell.options = {"tags": " ".join(tags_of(node))}
        for child in node.children:
            if is_source(child):
                cell.text = "\n".join(code.astext() for code in child.findall(nodes.literal_block))
            else:
                self.read_outputs(cast("nodes.Element", child), cell)

    def read_outputs(self, node: nodes.Element, cell: PageElement) -> None:
        """Add the outputs of a cell: images and the like by their type, text with its words."""
        for child in node.children:
            mimes = [
                inside["mime_type"]
                for inside in child.findall(nodes.Element)
                if "mime_type" in inside
            ]
            text = "\n".join(code.astext() for code in child.findall(nodes.literal_block))
            options = {"mime": " ".join(mimes)}
            if any(is_traceback(code) for code in child.findall(nodes.literal_block)):
                options["error"] = "yes"
            cell.add(PageElement("output", cell.line, cell.source, text=text, options=options))


def is_front_matter(node: nodes.Element) -> bool:
    """Whether *node* has the fields at the top of a page, of which readers see nothing."""
    if isinstance(node, nodes.docinfo):
        return True
    if not (isinstance(node, nodes.field_list) and isinstance(node.parent, nodes.document)):
        return False
    shown = (child for child in node.parent if not isinstance(child, nodes.PreBibliographic))
    return next(shown, None) is node


def options_of(node: nodes.Element, kind: str) -> Mapping[str, str]:
    """Return the options of the part that *node* makes."""
    if isinstance(node, block):
        return dict(node.options)
    if kind == "code":
        return {"language": node.get("language", "")}
    if isinstance(node, nodes.bullet_list):
        return {"bullet": node.get("bullet", "")}
    if isinstance(node, nodes.comment) and node.get("left_out"):
        return {LEFT_OUT: "\n".join(" ".join(name) for name in node["left_out"])}
    if isinstance(node, nodes.enumerated_list):
        return {"ordered": ""}
    return NO_OPTIONS


def text_of(node: nodes.Element) -> str:
    """Return the words of an element of text, as ``astext()`` does, most of which is text."""
    found = [str(child) if type(child) is nodes.Text else said(child) for child in node.children]
    text = found[0] if len(found) == 1 else "".join(found)
    # docutils marks what was escaped by a null
    return nodes.unescape(text) if "\0" in text else text
