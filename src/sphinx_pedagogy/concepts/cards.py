"""Concept cards: what the page's script shows of a concept on hover, focus and tap.

The cards of a page are built into it, as data: no page fetches anything, and a concept
that is named ten times costs one card.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_pedagogy.concepts.link_targets import link_of
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import catalogue_of
from sphinx_pedagogy.core.nodes import course_link, walk
from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.core.post_transform import has_ours
from sphinx_pedagogy.core.view import ViewContext, ago
from sphinx_pedagogy.course.phrase import MATH, Phrase, bits_of, cut

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator


LONGEST_TEXT = 120
"""Characters of a definition on a card; the concept's own block has all of it."""

SCREEN = ("html", "dirhtml", "singlehtml")
"""Builders whose pages run the script."""


def visit_course_link(translator: HTML5Translator, node: course_link) -> None:
    """Open a link as small as can be: a page has many of them."""
    attributes: dict[str, Any] = {"href": node.get("refuri") or f"#{node['refid']}"}
    if "concept" in node:
        attributes["data-ped-concept"] = node["concept"]
    translator.body.append(translator.starttag(node, "a", "", **attributes))


def depart_course_link(translator: HTML5Translator, node: course_link) -> None:
    """Close it."""
    translator.body.append("</a>")


def shown(builder: StandaloneHTMLBuilder, text: str) -> str | dict[str, str]:
    """Return a line as the page's script takes it: HTML where it has markup."""
    if not isinstance(text, Phrase):
        return text
    drawn = builder.render_partial(nodes.inline("", "", *nodes_of(text)))
    return {"html": drawn["fragment"].strip().removeprefix("<span>").removesuffix("</span>")}


def add_cards(
    app: Sphinx,
    docname: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the cards of the concepts that a page links to at its end."""
    if doctree is None or app.builder.name not in SCREEN:
        return
    if not has_ours(app.env, doctree, docname):
        return
    catalogue = catalogue_of(app.env)
    view = ViewContext(
        catalogue=catalogue, scale=scale_of(app.config), docname=docname, arguments={}
    )
    builder = cast("StandaloneHTMLBuilder", app.builder)
    cards: dict[str, list[str | dict[str, str]]] = {}
    formulas = False
    for node in walk(doctree, course_link, nodes.math, inline=True):
        if isinstance(node, nodes.math):
            formulas = True
            continue
        concept = node.get("concept")
        if not concept:
            continue
        link = None if concept in cards else link_of(catalogue, concept, docname)
        if link:
            depth = view.depth(link.depth) if link.depth else ""
            last = ago(link.ago) if link.ago else ""
            text = cut(link.definition, LONGEST_TEXT, sentences=True)
            formulas |= has_formula(text) or has_formula(link.lesson)
            lesson = shown(builder, link.lesson)
            cards[concept] = ["", shown(builder, text), depth, lesson, last]
        # most links say the title themselves
        title = catalogue.concepts[concept].title if concept in cards else ""
        if title and node.astext() != title:
            formulas |= has_formula(title)
            cards[concept][0] = shown(builder, title)
    if formulas:
        # the page shows a formula of another: the extension that draws them asks for this
        app.env.domains.math_domain.data["has_equations"][docname] = True
    if cards:
        data = json.dumps(cards, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        context["body"] += f'<script type="application/json" id="ped-cards">{data}</script>\n'


def has_formula(text: str) -> bool:
    """Whether a line has a formula."""
    return any(bit.kind == MATH for bit in bits_of(text))
