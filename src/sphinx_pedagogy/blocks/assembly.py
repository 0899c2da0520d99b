"""Giving blocks their final shape once their bodies are known, and checking their places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.blocks.block_state import BlockState
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.assembly_context import AssemblyContext
from sphinx_pedagogy.core.block_spec import Presence
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.failures import guarded
from sphinx_pedagogy.core.nodes import block, fact, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import kinds_and_roles
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from sphinx_pedagogy.core.block_spec import BlockSpec


class AssembleBlocks(SphinxTransform):
    """Checks each block's place and body, and runs its assembler."""

    default_priority = transforms.ASSEMBLE

    def apply(self) -> None:
        """Work from the inside out, so that a parent meets finished parts."""
        if not is_ours(self.env):
            return
        specs = registry_of(app_of(self.env)).blocks
        context = AssemblyContext(self.env, domain_of(self.env).add_problem)
        found = cast("list[block]", walk(self.document, block))
        number_blocks(found, specs, context)
        for node in reversed(found):
            spec = specs[node.kind]
            settle(node)
            check_place(node, spec, context)
            check_body(node, spec, context)
            if spec.assemble:
                before = BlockState(node)
                with caught_in(spec, node, context, before):
                    spec.assemble(node, context)
        tell_apart(found)


def caught_in(
    spec: BlockSpec, node: block, context: AssemblyContext, before: BlockState
) -> AbstractContextManager[None]:
    """Catch what the assembler of a block raises, and undo what it did to the block."""

    def warn(text: str) -> None:
        before.put_back()
        context.warn(Subtype.FAILURE, text, node)

    return guarded(
        f'the assembler of the block "{spec.name}"',
        spec.assemble,
        "tell its author; the block is shown as it was before",
        warn,
    )


def number_blocks(
    found: list[block], specs: dict[str, BlockSpec], context: AssemblyContext
) -> None:
    """Count the numbered kinds, in the order of the page, but for those that are not shown.

    A number that the author set is no part of the count.
    """
    counts: Counter[str] = Counter()
    for node in found:
        if not specs[node.kind].numbered or {"hidden", "nonumber"} & node.options.keys():
            continue
        node["counts"] = "number" not in node.options
        if node["counts"]:
            counts[node.kind] += 1
        node["number"] = node.options.get("number", counts[node.kind])
        if node["counts"] and context.env.config.numfig and not node["ids"]:
            give_anchor(node, f"{node.kind}-{counts[node.kind]}")


def give_anchor(node: block, wanted: str) -> None:
    """Give a block the id by which Sphinx knows it when it counts."""
    document = cast("nodes.document", node.document)
    while wanted in document.ids:
        wanted += "-"
    node["ids"].append(wanted)
    document.ids[wanted] = node


def settle(node: block) -> None:
    """Move the prose options that belong after the body to its end."""
    for line in [child for child in node.children if isinstance(child, fact)]:
        if line.attributes.pop("at_end", False):
            node.remove(line)
            node += line


def tell_apart(found: list[block]) -> None:
    """Number the keys that two blocks of the page share: two checks that ask the same."""
    counts: Counter[str] = Counter()
    for node in found:
        data: dict[str, str] = node.get("data", {})
        if key := data.get("key"):
            counts[key] += 1
            if counts[key] > 1:
                data["key"] = f"{key}-{counts[key]}"


def check_place(node: block, spec: BlockSpec, context: AssemblyContext) -> None:
    """Warn if *node* stands outside the blocks it belongs in; it is shown as it is."""
    # what only opens may stand in a tab or a list item of the block it belongs to
    if not spec.inside:
        return
    registry = registry_of(app_of(context.env))
    allowed = registry.names_of(*spec.inside)
    parent = around(node, allowed) if spec.reveal else node.parent
    if isinstance(parent, block) and parent.kind in allowed:
        return
    names, _roles = kinds_and_roles(*spec.inside)
    where = " or ".join(sorted(names))
    text = f"{spec.name}: it is outside a {where} block; put it directly inside one"
    context.warn(Subtype.STRUCTURE, text, node)


def around(node: nodes.Node, kinds: Iterable[str]) -> block | None:
    """Return the nearest block of some kinds that *node* stands in, however deep."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, block) and parent.kind in kinds:
            return parent
        parent = parent.parent
    return None


def check_body(node: block, spec: BlockSpec, context: AssemblyContext) -> None:
    """Warn if a block that is nothing without a body has none, or the reverse."""
    body = [child for child in node.body if not isinstance(child, fact)]
    if spec.body is Presence.REQUIRED and not body and not node.get("too_deep"):
        context.warn(Subtype.EMPTY, f"{spec.name}: its body is empty; write one or remove it", node)
    elif spec.body is Presence.NONE and body:
        context.warn(Subtype.STRUCTURE, f"{spec.name}: it takes no body; move the text out", node)


def take_parts(node: block, kind: str) -> tuple[int, list[block]]:
    """Remove the direct children of *kind* from *node*.

    :returns: the place of the first among the children that stay, and the parts
    """
    parts = [child for child in node.children if isinstance(child, block) and child.kind == kind]
    place = node.children.index(parts[0]) if parts else len(node.children)
    for part in parts:
        node.remove(part)
    return place, parts


def part_title(part: block, make: type[nodes.TextElement], fallback: str = "") -> nodes.TextElement:
    """Return the title of a part as another element, with its message for translators.

    It has the attribute ``heads``: a paragraph that is the heading of others.
    """
    title = part.title
    if title is None:
        return make("", fallback, translatable=False)
    made = make(title.rawsource, "", *title.children, heads=True)
    made.source, made.line = title.source, title.line
    return made


_OF_BLOCKS = ("ped", "ped-neutral")
"""Classes that parts do not need: they are boxes within a box."""


def copy_place(source: nodes.Element, node: nodes.Element) -> nodes.Element:
    """Give *made* the ids, names, classes, file and line of *source*."""
    for attribute in ("ids", "names", "classes"):
        node[attribute] += [value for value in source[attribute] if value not in _OF_BLOCKS]
    node.source, node.line = source.source, source.line
    for identifier in source["ids"]:
        # the standard domain asks the document where a label leads
        cast("nodes.document", source.document).ids[identifier] = node
    return node


def opening(entry: nodes.Node) -> tuple[nodes.paragraph, nodes.Node] | None:
    """Return the first paragraph of a list item and the first thing said in it."""
    first = entry.children[0] if entry.children else None
    if not isinstance(first, nodes.paragraph):
        return None
    # markdown-it leaves an empty text before markup
    said = next((child for child in first.children if child.astext()), None)
    return (first, said) if said is not None else None
