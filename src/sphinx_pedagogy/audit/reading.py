"""Reading the outline of a page off its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy import transforms
from sphinx_pedagogy.messages import locate_in
from sphinx_pedagogy.nodes import block, walk
from sphinx_pedagogy.outline import Part

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

OUTLINE = "pedagogy_outline"
"""Where the outline of the page that is being read waits in the environment."""

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
    nodes.entry: "entry",
    nodes.block_quote: "quote",
    nodes.literal_block: "code",
    nodes.math_block: "math",
    nodes.figure: "figure",
    nodes.image: "figure",
    nodes.comment: "comment",
}
"""The kind of part that a class makes; classes that were met are added."""
WITH_TEXT = frozenset({nodes.paragraph, nodes.literal_block, nodes.math_block, nodes.comment})
"""Their words are their own; below them is nothing of interest."""

BARE = frozenset({nodes.paragraph, nodes.list_item, nodes.section, nodes.row, nodes.entry})
"""What most of a page is made of: it has no options."""


def kind_of(node: nodes.Element) -> str:
    """Return the kind of part that *node* makes; empty for none."""
    made = type(node)
    if made in KINDS:
        # asked once for each class, not for each of a page's thousand nodes
        return KINDS[made]
    if isinstance(node, block):
        return node.kind
    if isinstance(node, nodes.container):
        return "cell" if node.get("nb_element") == "cell_code" else ""
    if issubclass(made, nodes.Admonition):
        KINDS[made] = node.tagname
    else:
        KINDS[made] = "diagram" if node.tagname == "mermaid" else ""
    return KINDS[made]


class ReadOutline(SphinxTransform):
    """Keeps the outline of the page until its facts are known."""

    default_priority = transforms.READ_OUTLINE

    def apply(self) -> None:
        """Read it."""
        reader = OutlineReader(self.env)
        root = Part("page")
        reader.read_children(self.document, root)
        self.env.temp_data[OUTLINE] = root


class OutlineReader:
    """Makes parts of nodes."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Read a page of *env*."""
        self.file = str(env.doc2path(env.docname))

    def read_children(self, node: nodes.Element, into: Part) -> None:
        """Add the parts that stand in *node* to *into*."""
        for child in node.children:
            if isinstance(child, nodes.Element):
                self.read(child, into)

    def read(self, node: nodes.Element, into: Part) -> None:
        """Add the part that *node* is, or those in it."""
        kind = kind_of(node)
        if not kind:
            self.read_between(node, into)
            return
        part = self.part(node, kind)
        into.add(part)
        if type(node) in WITH_TEXT:
            part.text = text_of(node)
            if any(type(child) is not nodes.Text for child in node.children):
                self.read_images(node, into)
        elif kind == "cell":
            self.read_cell(node, part)
        else:
            self.read_children(node, part)

    def read_between(self, node: nodes.Element, into: Part) -> None:
        """Read what makes no part by itself: the title of one, or what only wraps others."""
        if isinstance(node, nodes.term):
            into.title = node.astext()
        elif not isinstance(node, nodes.title | nodes.caption):
            self.read_children(node, into)
        elif not into.title:
            into.title = text_of(node)

    def part(self, node: nodes.Element, kind: str) -> Part:
        """Return the part for *node* alone."""
        line, source = locate_in(self.file, node)
        part = Part(kind, line, source)
        if type(node) in BARE:
            return part
        if isinstance(node, block):
            part.options = dict(node.options)
        elif kind == "code":
            part.options["language"] = node.get("language", "")
        elif isinstance(node, nodes.bullet_list):
            part.options["bullet"] = node.get("bullet", "")
        elif isinstance(node, nodes.enumerated_list):
            part.options["ordered"] = ""
        elif isinstance(node, nodes.image):
            part.text = node.get("alt", "")
        elif kind == "diagram":
            part.text = str(node.get("code", ""))
        return part

    def read_images(self, paragraph: nodes.Element, into: Part) -> None:
        """Add the images that stand in a line of text."""
        for image in walk(paragraph, nodes.image, inline=True):
            self.read(image, into)

    def read_cell(self, node: nodes.Element, cell: Part) -> None:
        """Read the source of a code cell, its tags, and what kinds of output it has."""
        metadata: dict[str, Any] = node.get("cell_metadata", {})
        cell.options["tags"] = " ".join(metadata.get("tags", ()))
        for child in node.children:
            element = cast("nodes.Element", child).get("nb_element")
            if element == "cell_code_source":
                cell.text = "\n".join(code.astext() for code in child.findall(nodes.literal_block))
            else:
                self.read_outputs(cast("nodes.Element", child), cell)

    def read_outputs(self, node: nodes.Element, cell: Part) -> None:
        """Add the outputs of a cell: images and the like by their type, text with its words."""
        for child in node.children:
            mimes = [
                inside["mime_type"]
                for inside in child.findall(nodes.Element)
                if "mime_type" in inside
            ]
            text = "\n".join(code.astext() for code in child.findall(nodes.literal_block))
            output = Part("output", cell.line, cell.source, text=text)
            output.options["mime"] = " ".join(mimes)
            if any("traceback" in code["classes"] for code in child.findall(nodes.literal_block)):
                output.options["error"] = "yes"
            cell.add(output)


def text_of(node: nodes.Element) -> str:
    """Return the words of a node, as ``astext()`` does; most have nothing but text in them."""
    if len(node.children) == 1 and type(text := node.children[0]) is nodes.Text:
        # docutils marks what was escaped by a null
        return text.astext() if "\0" in text else str(text)
    return node.astext()
