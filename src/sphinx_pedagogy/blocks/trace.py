"""Pipeline traces: a process step by step, with shapes, and the lessons that taught the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.blocks.assembly import copy_place, part_title, take_parts
from sphinx_pedagogy.blocks.quantity import quantity_of
from sphinx_pedagogy.core.fact_lines import labelled, lesson_links, words
from sphinx_pedagogy.core.nodes import lesson_ref, quantity_ref, said
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block

_ARROW = regex(r"\s*(?:->|→)\s*")
_FROM = regex(r"(?:^|\s)from\s+(?P<names>[^()]+)$")


def assemble_trace(node: block, context: AssemblyContext) -> None:
    """Put the steps into an ordered list, each with its facts."""
    place, steps = take_parts(node, "trace-step")
    spine = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
    spine["classes"] += ["ped-spine", "ped-trace"]
    for step in steps:
        spine += step_of_block(step)
    lists = (nodes.enumerated_list, nodes.bullet_list)
    for found in [child for child in node.children if isinstance(child, lists)]:
        place = min(place, node.index(found))
        node.remove(found)
        for entry in found.children:
            if isinstance(entry, nodes.list_item):
                spine += step_of_line(entry)
    if spine.children:
        node.insert(place, spine)
    else:
        text = "pipeline-trace: it has no steps; write trace-step blocks or a numbered list in it"
        context.warn(Subtype.STRUCTURE, text, node)


def step_of_block(step: block) -> nodes.list_item:
    """Return a ``trace-step`` block as an item."""
    node = nodes.list_item()
    copy_place(step, node)
    title = part_title(step, nodes.paragraph)
    title["classes"].append("ped-step")
    node += [title, *step.body]
    options = step.options
    shape = None
    if "shape" in options or "glued" in options:
        shape = quantity_of(options.get("glued", ""), options.get("shape", ""))
    sources = words(options.get("from", ""))
    return with_facts(node, shape, sources, options.get("uses", ""))


def step_of_line(entry: nodes.list_item) -> nodes.list_item:
    """Return an item ``what happens -> shape from lesson`` with its parts apart."""
    first = entry.children[0] if entry.children else None
    if not isinstance(first, nodes.paragraph):
        return with_facts(entry, None, [], "")
    first["classes"].append("ped-step")
    tail = cut_tail(first)
    text = "".join(map(said, tail))
    match = _FROM.search(text)
    lessons = [child["name"] for child in tail if isinstance(child, lesson_ref)]
    sources = lessons or (words(match["names"]) if match else [])
    shape = next((child for child in tail if isinstance(child, quantity_ref)), None)
    literal = text[: match.start()].strip() if match else text.strip()
    if shape is None and literal:
        shape = quantity_of("", literal)
    return with_facts(entry, shape, sources, "")


def cut_tail(paragraph: nodes.paragraph) -> list[nodes.Node]:
    """Remove and return what follows the last arrow of a line; translators do not see it."""
    for index in range(len(paragraph.children) - 1, -1, -1):
        child = paragraph.children[index]
        arrows = list(_ARROW.finditer(child.astext())) if isinstance(child, nodes.Text) else []
        if arrows:
            text, arrow = child.astext(), arrows[-1]
            tail = [nodes.Text(text[arrow.end() :]), *paragraph.children[index + 1 :]]
            head = nodes.Text(text[: arrow.start()])
            paragraph.children[index:] = []
            paragraph += head
            raw = list(_ARROW.finditer(paragraph.rawsource))
            paragraph.rawsource = paragraph.rawsource[: raw[-1].start()] if raw else ""
            return tail
    return []


def with_facts(
    node: nodes.list_item, shape: quantity_ref | None, sources: Sequence[str], uses: str
) -> nodes.list_item:
    """Add what a step states to its item, for readers and for those who collect it."""
    node["sources"], node["uses"] = ", ".join(sources), uses
    facts = nodes.bullet_list(bullet="-", classes=["ped-facts"])
    if shape is not None:
        shape["classes"] = ["ped-shape"]
        shape.setdefault("unit", "")
        if shape.line is None:
            shape.source, shape.line = node.source, node.line
        facts += nodes.list_item("", labelled("Shape", shape))
    if sources:
        facts += nodes.list_item("", labelled("Learned in", *lesson_links(sources, node)))
    if facts.children:
        node += facts
    return node
