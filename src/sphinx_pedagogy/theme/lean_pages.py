"""Pages that carry only what they show: nothing loaded in vain, no marks that colour nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pygments.token import STANDARD_TYPES, Token
from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.style import Style

_FILES = {
    "sphinx-design.min.css": ("sd-",),
    "design-tabs.js": ("sd-tab",),
    "mystnb.": ("cell", "pasted-", "-Color", "output"),
}
"""How the names of our neighbours' files begin, and what stands on each page that needs them."""

_PARENT = ("jquery.js", "_sphinx_javascript_frameworks_compat.js")
"""What the parent theme loads for its own script, which pages of this one do not have."""

_CODE = re.compile(r'(?<=<div class="highlight"><pre>).*?(?=</pre>)', re.DOTALL)
_BLANK = re.compile(r'<span class="w">(\s*)</span>')


def unneeded(files: Iterable[Any], body: str) -> set[str]:
    """Return which stylesheets and scripts of others a page with this body has no use for.

    :param files: the files as Sphinx keeps them for a page
    """
    beginnings = (
        *_PARENT,
        *(name for name, signs in _FILES.items() if not any(sign in body for sign in signs)),
    )
    paths = {str(getattr(file, "filename", file)) for file in files}
    return {path for path in paths if path.rpartition("/")[2].startswith(beginnings)}


def lean_code(body: str, light: type[Style], dark: str) -> str:
    """Return the HTML of a page whose code has no marks for what looks like all else.

    Names and brackets are most of the marks of a line of Python, and few styles colour them.

    :param light: the style of code on light pages
    :param dark: the name of the one on dark pages
    """
    if '<div class="highlight"><pre>' not in body:
        return body
    plain = sorted(plain_classes(light) & plain_classes(style_named(dark)))
    if not plain:
        return body
    marks = re.compile(rf'<span class="(?:{"|".join(plain)})">([^<]*)</span>')
    return _CODE.sub(lambda code: marks.sub(r"\1", _BLANK.sub(r"\1", code[0])), body)


@cache
def style_named(name: str) -> type[Style]:
    """Return a style of Pygments, by its name."""
    style: type[Style] = PygmentsBridge("html", name).formatter_args["style"]
    return style


def plain_classes(style: type[Style]) -> set[str]:
    """Return the classes of code that a style shows as it shows text."""
    text = style.style_for_token(Token)
    return {
        name
        for token, name in STANDARD_TYPES.items()
        if name and style.style_for_token(token) == text
    }
