"""The node classes. Each is a concrete docutils node with another name.

A builder that does not know ``block`` renders the ``admonition`` it derives from,
because Sphinx's translators walk the classes of a node. So every builder, also one that
was written after this package, renders every block; only HTML has visitors of its own.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOG = "sphinx_pedagogy"
_ = get_translation(CATALOG)


class Placed(nodes.Element):
    """What has options, each on a line of its own."""

    option_lines: Mapping[str, int] = MappingProxyType({})
    """The lines on which its options stand, while its page is read."""

    def at(self, option: str) -> nodes.Element:
        """Return something that stands where an option was given, for what is said of it."""
        if option not in self.option_lines:
            return self
        here = nodes.Element()
        here.source, here.line = self.source, self.option_lines[option]
        return here


class block(nodes.admonition, Placed):  # noqa: N801 (docutils names nodes in lower case)
    """A lesson block, whose attributes say what the author stated.

    ``kind``: the name of its spec. ``label``: its English label, which may be empty. ``options``:
    the value of each option, by name. ``number``: its count on the page, if it has one. ``data``:
    strings that the page's script needs. A widget also has ``module``, the name of its script, and
    ``payload``, the data for this script, as JSON.
    """

    @property
    def kind(self) -> str:
        """Name of the spec that made the block."""
        return cast("str", self["kind"])

    @property
    def options(self) -> dict[str, str]:
        """The values of the options that the author gave, and of those with defaults."""
        return cast("dict[str, str]", self["options"])

    @property
    def title(self) -> block_title | None:
        """The author's title, if there is one."""
        first = self.children[0] if self.children else None
        return first if isinstance(first, block_title) else None

    @property
    def body(self) -> list[nodes.Node]:
        """The children after the title."""
        return self.children[1:] if self.title else self.children[:]

    def title_text(self) -> str:
        """Return what a reference to the block shows: the title, without our label."""
        if self.title is None:
            return label_text(self)
        words = [child for child in self.title.children if not is_label(child)]
        return "".join(map(said, words)).strip()


class reveal(block):  # noqa: N801
    """A block whose spec has ``reveal``. In HTML it is a ``<details>`` element, open in print."""


class block_title(nodes.title):  # noqa: N801
    """The title of a block."""


class item(nodes.definition_list_item):  # noqa: N801
    """A card or one side of a comparison: a boxed pair of term and definition."""


class fact(nodes.paragraph):  # noqa: N801
    """A paragraph that begins with a word of ours (``label``), then holds the author's."""


class outcomes(nodes.paragraph):  # noqa: N801
    """What a lesson teaches: a word of ours, then the names of its concepts as links.

    HTML shows it as one line that unfolds.
    """


_WORD = re.compile(r"[^\W\d_]{2}")
"""Two letters: shapes such as ``3x512x512`` are no words for translators."""


class concept_ref(nodes.inline, addnodes.translatable):  # noqa: N801
    """A mention of a concept, until it is known where it leads.

    Attributes: ``name``, as written; ``stated``: in a line that states a fact, no use.
    Translators get a stated name as a message of its own: it stands in no paragraph of theirs.
    """

    def preserve_original_messages(self) -> None:
        """Keep nothing: ``name`` stays as written."""

    def extract_original_messages(self) -> list[str]:
        """Return the name, if translators do not meet it in a paragraph."""
        return [self["name"]] if self.get("stated") else []

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Show the translated name."""
        if translated_message:
            self.children = []
            self += nodes.Text(translated_message)
            self["translated"] = True


class lesson_ref(nodes.inline):  # noqa: N801
    """A mention of a lesson, until it is known where it leads.

    Attributes: ``name``, a slug or a number; ``explicit``: whether its words are the author's.
    """


class module_ref(nodes.inline):  # noqa: N801
    """The number of a module, until it is known which page is its front.

    Attributes: ``number``, a tuple.
    """


class quantity_ref(nodes.inline, addnodes.translatable):  # noqa: N801
    """A number in prose that is bound to a value.

    Attributes: ``name``; ``written``: the author's words, may be empty; ``format``; ``value``
    and ``computed``, once it is bound; ``elsewhere``: the page that computes it, may be empty.
    Where it stands for options of a block: ``unit``, what is shown after it; ``messages``:
    what translators get of the two, as written.
    """

    def preserve_original_messages(self) -> None:
        """Keep the words of options: those in prose are part of their paragraph."""
        if "unit" in self:
            given = (self["written"], self["unit"])
            if messages := [text for text in given if _WORD.search(text)]:
                self["messages"] = messages

    def extract_original_messages(self) -> list[str]:
        """Return the words of options."""
        return cast("list[str]", self.get("messages", []))

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take the translation of one of the two."""
        for name in ("written", "unit"):
            if self[name] == original_message and translated_message:
                self[name] = translated_message
        if self["written"]:
            self.children = []
            self += nodes.Text(self["written"])
        self["translated"] = True


