"""Lines that state a fact: what an assembler takes out of a body, and what it puts there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.nodes import block, concept_ref, fact, lesson_ref, said
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.core.typography import typeset
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.course.phrase import Bit, bits_of, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.model.depth import DepthScale

_LINE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<depth>[^()]*)\)\s*(?P<colon>:?)\s*")
_NAMELESS = re.compile(r"\s*\([^()]*\)")

_LONGEST = 60
"""Characters of an author's text that a message repeats."""
_SILENT = (fact, nodes.Invisible, nodes.system_message, nodes.Titular)


def read_lines(node: block, context: AssemblyContext, what: str, *, only: bool = True) -> None:
    """Take concept and depth out of each item of the lists in *node*.

    They are put back as references once translations are looked up; the words after the
    colon stay, as the author's.

    :param only: whether nothing else may stand there: what is no line of the list is not read
    """
    for found in node.children:
        if not isinstance(found, nodes.bullet_list | nodes.enumerated_list):
            if only and not isinstance(found, _SILENT):
                text = " ".join(said(found).split())
                short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
                context.warn(
                    Subtype.OPTION,
                    f'{what}: "{short}" is not in its list, so it does not count; write - '
                    "concept (depth): reason",
                    found,
                )
            continue
        for entry in found.children:
            problem = read_line(entry, scale_of(context.env.config))
            if problem:
                context.warn(Subtype.OPTION, f"{what}: {problem}", entry)


def read_line(entry: nodes.Node, scale: DepthScale) -> str | None:
    """Take concept and depth out of an item, or return what is wrong with it."""
    first = entry.children[0] if entry.children else None
    if not isinstance(entry, nodes.list_item) or not isinstance(first, nodes.paragraph):
        return "an item does not begin with text; write concept (depth): reason"
    text = said(first)
    match = _LINE.match(text)
    if match is None and _NAMELESS.match(text):
        return f'"{text}" names no concept; write concept (depth): reason'
    if match is None:
        return f'"{text}" names no depth; write concept (depth): reason'
    try:
        depth = scale.depth(match["depth"])
    except ValueError:
        word = match["depth"].strip()
        return f'"{word}" is no depth; {suggest(word, scale.words, in_order=True)}'
    entry["concept"] = match["name"].strip()
    entry["depth"] = scale.word(depth)
    cut(first, match.end())
    # here until the page is labelled: translators get the name as a message of its own
    entry.insert(0, stated_name(entry["concept"], first))
    return None


def cut(paragraph: nodes.paragraph, length: int) -> None:
    """Remove the first *length* characters of a paragraph's text."""
    for child in list(paragraph.children):
        size = len(said(child))
        if size > length:
            if isinstance(child, nodes.Text):
                paragraph.replace(child, nodes.Text(child.astext()[length:]))
            break
        paragraph.remove(child)
        length -= size
    paragraph.rawsource = _LINE.sub("", paragraph.rawsource, count=1)


def words(text: str) -> list[str]:
    """Split a comma list."""
    return [word for word in (part.strip() for part in text.split(",")) if word]


def mentions(names: Sequence[str], near: nodes.Element) -> list[nodes.Node]:
    """Return links to concepts, with commas between them; they state facts and are no use.

    :param near: where the names are written
    """
    found: list[nodes.Node] = []
    for name in names:
        reference = stated_name(name, near)
        found += [nodes.Text(", "), reference] if found else [reference]
    return found


def lesson_links(names: Sequence[str], near: nodes.Element) -> list[nodes.Node]:
    """Return links to lessons, with commas between them."""
    found: list[nodes.Node] = []
    for name in names:
        node = lesson_ref("", name, name=name, explicit=False)
        node.source, node.line = near.source, near.line
        found += [nodes.Text(", "), node] if found else [node]
    return found


def stated_name(name: str, near: nodes.Element) -> concept_ref:
    """Return a link to a concept in a line that states a fact; translators get its words."""
    node = concept_ref("", name, name=name, stated=True)
    node.source, node.line = near.source, near.line
    return node


def labelled(label: str, *children: nodes.Node) -> fact:
    """Return a paragraph of ours: *label*, then *children*; translators never see it."""
    made = fact("", "", *children, translatable=False)
    made["label"] = label
    return made


def option_line(label: str, option: str, node: block, shown: str = "") -> fact:
    """Return a paragraph that shows what the author wrote in an option; translators get it.

    :param shown: how it is written there, if not as in the option
    """
    text = shown or node.options[option]
    made = fact(text, text, label=label, option=option)
    made.source, made.line = node.source, node.line
    return made


def option_text(node: block, option: str) -> str:
    """Return the words of an option in the language of the page."""
    for line in node.findall(fact):
        if line.get("option") == option and owner_of(line) is node:
            return typeset(line.astext(), line)
    return typeset(node.options.get(option, ""), node)


def option_phrase(node: block, option: str) -> str:
    """Return the words of an option with their markup, in the language of the page."""
    for line in node.findall(fact):
        if line.get("option") == option and owner_of(line) is node:
            return phrase_of(line.children)
    return ""


def owner_of(node: nodes.Node) -> nodes.Node | None:
    """Return the nearest block around *node*."""
    parent = node.parent
    while parent is not None and not isinstance(parent, block):
        parent = parent.parent
    return parent


def label_reference(
    label: str, docname: str, words: nodes.TextElement, *, warn: bool = True
) -> addnodes.pending_xref:
    """Return a reference from a page to a label of any page.

    :param words: what stands there until the label's title is known
    :param warn: whether Sphinx is to say that there is no such label
    """
    return addnodes.pending_xref(
        "",
        words,
        refdomain="std",
        reftype="ref",
        reftarget=nodes.fully_normalize_name(label),
        refexplicit=False,
        refwarn=warn,
        refdoc=docname,
    )


def written(node: block) -> str:
    """Return the title of a block as its author wrote it, in the language of the sources.

    Ids are made of it: a translation has the same.
    """
    return (node.title.rawsource if node.title else "") or node.title_text()


def stated_lines(node: block) -> Iterable[nodes.list_item]:
    """Yield the list items whose concept and depth were read."""
    for entry in node.findall(nodes.list_item):
        if "concept" in entry:
            yield entry


def name_shown(entry: nodes.list_item) -> str:
    """Return the name of the concept of a line in the language of the page."""
    first = entry.children[0] if entry.children else None
    return typeset(first.astext(), first) if isinstance(first, concept_ref) else ""


def words_of(entry: nodes.list_item) -> str:
    """Return what the author says of a line: the reason, the note."""
    said = (child for child in entry.children if not isinstance(child, concept_ref))
    return phrase(bit for child in said for bit in (*bits_of(phrase_of([child])), Bit(" ")))
