"""How pages show formulas: as MathML, and as their source where that cannot be made."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.locale import _ as sphinx_word
from sphinx.util.math import get_node_equation_number

from sphinx_pedagogy.formulas.converter import (
    Converter,
    stated_macros,
    usable_macros,
)
from sphinx_pedagogy.formulas.formula_error import FormulaError
from sphinx_pedagogy.formulas.tex import displayed

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

NAME = "pedagogy_mathml"
"""What ``html_math_renderer`` calls us."""

# the words that other extensions and themes know a formula by
_CLASSES = "math notranslate nohighlight"

_TAG = re.compile("<[^>]*>")
_LONG = 9
"""So many characters may be wider than a column on a phone."""

_converters: WeakKeyDictionary[HTML5Translator, Converter] = WeakKeyDictionary()


def tex_of(node: nodes.Element) -> str:
    """Return the TeX of a formula, as it is shown."""
    if not isinstance(node, nodes.math_block):
        return node.astext()
    # Sphinx before 9 and MyST write it in one word
    whole = node.get("no-wrap", node.get("nowrap", False))
    return displayed(node.astext(), whole=bool(whole))


def converter_of(translator: HTML5Translator) -> Converter:
    """Return the converter of the page that is being written."""
    if translator not in _converters:
        builder = translator.builder
        macros, _wrong = usable_macros(stated_macros(builder.config))
        _converters[translator] = Converter(macros, xml=builder.name == "epub")
    return _converters[translator]


def drawn(translator: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    """Return a formula as the page shows it."""
    tex = tex_of(node)
    try:
        return converter_of(translator).convert(tex, display=display)
    except FormulaError:  # `warn_of_formulas` says so
        source = escape(tex.strip(), quote=False)
        return f"<pre>{source}</pre>" if display else f"<code>{source}</code>"


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    formula = drawn(translator, node, display=False)
    if len(_TAG.sub("", formula.partition("<annotation")[0])) >= _LONG:
        # what scrolls is no part of a line: the outer element holds it to the comma behind it
        formula = f'<span class="ped-long">{formula}</span>'
    translator.body += [
        translator.starttag(node, "span", "", CLASS=_CLASSES),
        formula,
        "</span>",
    ]
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands alone, with its number."""
    translator.body.append(translator.starttag(node, "div", "", CLASS=_CLASSES))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, sphinx_word("Link to this equation"))
        translator.body.append("</span>")
    translator.body += [drawn(translator, node, display=True), "</div>\n"]
    raise nodes.SkipNode
