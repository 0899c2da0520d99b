"""The colours of code on dark pages, by the reader's system and by the switch of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx.highlighting import PygmentsBridge

from sphinx_pedagogy.core.site_files import FOLDER, folder_of, keep

if TYPE_CHECKING:
    from pygments.style import Style
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

NAME = "pedagogy"
FILE = "code-dark.css"
PATH = f"_static/{FOLDER}/{FILE}"


def theme_name(builder: Builder) -> str:
    """Return the name of the theme of a builder; empty if it has none."""
    return str(getattr(getattr(builder, "theme", None), "name", ""))


def dark_stylesheet(style: str) -> str:
    """Return the colours of code on dark pages: lines are as high as on light ones.

    :param style: the name of a style of Pygments
    """
    sheet = PygmentsBridge("html", style).get_stylesheet()
    rules = "\n".join(rule for rule in sheet.splitlines() if "line-height" not in rule)
    return (
        f"@media screen and (prefers-color-scheme: dark) {{\n"
        f":root:not([data-theme=light]) {{\n{rules}\n}}\n}}\n"
        f"@media screen {{\n:root[data-theme=dark] {{\n{rules}\n}}\n}}\n"
    )


def ship_dark_code(app: Sphinx, builder: Builder) -> None:
    """Write that stylesheet where the pages of this build find it."""
    if theme_name(builder) == NAME:
        keep(folder_of(builder) / FILE, dark_stylesheet(dark_style(builder)))


def dark_style(builder: Builder) -> str:
    """Return the name of the style of code on dark pages."""
    options = cast("Any", builder).theme.get_options(cast("Any", builder).theme_options)
    return str(options["code_style_dark"])


def light_style(builder: Builder) -> type[Style]:
    """Return the style of code on light pages."""
    style: type[Style] = cast("Any", builder).highlighter.formatter_args["style"]
    return style
