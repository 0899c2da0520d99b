"""What is one line on a screen, and unfolds: outcomes, scope and requirements of a lesson.

A lesson begins with its own words then. The line says what it holds as a reader would ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.core.nodes import _, block, item, outcomes

if TYPE_CHECKING:
    from sphinx.builders import Builder


def is_folded(builder: Builder, node: block) -> bool:
    """Whether a builder shows a block as one line that unfolds. Printed pages have it open."""
    return bool(node.get("folded")) and folds(builder)


def folds(builder: Builder) -> bool:
    """Whether a builder folds what stands in the header of a lesson."""
    return builder.name != "epub" and bool(builder.config.pedagogy_fold_header)


def names_in(node: outcomes) -> str:
    """Return the names of what a lesson teaches."""
    return ", ".join(link.astext() for link in node.findall(nodes.reference))


def gist_of(node: block) -> str:
    """Return what the line of a folded block says of what it holds; empty for nothing."""
    covered, left_out = lines_in(node, "ped-in"), lines_in(node, "ped-out")
    if covered or left_out:
        return _("{covered} covered, {left_out} left out").format(
            covered=covered, left_out=left_out
        )
    marks = [mark for mark in node.findall(nodes.inline) if "ped-mark" in mark["classes"]]
    if not marks:
        return ""
    gaps, missing = (
        sum(name in mark["classes"] for mark in marks) for name in ("ped-is-gap", "ped-is-missing")
    )
    if missing:
        met = _("{met} of {all} taught before").format(met=len(marks) - missing, all=len(marks))
    elif len(marks) == 1:
        met = _("taught before")
    else:
        met = _("all {all} taught before").format(all=len(marks))
    found = [met]
    if gaps:
        found.append(_("{gaps} to brush up").format(gaps=gaps))
    return ", ".join(found)


def lines_in(node: block, side: str) -> int:
    """Return how many lines a side of a scope has."""
    boxes = [box for box in node.findall(item) if side in box["classes"]]
    lists = [found for box in boxes for found in box.findall(nodes.bullet_list)]
    return sum(len(found.children) for found in lists if not is_nested(found))


def is_nested(found: nodes.Node) -> bool:
    """Whether a list stands in an item of another."""
    return isinstance(found.parent, nodes.list_item)
