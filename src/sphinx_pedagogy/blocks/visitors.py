"""How HTML shows blocks. Elsewhere, but for LaTeX, they are the admonitions they derive from."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_pedagogy.blocks.folded import folds, gist_of, is_folded, names_in
from sphinx_pedagogy.blocks.icons import icon_of
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    block_title,
    item,
    outcomes,
    reveal,
)
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

NOTES = (BlockRole.ASIDE, BlockRole.ANALOGY, BlockRole.MENTAL_MODEL, BlockRole.RECAP)
"""What blocks count as that comment on the text around them; a screen reader says so."""


VARIANTS = ("kind", "load", "scaffold", "tier")
"""Options by whose value the stylesheet may select a block."""


def data_attributes(node: block) -> dict[str, Any]:
    """Return the ``data-ped-*`` attributes that the page's stylesheet and script read."""
    data = {name: node.options[name] for name in VARIANTS if name in node.options}
    data |= node.get("data", {})
    return {f"data-ped-{name}": value for name, value in data.items()}


def visit_block(translator: HTML5Translator, node: block) -> None:
    """Open a block."""
    attributes = data_attributes(node)
    roles = registry_of(app_of(translator.builder.env)).roles.get(node.kind, NO_ROLES)
    if BlockRole.ANSWER not in roles and not roles.isdisjoint(NOTES):
        attributes["role"] = "note"
    if runs(translator, node):
        attributes |= {"role": "region", "aria-label": node.title_text()}
        attributes |= {"data-ped-module": node["module"], "data-ped-still": _("Static version")}
    tag = tags_of(translator, node)[0]
    if tag == "details" and is_folded(translator.builder, node):
        attributes["CLASS"] = "ped-folded"
    translator.body.append(translator.starttag(node, tag, **attributes))


def depart_block(translator: HTML5Translator, node: block) -> None:
    """Close a block."""
    translator.body.append(f"</{tags_of(translator, node)[0]}>\n")


def runs(translator: HTML5Translator, node: block) -> bool:
    """Whether *node* is a widget with a name, and on a screen: an EPUB shows its body."""
    named = node.title is not None
    return named and "payload" in node and translator.builder.name != "epub"


def tags_of(translator: HTML5Translator, node: block) -> tuple[str, str]:
    """Return the elements of a block and of its title.

    An EPUB shows what a screen reveals: its pages are printed ones.
    """
    opens = isinstance(node, reveal) or is_folded(translator.builder, node)
    on_screen = translator.builder.name != "epub"
    return ("details", "summary") if opens and on_screen else ("div", "p")


def visit_title(translator: HTML5Translator, node: block_title) -> None:
    """Open the title of a block: no heading, since the outline is the author's."""
    parent = cast("block", node.parent)
    tag = tags_of(translator, parent)[1]
    translator.body.append(translator.starttag(node, tag, "", CLASS="ped-title"))
    # what opens has a mark of its own; an EPUB would have to announce each page with a drawing
    if tag == "p" and translator.builder.name != "epub":
        translator.body.append(icon_of(parent))


def depart_title(translator: HTML5Translator, node: block_title) -> None:
    """Close the title, with a link to the block if it can be linked to; a widget's data follows."""
    parent = cast("block", node.parent)
    tag = tags_of(translator, parent)[1]
    if tag == "summary" and is_folded(translator.builder, parent):
        translator.body.append(f' <span class="ped-gist">{escape(gist_of(parent))}</span>')
    if parent["ids"] and tag == "p":
        translator.add_permalink_ref(parent, _("Link to this block"))
    translator.body.append(f"</{tag}>\n")
    if runs(translator, parent):
        data = f'<script type="application/json">{parent["payload"]}</script>\n'
        translator.body.append(data)


def visit_item(translator: HTML5Translator, node: item) -> None:
    """Open a card or a side: HTML allows a ``div`` around a term and its definition."""
    translator.body.append(translator.starttag(node, "div"))


def depart_item(translator: HTML5Translator, node: item) -> None:
    """Close it."""
    translator.body.append("</div>\n")


def visit_outcomes(translator: HTML5Translator, node: outcomes) -> None:
    """Open what a lesson teaches; where it is folded, the names stand in its line.

    As many as there is room for: the stylesheet cuts them.
    """
    if not folds(translator.builder):
        translator.visit_paragraph(node)
        return
    label, *names = node.children
    said = label.astext().strip().rstrip(":").rstrip()
    translator.body.append(
        '<details class="ped ped-outcomes ped-neutral ped-folded"><summary class="ped-title">'
        f'<span class="ped-label">{escape(said)}</span> '
        f'<span class="ped-gist">{escape(names_in(node))}</span></summary>\n<p>'
    )
    for name in names:
        name.walkabout(translator)
    translator.body.append("</p>\n</details>\n")
    raise nodes.SkipNode


def depart_outcomes(translator: HTML5Translator, node: outcomes) -> None:
    """Close the line."""
    translator.depart_paragraph(node)


Visitor = Callable[[Any, Any], None]

VISITORS: dict[type[nodes.Element], tuple[Visitor, Visitor]] = {
    block: (visit_block, depart_block),
    reveal: (visit_block, depart_block),
    block_title: (visit_title, depart_title),
    item: (visit_item, depart_item),
    outcomes: (visit_outcomes, depart_outcomes),
}
