"""How builders show diagrams: pages as SVG, paper as a picture, plain text by its words."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.locale import _ as sphinx_word
from sphinxcontrib.mermaid import (
    html_visit_mermaid,
    install_js,
    latex_visit_mermaid,
    mermaid,
)

from sphinx_pedagogy.diagrams.diagram_collector import shows_drawings
from sphinx_pedagogy.diagrams.diagram_error import DiagramError
from sphinx_pedagogy.diagrams.drawings import drawing_of
from sphinx_pedagogy.diagrams.mermaid_engine import is_installed, to_png
from sphinx_pedagogy.diagrams.scheme import for_both_schemes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from sphinx_pedagogy.diagrams.drawing_store import Drawing
    from sphinx_pedagogy.diagrams.mermaid_source import MermaidSource

CLASS = "ped-drawing"
_PARTS = re.compile(r'(\bid="|url\(#|href="#)ped-part-')
_SIZE = re.compile(r'<svg [^>]*?viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*>')
_FONT = ' font-family="sans-serif"'
_SMALLEST = 0.7
"""How small a drawing gets on a narrow screen before it scrolls: its texts are 11 pixels high."""
_STEP, _STEPS = 48, 24
"""Pixels; the stylesheet has a class for each step."""
_DENSITY = 3
"""Points of a picture to a pixel."""
_ON_PAPER = 0.6
"""Points of paper to a pixel: texts of a drawing are a little smaller than those around."""

_counts: WeakKeyDictionary[HTML5Translator, int] = WeakKeyDictionary()


def label_of(node: nodes.Element, drawing: Drawing | None = None) -> str:
    """Return what a diagram is for those who cannot see it; empty if nobody says so."""
    stated = str(node.get("alt") or "") or (drawing.says if drawing else "")
    if not stated and isinstance(node.parent, nodes.figure):
        captions = [child for child in node.parent.children if isinstance(child, nodes.caption)]
        stated = " ".join(caption.astext() for caption in captions)
    return " ".join(stated.split())


def visit_html(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write a drawing; what has none is left to the page's script."""
    found = drawing_of(translator.builder.env, str(node["code"]))
    raw = translator.builder.config.mermaid_output_format == "raw"
    if found is None or not raw:
        html_visit_mermaid(translator, node)
        return
    source, drawing = found
    at = _counts[translator] = _counts.get(translator, 0) + 1
    svg = named(source.linked(drawing.svg), f"ped-{source_name(source)}-{at}-")
    book = translator.builder.name == "epub"
    svg = for_books(svg) if book else for_both_schemes(svg).replace(_FONT, "", 1)
    classes = [CLASS, f"{CLASS}-{least_width(svg)}"]
    if "align" in node:
        classes.append(f"align-{node['align']}")
    start = translator.starttag(node, "div", "", CLASS=" ".join(classes))
    translator.body += [start, described(svg, label_of(node, drawing)), "</div>\n"]
    raise nodes.SkipNode


def source_name(source: MermaidSource) -> str:
    """Return a short name of a source, so that drawings of two pages can stand on one."""
    return source.key({})[:6]


def named(svg: str, prefix: str) -> str:
    """Return a drawing whose parts have names that no other drawing of the page has."""
    return _PARTS.sub(rf"\1{prefix}", svg)


def least_width(svg: str) -> int:
    """Return how many steps wide a drawing is at least."""
    return min(_STEPS, round(width_of(svg) * _SMALLEST / _STEP))


def width_of(svg: str) -> float:
    """Return how many pixels wide a drawing is."""
    size = _SIZE.match(svg)
    return float(size[3]) if size else 0


def described(svg: str, label: str) -> str:
    """Return a drawing with its text alternative.

    What can be clicked in a drawing is no part of a picture, and without an alternative its texts
    are all that there is.
    """
    role = "img" if label and "<a " not in svg else "group"
    words = escape(label or sphinx_word("Diagram"))
    return svg.replace("<svg ", f'<svg role="{role}" aria-label="{words}" ', 1)


def for_books(svg: str) -> str:
    """Return a drawing on paper of its own: readers of books darken pages as they like."""
    svg = svg.replace(' href="', ' xlink:href="')
    if "xlink:href" in svg:
        svg = svg.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)

    def with_paper(opening: re.Match[str]) -> str:
        left, top, width, height = opening.groups()
        paper = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" '
        return f'{opening[0]}{paper}fill="#ffffff" stroke="none"/>'

    return _SIZE.sub(with_paper, svg, count=1)


def visit_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """Include a picture of a drawing."""
    builder = translator.builder
    found = drawing_of(builder.env, str(node["code"]))
    if found is None or builder.config.mermaid_output_format != "raw" or not is_installed():
        latex_visit_mermaid(translator, node)
        return
    source, drawing = found
    width = width_of(drawing.svg)
    try:
        picture = to_png(drawing.svg, round(width * _DENSITY))
    except DiagramError:
        latex_visit_mermaid(translator, node)
        return
    name = f"diagram-{source_name(source)}.png"
    Path(builder.outdir, name).write_bytes(picture)
    including = f"\\sphinxincludegraphics[width={width * _ON_PAPER:.0f}bp]{{{name}}}"
    translator.body.append(f"\n\\noindent{including}\n")
    raise nodes.SkipNode


def leave_out_undrawn(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Leave out of books and paper what a list beside it says, if there is no drawing of it."""
    for node in [diagram for diagram in doctree.findall(mermaid) if diagram.get("only_drawn")]:
        shown = shows_drawings(app) and (app.builder.format != "latex" or is_installed())
        if not shown or drawing_of(app.env, str(node["code"])) is None:
            node.parent.remove(node)


def tell_in_words(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let what shows no picture tell a diagram by its alternative, or else by its source."""
    undrawn = app.builder.format == "latex" and not is_installed()
    if app.builder.format not in {"text", "man", "texinfo"} and not undrawn:
        return
    for node in list(doctree.findall(mermaid)):
        if stated := str(node.get("alt") or ""):
            told: nodes.Element = nodes.paragraph("", stated)
        else:
            told = nodes.literal_block(node["code"], node["code"], language="text", force=True)
        told["ids"] = list(node["ids"])
        node.replace_self(told)


def leave_scripts(app: Sphinx, config: Config) -> None:
    """Load Mermaid only where a page has a diagram that is not drawn."""
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler is install_js:
            app.disconnect(listener.id)
    app.connect("html-page-context", load_what_draws)


def load_what_draws(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load Mermaid as its extension does, where it is needed."""
    if doctree is None:
        return
    for node in doctree.findall(mermaid):
        if not shows_drawings(app) or drawing_of(app.env, str(node["code"])) is None:
            install_js(app, pagename, templatename, context, doctree)
            return