class course_link(nodes.reference):  # noqa: N801
    """A link to a place in the course.

    Attributes, if it has a card: ``concept``: its id; ``taught``: slug of the lesson that the card
    tells of, if that is not the first to teach the concept; ``ago``: lessons since the reader met
    it, or 0; ``formula``: whether the card has one.
    """


class requirement_mark(nodes.inline):  # noqa: N801
    """The place where the status of a requirement is shown. Attributes as of its line."""


class view(nodes.General, Placed):  # noqa: N801
    """A place that is filled when the whole course is known.

    Attributes: ``kind``; ``arguments``: a tuple of strings.
    """


class gate(nodes.Invisible, nodes.Element):  # noqa: N801
    """A ``-start`` or ``-end`` directive, until the pair is closed.

    Attributes: ``kind``; ``closes``: whether it is the ``-end``. A start holds its block.
    """


def top_of(document: nodes.document) -> tuple[nodes.Element, int]:
    """Return where the words of a page begin: what they stand in, and the place among its children.

    That is below the first title. On a page without one it is below the front matter, which Sphinx
    takes off the page only if nothing stands before it.
    """
    top = next(document.findall(nodes.section), None)
    if top is not None:
        titles = (
            index for index, child in enumerate(top.children) if isinstance(child, nodes.title)
        )
        return top, next(titles, -1) + 1
    for index, child in enumerate(document.children):
        if isinstance(child, nodes.field_list | nodes.docinfo):
            return document, index + 1
        if not isinstance(child, nodes.PreBibliographic):
            break
    return document, 0


def is_label(node: nodes.Node) -> bool:
    """Whether *node* is the word that marks a block before the author's title."""
    return isinstance(node, nodes.inline) and "ped-label" in node["classes"]


def label_text(node: nodes.Element) -> str:
    """Return the label of a block or fact in the language of the build.

    With its number, if it has one: "Exercise 2".
    """
    label = str(node.get("label", ""))
    text = get_translation(node.get("catalog") or CATALOG)(label) if label else ""
    number = node.get("number")
    return f"{text} {number}" if number else text


def page_of(node: nodes.Node, docname: str) -> str:
    """Return the page that *node* came from: a book is made of many.

    Sphinx notes it with what it puts together. It leaves the first nodes of a page with the
    document that they were read into, which has the path of the page.

    :param docname: the page that is being written
    """
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section | addnodes.start_of_file) and "docname" in parent:
            return str(parent["docname"])
        if parent.parent is None and isinstance(parent, nodes.document):
            return _read_as(parent) or docname
        parent = parent.parent
    return docname


_READ_AS: WeakKeyDictionary[nodes.document, str] = WeakKeyDictionary()


def _read_as(document: nodes.document) -> str:
    """Return the page that a document was read as; empty if nobody knows.

    Each mention on a page asks, and its path stays the same: it is taken apart once.
    """
    if document not in _READ_AS:
        env = getattr(document.settings, "env", None)
        _READ_AS[document] = (env and env.path2doc(document.get("source", ""))) or ""
    return _READ_AS[document]


def said(node: nodes.Node) -> str:
    """Return the text of *node*, as ``astext()`` does, without docutils' own messages in it."""
    if isinstance(node, nodes.system_message):
        return ""
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    return node.child_text_separator.join(map(said, node.children))


def walk(
    root: nodes.Element, *kinds: type[nodes.Node], inline: bool = False
) -> list[nodes.Element]:
    """Return the nodes of some kinds below *root* and itself, in the order of the page.

    One walk for all kinds that a transform wants: on a long page, walks are most of what
    this package costs.

    :param inline: also look inside lines of text, where no block can stand
    """
    # a page has thousands of nodes of few classes: to ask each node costs more than to walk
    classes: dict[type[nodes.Node], tuple[bool, bool]] = {}
    found: list[nodes.Element] = []
    stack: list[nodes.Node] = [root]
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind not in classes:
            leaf = issubclass(kind, nodes.Text if inline else nodes.TextElement | nodes.Text)
            classes[kind] = issubclass(kind, kinds), not leaf
        wanted, has_more = classes[kind]
        if wanted:
            found.append(cast("nodes.Element", node))
        if has_more:
            stack += node.children[::-1]
    return found
