"""Concept cards: what the page's script shows of a concept on hover, focus and tap.

The cards of a page are built into it, as data: no page fetches anything, and a concept
that is named ten times costs one card.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.concepts.links import link_of
from sphinx_pedagogy.config import scale_of
from sphinx_pedagogy.domain import catalogue_of
from sphinx_pedagogy.nodes import course_link, walk
from sphinx_pedagogy.question import Question, ago

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
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
        attributes["CLASS"] = "ped-mention"
    translator.body.append(translator.starttag(node, "a", "", **attributes))


def depart_course_link(translator: HTML5Translator, node: course_link) -> None:
    """Close it."""
    translator.body.append("</a>")


def shortened(text: str) -> str:
    """Return the first sentences of *text* that fit on a card, or else its first words."""
    if len(text) <= LONGEST_TEXT:
        return text
    start = text[:LONGEST_TEXT]
    sentences = start.rpartition(". ")[0]
    if len(sentences) > LONGEST_TEXT // 3:
        return f"{sentences}."
    return start.rsplit(" ", 1)[0] + "…"


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
    catalogue = catalogue_of(app.env)
    question = Question(catalogue, scale_of(app.config), docname, {})
    cards: dict[str, list[str]] = {}
    for node in walk(doctree, course_link, inline=True):
        concept = node.get("concept")
        if not concept:
            continue
        link = None if concept in cards else link_of(catalogue, concept, docname)
        if link:
            depth = question.depth(link.depth) if link.depth else ""
            last = ago(link.ago) if link.ago else ""
            text = shortened(link.definition)
            cards[concept] = ["", text, depth, link.lesson, last]
        # most links say the title themselves
        if concept in cards and node.astext() != catalogue.concepts[concept].title:
            cards[concept][0] = catalogue.concepts[concept].title
    if cards:
        data = json.dumps(cards, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        context["body"] += f'<script type="application/json" id="ped-cards">{data}</script>\n'
