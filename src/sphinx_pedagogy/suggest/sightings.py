"""Where a page names something as if it were a concept."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.course.messages import locate_in
from sphinx_pedagogy.suggest.name_candidates import cleaned, of_heading

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """How a page names it."""

    GLOSSARY = "glossary"
    DEFINED = "defined"
    """Emphasized, in a sentence that says what it is."""
    INDEX = "index"
    LIST = "definition list"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    HEADING = "heading"


class Sighting(NamedTuple):
    """A name at a place."""

    name: str
    kind: Kind
    docname: str
    line: int
    """0 if that is not known."""
    source: str
    """The file that the page includes, if it stands in one."""
    definition: str = ""
    is_main: bool = False
    """Whether an index calls it the main place."""


_BEFORE = re.compile(
    r"\b(?:called|call (?:this|it|these|them|such \w+)|known as|named|termed|refer(?:red)? to"
    r"(?: \w+)? as|concepts? of|idea of|notion of|term|define|nennt man|nennen wir|heißt|heißen|"
    r"genannt|Begriff|appelée?s?|appelle|notion d[e'’])(?:\s+(?:an?|the|ein\w*|une?))?\W*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\s\"'”’]*(?:\([^)]*\)\s*)?(?:is|are|means?|refers? to|denotes?|describes?|stands? for|"
    r"consists? of|ist|sind|bedeutet|bezeichnet|est|sont|désigne|signifie)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"(?:it|its|this|that|these|those|such|they|their|he|she|es|er|sie|dies\w*|jene\w*|solch\w*|"
    r"il|ils|elle|elles|ce|c['’]est|cela|cette|ces|cet|son|sa|ses|leurs?|on)(?:\s|$)",
    re.IGNORECASE,
)
"""How sentences begin that say nothing without the one before: "It is called a branch."."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÉ(*])")
_CLOSED = (
    *(nodes.literal_block, nodes.Invisible, nodes.system_message, nodes.raw, nodes.citation),
    *(nodes.option_list, nodes.docinfo, nodes.footnote, addnodes.toctree, addnodes.desc_signature),
)
LONGEST_SENTENCE = 300


def sightings_of(document: nodes.document, docname: str, file: str) -> Iterator[Sighting]:
    """Yield what a page names, in order.

    :param file: path of the page
    """
    for node in _walk(document):
        for name, kind, at, definition, is_main in _names(node):
            if name:
                line, source = locate_in(file, at)
                yield Sighting(
                    name=name,
                    kind=kind,
                    docname=docname,
                    line=line or 0,
                    source=source or "",
                    definition=definition,
                    is_main=is_main,
                )


_Named = tuple[str, Kind, nodes.Node, str, bool]


def _walk(parent: nodes.Element) -> Iterator[nodes.Element]:
    for node in parent.children:
        if isinstance(node, addnodes.index) or (
            isinstance(node, nodes.Element) and not isinstance(node, _CLOSED)
        ):
            yield node
            yield from _walk(node)


def _names(node: nodes.Element) -> Iterator[_Named]:
    if isinstance(node, addnodes.index):
        if not isinstance(node.parent, nodes.term):  # a glossary makes one for each of its terms
            for name, is_main in _entries(node):
                yield cleaned(name), Kind.INDEX, node, "", is_main
    elif isinstance(node, nodes.definition_list_item):
        yield from _terms(node)
    elif isinstance(node, nodes.strong | nodes.emphasis) and _is_in_prose(node):
        name, sentence = cleaned(node.astext()), _defining_sentence(node)
        definition = "" if _POINTING.match(sentence) else sentence
        kind = Kind.STRONG if isinstance(node, nodes.strong) else Kind.EMPHASIS
        if not _is_title_of_work(node):
            yield name, Kind.DEFINED if sentence else kind, node, definition, False
    elif isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        yield of_heading(node.astext()), Kind.HEADING, node, "", False


def _entries(node: addnodes.index) -> Iterator[tuple[str, bool]]:
    """Yield the names of index entries, and whether they are main ones."""
    for kind, value, _target, main, _category in node["entries"]:
        parts = [part.strip() for part in value.split(";")]
        if kind in {"pair", "triple"}:
            yield from ((part, main == "main") for part in parts)
        elif kind == "single":  # "see" names what another entry is called
            yield parts[0], main == "main"


def _terms(item: nodes.definition_list_item) -> Iterator[_Named]:
    if any(name.startswith("ped-") for name in item.parent["classes"]):
        return  # a block of ours shows its sides so: its labels are no words of the author
    in_glossary = isinstance(item.parent.parent, addnodes.glossary)
    kind = Kind.GLOSSARY if in_glossary else Kind.LIST
    definition = next(
        (child for child in item.children if isinstance(child, nodes.definition)), None
    )
    first = (
        next((paragraph for paragraph in definition.findall(nodes.paragraph)), None)
        if definition
        else None
    )
    text = _shortened(_text(first)) if first else ""
    for term in item.children:
        if isinstance(term, nodes.term):
            yield cleaned(_text(term)), kind, term, text, False


def _is_in_prose(node: nodes.Element) -> bool:
    """Whether a word is emphasized among others, and by its author."""
    parent = node.parent
    if not isinstance(parent, nodes.paragraph) or len(node.children) != 1:
        return False
    # a line in bold is a heading or a cry, and a label has a colon
    return parent.astext().strip() != node.astext().strip()


def _is_title_of_work(node: nodes.Element) -> bool:
    """Whether a long run of capitals is a book, or a menu: "Introduction to Data Science"."""
    words = node.astext().split()
    return isinstance(node, nodes.emphasis) and len(words) > 3 and words[-1][:1].isupper()


def _defining_sentence(node: nodes.Element) -> str:
    """Return the sentence around an emphasized word that says what it is, if it does."""
    paragraph = node.parent
    index = paragraph.index(node)
    before = "".join(map(_text, paragraph.children[:index]))
    after = "".join(map(_text, paragraph.children[index + 1 :]))
    start = _SENTENCE.split(before)[-1]
    end = _SENTENCE.split(after)[0] if after else ""
    begins = not start.strip() or _is_article(start)
    if not _BEFORE.search(start) and not (begins and _AFTER.match(end)):
        return ""
    return _shortened(f"{start}{node.astext()}{end}".strip())


def _is_article(text: str) -> bool:
    return text.strip().casefold() in {"a", "an", "the", "der", "die", "das", "le", "la", "les"}


def _text(node: nodes.Node) -> str:
    """Return the words of a node, without what is only looked up."""
    return "" if isinstance(node, nodes.Invisible | addnodes.index) else node.astext()


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SENTENCE else ""
