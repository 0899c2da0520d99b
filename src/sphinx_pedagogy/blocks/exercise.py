"""Exercises, their hints and their solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.blocks.assembly import around
from sphinx_pedagogy.core.fact_lines import label_reference
from sphinx_pedagogy.core.nodes import block, fact, reveal
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.mistakes import no_exercise
from sphinx_pedagogy.model.findings import Fix, FixKind

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext


def assemble_exercise(node: block, context: AssemblyContext) -> None:
    """Fold the ``hint`` admonitions, which are docutils' own, like ours."""
    for found in list(node.findall(nodes.hint)):
        if found.parent is not None:
            found.parent.replace(found, folded_hint(found))


def folded_hint(hint: nodes.hint) -> reveal:
    """Return a docutils hint as a block that opens."""
    node = reveal(kind="hint", options={}, label="Hint", **hint.attributes)
    node["classes"] = ["ped", "ped-hint", "ped-idea", *hint["classes"]]
    node.source, node.line = hint.source, hint.line
    node += hint.children
    return node


def assemble_solution(node: block, context: AssemblyContext) -> None:
    """Link a solution that stands elsewhere to its exercise."""
    target = node.options.get("for")
    inside = around(node, exercises_of(context)) is not None
    if target:
        warn_of_another(target, node, context)
        node.insert(1 if node.title else 0, link_to(target, node, context))
    elif not inside:
        text = (
            f"{node.kind}: nothing says what it belongs to; put it inside an exercise, "
            'or give it the option "for" with the label of one'
        )
        label = label_before(node, exercises_of(context))
        fixes = [Fix(FixKind.OPTION, "", f":for: {label}")] if label else []
        context.warn(Subtype.STRUCTURE, text, node, fixes)


def label_before(node: block, exercises: frozenset[str]) -> str:
    """Return the label of the exercise that a block follows; empty if that has none."""
    before = ""
    for other in node.document.findall(block) if node.document else ():
        if other is node:
            break
        if other.kind in exercises:
            before = other.options.get("label", "")
    return before


def exercises_of(context: AssemblyContext) -> frozenset[str]:
    """Return the names of the blocks that are exercises, also those of plugins."""
    return registry_of(app_of(context.env)).names_of(BlockRole.EXERCISE)


def warn_of_another(label: str, node: block, context: AssemblyContext) -> None:
    """Warn if a label of the page is that of a block, and of no exercise."""
    name = nodes.fully_normalize_name(label)
    blocks = node.document.findall(block) if node.document else ()
    kinds = {block.kind for block in blocks if name in block["names"]}
    if kinds and kinds.isdisjoint(exercises_of(context)):
        context.warn(Subtype.UNKNOWN, no_exercise(node.kind, label, min(kinds)), node.at("for"))


def link_to(label: str, node: block, context: AssemblyContext) -> nodes.paragraph:
    """Return a line that refers to the exercise with *label*, on any page."""
    reference = label_reference(label, context.env.docname, nodes.inline("", label))
    reference["own_page_first"] = True
    reference.source, reference.line = node.source, node.at("for").line
    # which says that it is an exercise
    line = fact("", "", reference, translatable=False, classes=["ped-for"])
    line["label"] = ""
    return line
