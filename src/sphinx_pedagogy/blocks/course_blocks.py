"""Blocks that state facts about the course: what a lesson needs, what another one taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.blocks.lesson import link_if_page
from sphinx_pedagogy.core.fact_lines import labelled, lesson_links, mentions, read_lines, words
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    block_title,
    requirement_mark,
    view,
)
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.names import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.assembly_context import AssemblyContext


def assemble_requires(node: block, context: AssemblyContext) -> None:
    """Read each line of what a lesson needs: ``concept (depth): reason``."""
    read_lines(node, context, "requires")
    node["folded"] = True


def assemble_lesson_record(node: block, context: AssemblyContext) -> None:
    """Read each line of what a lesson taught: ``concept (depth): note``."""
    if node.title is not None:
        split_number(node, node.title, context)
    read_lines(node, context, "lesson-record", only=False)
    lead = list(record_facts(node, context))
    if lead:
        facts = nodes.bullet_list(bullet="-", classes=["ped-facts"])
        facts += [nodes.list_item("", line) for line in lead]
        node.insert(1 if node.title else 0, facts)
    if url := node.options.get("url"):
        node += labelled("Read it at", nodes.reference("", url, refuri=url))
    if used := words(node.options.get("uses", "")):
        # the lesson recorded uses them, not the page
        line = labelled("Uses", *mentions(used, node))
        line["classes"].append("ped-uses")
        node += line


def record_facts(node: block, context: AssemblyContext) -> Iterable[nodes.Node]:
    """Yield which lesson a record is about, its status and its notebook."""
    options = node.options
    if name := options.get("lesson"):
        yield labelled("Lesson", *lesson_links([name], node.at("lesson")))
    if status := options.get("status"):
        yield labelled("Status", nodes.Text(_(status)))
    if notebook := options.get("notebook"):
        link = link_if_page(notebook, node, context)
        if isinstance(link, addnodes.pending_xref):
            node["notebook"] = link["reftarget"]
        yield labelled("Notebook", link)


def split_number(node: block, title: block_title, context: AssemblyContext) -> None:
    """Take the number of a recorded lesson out of its title: it is not for translators."""
    text = title.astext().strip()
    number, _blank, name = text.partition(" ")
    if not number_of(number) or not name.strip():
        complaint = "lesson-record: it needs a number and a title, such as 6.1.2 Autoencoders"
        context.warn(Subtype.ARGUMENT, complaint, node)
    if number_of(number):
        node["number"] = number
        title.children = []
        title += nodes.Text(name.strip() or number)
        title.rawsource = name.strip()


def name_concept(entry: nodes.list_item) -> None:
    """Put concept, depth and status before the words of a line, if it was read as one."""
    if "concept" not in entry:
        return
    name, reference = entry["concept"], entry.children[0]
    entry.remove(reference)
    depth = nodes.emphasis("", _(entry["depth"]))
    lead: list[nodes.Node] = [reference, nodes.Text(" ("), depth, nodes.Text(")")]
    parent = entry.parent.parent
    if isinstance(parent, block) and parent.kind in {"requires", "plan-requires"}:
        lead.append(requirement_mark("", name=name, depth=entry["depth"]))
    first = entry.children[0]
    if isinstance(first, nodes.paragraph):
        colon = [nodes.Text(": ")] if first.astext() else []
        first.insert(0, [*lead, *colon])


def assemble_complete(node: block, context: AssemblyContext) -> None:
    """List what a module or series taught, unless the author does, and link to its record."""
    words = node.title.astext().split() if node.title else []
    if not words:
        return
    arguments = (f"module={words[0]}",)
    if not any(isinstance(child, nodes.bullet_list) for child in node.children):
        if not number_of(words[0]):
            text = (
                f'{node.kind}: "{words[0]}" is no number, so nothing is listed here; begin with '
                "one such as 6.3, or write the list"
            )
            context.warn(Subtype.ARGUMENT, text, node)
            return
        node += view("", kind="achieved", arguments=arguments)
    if number_of(words[0]):
        node += view("", kind="module-front", arguments=arguments)


def assemble_module(node: block, context: AssemblyContext) -> None:
    """Keep the number of a module or series among our words."""
    if node.title:
        node["number"] = node.title_text()
        node.remove(node.title)
