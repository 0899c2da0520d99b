"""A theme for courses: Read the Docs' look, a tree of lessons by number, light and dark.

``html_theme = "pedagogy"`` in ``conf.py`` is all that a project writes: Sphinx finds the theme by
the entry point of the package, and loads this extension with it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx_pedagogy
from sphinx_pedagogy.core.browser_keys import prefix_of
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.registry import DOMAIN
from sphinx_pedagogy.theme.clear_plots import mark_clear_plots
from sphinx_pedagogy.theme.kept_entries import keep_entries
from sphinx_pedagogy.theme.lean_pages import lean_code, unneeded
from sphinx_pedagogy.theme.mended_html import mended
from sphinx_pedagogy.theme.navigation import SiteNavigation
from sphinx_pedagogy.theme.not_found import write_not_found
from sphinx_pedagogy.theme.schemes import (
    NAME,
    PATH,
    dark_style,
    light_style,
    ship_dark_code,
    theme_name,
)
from sphinx_pedagogy.theme.search_files import write_page_text, write_search_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FOLDER = Path(__file__).parent / NAME

WORDS = {
    "after": "Next",
    "before": "Previous",
    "contents": "On this page",
    "copied": "Copied",
    "copy_code": "Copy the code",
    "home": "Start",
    "lost": "Page not found",
    "lost_why": "There is no page at this address. It may have moved, or have another name now.",
    "menu": "Menu",
    "neighbours": "Pages before and after",
    "notebook": "Notebook",
    "pages": "Pages of the course",
    "place": "Where this page is",
    "scheme": "Dark page",
    "selected": "The browser did not copy. The code is selected now.",
    "skip": "Skip to the text",
    "to_pages": "Skip to the pages of the course",
    "tools": "This page",
}
"""What the theme says in English, by the names that its templates use."""

SEARCH_WORDS = {
    "concept": "Concept",
    "instead": "These are results for “{}”.",
}
"""What the script of the search page says in English."""

_RTD_PERMALINK = "\uf0c1"


def take_plain_permalinks(app: Sphinx) -> None:
    """Take back the sign of the parent theme for links to headings: it needs a font of its own."""
    if theme_name(app.builder) == NAME and app.config.html_permalinks_icon == _RTD_PERMALINK:
        app.config.html_permalinks_icon = "¶"


def add_context(
    site: SiteNavigation,
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: object,
) -> None:
    """Give a page its tree, its neighbours and what the browser keeps of the reader's progress."""
    if theme_name(app.builder) != NAME:
        return
    navigation = site.of(app)
    context["navigation"] = navigation
    context["code_dark"] = PATH
    context["words"] = {key: _(word) for key, word in WORDS.items()}
    if pagename == "search":
        context["search_words"] = {key: str(_(word)) for key, word in SEARCH_WORDS.items()}
    if app.registry.has_domain(DOMAIN):
        marks = {"data-done": _("Done"), "data-due": _("To review")}
        context["storage"] = {"data-prefix": prefix_of(app.config), **marks}
    body = mended(context.get("body") or "")
    context["body"] = lean_code(body, light_style(app.builder), dark_style(app.builder))
    context["group_caption"] = navigation.caption_of(pagename)
    context["navigation_path"] = {*navigation.above(pagename), pagename}
    if pagename in navigation.entries or pagename == app.config.root_doc:
        before, after = navigation.neighbours(pagename)
        for name, entry in (("prev", before), ("next", after)):
            context[name] = entry and {
                "link": context["pathto"](entry.docname),
                "title": f"{entry.number} {entry.title}".strip(),
            }
    files = (*context["css_files"], *context["script_files"])
    context["unneeded"] = unneeded(files, body)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme, and what its templates ask for."""
    app.add_html_theme(NAME, str(FOLDER))
    app.connect("builder-inited", take_plain_permalinks)
    site = SiteNavigation()
    app.connect("write-started", site.forget)
    app.connect("doctree-resolved", mark_clear_plots)
    app.connect("html-page-context", partial(add_context, site))
    app.connect("html-page-context", write_page_text)
    app.connect("html-collect-pages", write_not_found)
    app.connect("html-collect-pages", keep_entries)
    app.connect("write-started", ship_dark_code)
    app.connect("build-finished", write_search_files)
    return {
        "version": sphinx_pedagogy.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
