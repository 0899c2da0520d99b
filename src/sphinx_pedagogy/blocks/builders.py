"""What is done for some builders only, on the copy of a page that each of them gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.browser_keys import CHECK, LESSON, own_key, shared_keys
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    block_title,
    concept_ref,
    fact,
    item,
    lesson_ref,
    module_ref,
    page_of,
    requirement_mark,
    reveal,
    view,
    walk,
)
from sphinx_pedagogy.core.post_transform import PostTransform
from sphinx_pedagogy.core.registry import app_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCREEN = ("html", "dirhtml", "singlehtml", "pickle", "json")
"""Builders whose readers can open an answer."""

WHOLE = ("gettext", "xml", "pseudoxml")
"""Builders that report a page rather than show it: nothing is moved for them."""


class DropHidden(PostTransform):
    """Removes what no reader is to see: hidden blocks, whose anchors stay; notes for records."""

    default_priority = transforms.DROP_HIDDEN

    def change(self) -> None:
        """Remove them."""
        keeps_notes = app_of(self.env).builder.name in WHOLE  # translators get them
        for node in walk(self.document, block, fact):
            if node.parent is None:
                continue
            if isinstance(node, block) and "hidden" in node.options:
                # a concept that is taught here without a block is still linked to here
                anchors = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
                node.parent.replace(node, anchors)
            elif isinstance(node, fact) and node.get("for_records") and not keeps_notes:
                node.parent.remove(node)


class TellKeysApart(PostTransform):
    """Gives what a browser keeps of a page a key that no other page has."""

    default_priority = transforms.TELL_KEYS_APART
    formats = ("html",)

    def change(self) -> None:
        """Change the keys that two pages have; the script takes over what the shared one kept."""
        if not shared_keys(self.env):
            return
        for node in cast("list[block]", walk(self.document, block)):
            data: dict[str, str] = node.get("data", {})
            for kind in (CHECK, LESSON):
                shared = data.get(kind, "")
                own = own_key(self.env, page_of(node, self.env.docname), kind, shared)
                if own != shared:
                    node["data"] = data = {**data, kind: own, "former": shared}


class CollectAnswers(PostTransform):
    """Moves the answers of a printed page to its end, if ``conf.py`` says so."""

    default_priority = transforms.COLLECT_ANSWERS

    def is_supported(self) -> bool:
        """Whether this builder prints, and the answers go to the end."""
        where = self.config.pedagogy_print_answers
        return where == "end" and app_of(self.env).builder.name not in (*SCREEN, *WHOLE)

    def change(self) -> None:
        """Collect page by page: a PDF holds many."""
        for page in pages(self.document):
            if answers := list(answers_of(page)):
                top = next((child for child in page if isinstance(child, nodes.section)), page)
                top += answer_section(answers)


def pages(document: nodes.document) -> list[nodes.Element]:
    """Return the pages of an assembled document, or the document itself."""
    return [document, *document.findall(addnodes.start_of_file)]


def answers_of(node: nodes.Element) -> Iterator[reveal]:
    """Yield the answers within *node*: not those in other answers, nor those of other pages.

    It goes down, because Sphinx does not tell the sections of an assembled page that
    their parent is another now.
    """
    for child in node.children:
        if isinstance(child, reveal):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, addnodes.start_of_file):
            yield from answers_of(child)


def answer_section(answers: Iterable[reveal]) -> nodes.section:
    """Return a section that holds *answers*, each under the title of its question."""
    section = nodes.section(ids=["pedagogy-answers"], names=[])
    section += nodes.title("", _("Answers"), translatable=False)
    for answer in answers:
        question = answer.parent
        question.remove(answer)
        if isinstance(question, block) and question.title:
            own = answer.title.astext() if answer.title else ""
            words = [child.deepcopy() for child in question.title.children]
            title = block_title("", "", *words, nodes.Text(f" ({own})"), translatable=False)
            answer[0:1] = [title]
        section += answer
    return section


class PlaceAnchors(PostTransform):
    """Turns the ids of blocks and their parts into targets, where those have no anchors."""

    default_priority = transforms.PLACE_ANCHORS
    formats = ("latex", "texinfo")

    def change(self) -> None:
        """Put a target before each block, and at the beginning of each part."""
        for node in list(self.document.findall(nodes.Element)):
            if not isinstance(node, (block, item, nodes.list_item)) or not node["ids"]:
                continue
            target = nodes.target("", "", ids=node["ids"])
            node["ids"] = []
            if isinstance(node, block):
                node.parent.insert(node.parent.index(node), target)
            else:
                # a definition list item begins with its term, which is a line of text
                last = node.children[-1] if isinstance(node, item) else node
                last.insert(0, target)  # type: ignore[attr-defined]


class DressForPrint(PostTransform):
    """Says in markup what HTML says in CSS, for all other builders."""

    default_priority = transforms.DRESS

    def is_supported(self) -> bool:
        """Whether this builder shows pages, and not in HTML."""
        return (
            app_of(self.env).builder.format != "html" and app_of(self.env).builder.name not in WHOLE
        )

    def change(self) -> None:
        """Set the titles of phases in bold, and unwrap what cannot be an admonition."""
        for paragraph in self.document.findall(nodes.paragraph):
            if "ped-step" in paragraph["classes"]:
                words, paragraph.children = paragraph.children, []
                paragraph += nodes.strong("", "", *words)
        as_text = app_of(self.env).builder.format == "text"
        for node in reversed(list(self.document.findall(block))):
            if node.title is None:
                # a grid or a spine; an admonition would need a title
                node.parent.replace(node, node.children)
            elif as_text:
                node.parent.replace(node, as_definition(node, node.title))


INDENTING = (block, nodes.Admonition, nodes.definition, nodes.list_item, nodes.block_quote)
"""What the text writer indents, by two to four columns each."""
FARTHEST_IN = 10
"""How many of these a block may stand in and be indented: the writer wraps at 70 columns, and
stops with an error where none is left."""


def as_definition(node: block, title: block_title) -> list[nodes.Node]:
    """Return a block as title and indented body; far in, the body is indented no more.

    Sphinx's text writer runs the paragraphs of a generic admonition together.
    """
    around = sum(isinstance(outer, INDENTING) for outer in ancestors(node))
    if not node.body or around > FARTHEST_IN:
        return [nodes.paragraph("", "", *title.children), *node.body]
    term = nodes.term("", "", *title.children)
    entry = nodes.definition_list_item("", term, nodes.definition("", *node.body))
    return [nodes.definition_list("", entry)]


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield all that a node stands in, the nearest first."""
    while node.parent is not None:
        node = node.parent
        yield node


class DropUnfilled(PostTransform):
    """Leaves out what only :mod:`sphinx_pedagogy.concepts` can fill, where it is not loaded."""

    default_priority = transforms.DROP_UNFILLED

    def is_supported(self) -> bool:
        """Whether nobody filled."""
        return "sphinx_pedagogy.concepts" not in app_of(self.env).extensions

    def change(self) -> None:
        """Remove views and marks; a mention keeps its words."""
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, (view, requirement_mark)):
                node.parent.remove(node)
            elif isinstance(node, (concept_ref, lesson_ref, module_ref)):
                node.parent.replace(node, node.children)
