"""Lines of text as Markdown that notebook programs show: JupyterLab, VS Code, Colab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes

_BREAK = regex(r"\s*\n\s*")
_ALWAYS = regex(r"[`*$]|\\(?=[!-/:-@\[-`{-~])")
"""What means something anywhere: an unescaped dollar would begin a formula."""
_EDGE = regex(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore within a word is none of emphasis."""
_TAG = regex(r"<(?=[A-Za-z/!?])")
_ENTITY = regex(r"&(?=#?\w+;)")
_LINK = regex(r"\[(?=[^\]]*\][(\[:])")
"""A backslash would not do: programs take it for the beginning of a formula."""
_OF_SITES = regex(r"<(?:script|style|iframe|form)\b|class=\"[^\"]*\bsd-(?:octicon|material)")
"""HTML that needs the scripts or styles of a site: an icon, for one."""
_START = regex(r"^(?:([-+#>=])|(\d+)([.)]))(?=\s|$)")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(lambda found: "\\" + found[0], text)
    text = _EDGE.sub(r"\\_", text)
    text = text.replace("~~", r"\~\~")
    return _LINK.sub("&#91;", _TAG.sub("&lt;", text))


def paragraph(text: str) -> str:
    """Return a line that is no list, heading or quote, whatever it begins with."""
    return _START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text.strip())


def code(text: str) -> str:
    """Return a piece of code between as many backticks as it needs."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{blank}{text}{blank}{fence}"


class Inline:
    """Writes inline nodes; one method for each class of nodes that has a form of its own."""

    def __init__(
        self,
        address: Callable[[nodes.Element], str | None],
        picture: Callable[[nodes.image], str | None],
    ) -> None:
        """Know how to resolve.

        :param address: returns the absolute address of a reference, if it has one
        :param picture: returns the address of an image, or the image itself as one
        """
        self._address = address
        self._picture = picture

    def line(self, node: nodes.Element) -> str:
        """Return what an element of text says, in one line."""
        return "".join(self.inline(child) for child in node.children).strip()

    def inline(self, node: nodes.Node) -> str:
        """Return one inline node."""
        for kind in type(node).__mro__:
            write = getattr(self, f"in_{kind.__name__}", None)
            if write is not None:
                return cast("str", write(node))
        return "".join(self.inline(child) for child in node.children)

    def in_Text(self, node: nodes.Text) -> str:  # noqa: N802 (docutils' name)
        """Return words."""
        return escaped(_BREAK.sub(" ", node.astext()))

    def _around(self, mark: str, node: nodes.Element) -> str:
        text = self.line(node)
        return f"{mark}{text}{mark}" if text else ""

    def in_emphasis(self, node: nodes.emphasis) -> str:
        """Return emphasis."""
        return self._around("*", node)

    in_title_reference = in_emphasis
    in_literal_emphasis = in_emphasis

    def in_strong(self, node: nodes.strong) -> str:
        """Return strong emphasis."""
        return self._around("**", node)

    in_literal_strong = in_strong

    def in_literal(self, node: nodes.literal) -> str:
        """Return code."""
        return code(_BREAK.sub(" ", node.astext()))

    def in_math(self, node: nodes.math) -> str:
        """Return a formula."""
        return f"${_BREAK.sub(' ', node.astext()).strip()}$"

    def in_reference(self, node: nodes.Element) -> str:
        """Return a link where it leads somewhere from outside of the site, else its words."""
        text, target = self.line(node), self._address(node)
        if not target or not text:
            return text
        # nested links are none
        return f"[{text}](<{target}>)" if re.search(r"[\s()]", target) else f"[{text}]({target})"

    in_download_reference = in_reference

    def in_image(self, node: nodes.image) -> str:
        """Return an image, or its description where it cannot be had."""
        alt = escaped(_BREAK.sub(" ", str(node.get("alt", "")))).replace("]", "&#93;")
        source = self._picture(node)
        return f"![{alt}]({source})" if source else alt

    def in_footnote_reference(self, node: nodes.Element) -> str:
        """Return the number of a footnote."""
        return f"<sup>{node.astext()}</sup>"

    in_citation_reference = in_footnote_reference

    def in_superscript(self, node: nodes.Element) -> str:
        """Return raised text."""
        return f"<sup>{self.line(node)}</sup>"

    def in_subscript(self, node: nodes.Element) -> str:
        """Return lowered text."""
        return f"<sub>{self.line(node)}</sub>"

    def in_raw(self, node: nodes.raw) -> str:
        """Return HTML that a notebook may hold."""
        if "html" not in str(node.get("format", "")).split():
            return ""
        text = node.astext()
        if "task-list-item-checkbox" in text:
            return "[x] " if "checked=" in text else "[ ] "
        return "" if _OF_SITES.search(text) else text.strip()

    def in_system_message(self, node: nodes.Element) -> str:
        """Leave it out."""
        return ""

    in_comment = in_system_message
    in_substitution_definition = in_system_message
    in_index = in_system_message
