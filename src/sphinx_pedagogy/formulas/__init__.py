"""Formulas as MathML, made when the site is built: pages need no JavaScript to show them.

List ``sphinx_pedagogy.formulas`` in ``extensions``; nothing else is needed. The package math-core
makes the MathML (``pip install "sphinx-pedagogy[formulas]"``). Where it is not installed, a warning
says so, and the pages draw their formulas as before.
"""

from __future__ import annotations

import html
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import sphinx_pedagogy
from sphinx_pedagogy.core.epub_builder import CompleteEpub
from sphinx_pedagogy.core.site_files import FOLDER, folder_of, keep, read
from sphinx_pedagogy.course.messages import Subtype, emit_warning
from sphinx_pedagogy.course.plain_formula import plain_formula
from sphinx_pedagogy.formulas.collector import FormulaCollector, warn_of_formulas
from sphinx_pedagogy.formulas.drawing import NAME, visit_block, visit_inline

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

STYLE = "formulas.css"
_MADE = re.compile(r"<math\b.*?<annotation[^>]*>(.*?)</annotation>.*?</math>", re.DOTALL)


def warn_of_missing_package(app: Sphinx, config: Config) -> None:
    """Say how to get what makes MathML."""
    emit_warning(
        Subtype.CONFIG,
        "sphinx_pedagogy.formulas: math-core, which makes MathML, is not installed, so pages draw "
        'their formulas by JavaScript; run pip install "sphinx-pedagogy[formulas]"',
    )


def ship_style(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet where the pages of this build find it."""
    if builder.format == "html":
        keep(folder_of(builder) / STYLE, read(f"css/{STYLE}"))


def load_style(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the stylesheet on a page that has a formula, or a card with one."""
    if context.get("has_maths_elements"):
        app.add_css_file(f"{FOLDER}/{STYLE}")


def title_in_words(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Write the formulas of a page's title as text: a window's title has no markup.

    Themes take the tags out of it, and would leave each formula and its TeX side by side.
    """
    if "<math" in (title := context.get("title") or ""):
        context["title"] = _MADE.sub(
            lambda found: html.escape(plain_formula(html.unescape(found[1]))), title
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let Sphinx ask us for its formulas."""
    if find_spec("math_core") is None:
        app.connect("config-inited", warn_of_missing_package)
    else:
        # Sphinx takes the one that was added, unless `html_math_renderer` names another
        app.add_html_math_renderer(NAME, (visit_inline, None), (visit_block, None))
        app.add_builder(CompleteEpub, override=True)
        app.add_env_collector(FormulaCollector)
        app.connect("env-updated", warn_of_formulas)
        app.connect("write-started", ship_style)
        # after who tells that a card has a formula
        app.connect("html-page-context", load_style, priority=600)
        app.connect("html-page-context", title_in_words)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
