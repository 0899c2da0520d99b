"""Pages as Markdown that notebook programs show: what reads well there, not what looks alike."""

from __future__ import annotations

import re
from html import escape
from textwrap import indent
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_pedagogy.core.nodes import block, reveal
from sphinx_pedagogy.notebooks.download_links import STYLE
from sphinx_pedagogy.notebooks.inline import Inline, escaped, paragraph
from sphinx_pedagogy.notebooks.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LEFT_OUT = frozenset({STYLE, "contents"})
"""Classes of what belongs to the site and not to a notebook."""
OF_OUTPUTS = frozenset({"ped-provenance", "ped-outputs", "ped-stale"})
"""Classes of what is said of the outputs of cells."""


def quoted(text: str) -> str:
    """Return a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def folded(title: str, text: str) -> str:
    """Return what a reader opens; the blank lines let Markdown in."""
    return f"<details>\n<summary>{escape(title, quote=False)}</summary>\n\n{text}\n\n</details>"


def fenced(text: str, language: str) -> str:
    """Return a listing."""
    longest = max((len(run) for run in re.findall("^`{3,}", text, re.MULTILINE)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


class Markdown(Inline):
    """Writes blocks; one method for each class of nodes that has a form of its own."""

    def __init__(
        self,
        address: Callable[[nodes.Element], str | None],
        picture: Callable[[nodes.image], str | None],
        left_out: Iterable[str] = (),
        kinds_left_out: Iterable[str] = (),
        plain: Iterable[str] = (),
    ) -> None:
        """Begin.

        :param left_out: classes of nodes that are not written
        :param kinds_left_out: kinds of our blocks that are not written
        :param plain: kinds of our blocks that are not quoted
        """
        super().__init__(address, picture)
        self._left_out = LEFT_OUT | set(left_out)
        self.kinds_left_out = frozenset(kinds_left_out)
        self._plain = frozenset(plain)
        self.kept_folded: set[int] = set()
        """Ids of blocks that are folded, although their kind is left out."""

    def flow(self, children: Iterable[nodes.Node], between: str = "\n\n") -> str:
        """Return blocks one after the other."""
        return between.join(text for text in map(self.write, children) if text)

    def write(self, node: nodes.Node) -> str:
        """Return one block, empty if there is nothing to say."""
        if isinstance(node, nodes.Element) and self._left_out & set(node.get("classes", ())):
            return ""
        for kind in type(node).__mro__:
            method = getattr(self, f"on_{kind.__name__}", None)
            if method is not None:
                return cast("str", method(node)).strip("\n")
        if isinstance(node, nodes.Text | nodes.Inline | nodes.TextElement):
            return paragraph(self.inline(node))
        return self.flow(node.children)

    # ── our blocks ──────────────────────────────────────────────────────────────────

    def on_block(self, node: block) -> str:
        """Quote a block under its title; what can be opened in it must stand outside of quotes."""
        if id(node) in self.kept_folded:
            return folded(node.title.astext() if node.title else "…", self.flow(node.body))
        if node.kind in self.kinds_left_out:
            return ""
        title = self.title(node)
        text = "\n\n".join(filter(None, [title, self.flow(node.body)]))
        if not title or node.kind in self._plain or next(node.findall(reveal), None):
            return text
        return quoted(text)

    def title(self, node: block) -> str:
        """Return the title of a block in bold."""
        text = self.line(node.title) if node.title else ""
        return f"**{text}**" if text else ""

    def on_reveal(self, node: reveal) -> str:
        """Fold what the reader is to open."""
        if node.kind in self.kinds_left_out:
            return ""
        return folded(node.title.astext() if node.title else "…", self.flow(node.body))

    # ── sphinx-design's ─────────────────────────────────────────────────────────────

    def on_dropdown_main(self, node: nodes.Element) -> str:
        """Fold what the reader is to open, under its words without the signs around them."""
        title, *rest = node.children
        return folded(words_of(title) or "…", self.flow(rest))

    def on_dropdown_title(self, node: nodes.Element) -> str:
        """Return the title of one that holds cells, and is therefore open."""
        text = escaped(words_of(node))
        return f"**{text}**" if text else ""

    def on_sd_tab_label(self, node: nodes.Element) -> str:
        """Return the name of a tab: all of them stand below each other."""
        text = self.line(node)
        return f"**{text}**" if text else ""

    # ── docutils' ───────────────────────────────────────────────────────────────────

    def on_paragraph(self, node: nodes.paragraph) -> str:
        """Return a paragraph in one line: some programs show line breaks."""
        text = paragraph(self.line(node))
        return f"**{text}**" if text and "ped-step" in node["classes"] else text

    def on_title(self, node: nodes.title) -> str:
        """Return the title of an admonition or a table."""
        return f"**{self.line(node)}**"

    on_rubric = on_title

    def on_subtitle(self, node: nodes.subtitle) -> str:
        """Return a line that explains another."""
        text = self.line(node)
        mark = "_" if "*" in text else "*"
        return f"{mark}{text}{mark}" if text else ""

    on_caption = on_subtitle

    def on_Admonition(self, node: nodes.Element) -> str:  # noqa: N802 (docutils' name)
        """Quote an admonition under its title."""
        text = self.flow(node.children)
        if not isinstance(node.children[0] if node.children else None, nodes.title):
            label = admonitionlabels.get(type(node).__name__, type(node).__name__)
            text = f"**{label}**\n\n{text}"
        return quoted(text)

    def on_block_quote(self, node: nodes.block_quote) -> str:
        """Return a quote."""
        return quoted(self.flow(node.children))

    on_sidebar = on_block_quote
    on_topic = on_block_quote

    def on_attribution(self, node: nodes.attribution) -> str:
        """Return who said it."""
        return f"— {self.line(node)}"

    def on_literal_block(self, node: nodes.literal_block) -> str:
        """Return a listing."""
        language = str(node.get("language", ""))
        return fenced(node.astext(), "" if language in {"default", "none", "text"} else language)

    def on_doctest_block(self, node: nodes.doctest_block) -> str:
        """Return a session."""
        return fenced(node.astext(), "python")

    def on_mermaid(self, node: nodes.Element) -> str:
        """Return the source of a diagram, which newer programs draw."""
        return fenced(str(node["code"]), "mermaid")

    def on_math_block(self, node: nodes.math_block) -> str:
        """Return a formula that stands alone."""
        text = node.astext().strip()
        if r"\\" in text and r"\begin{" not in text:
            text = rf"\begin{{aligned}}{text}\end{{aligned}}"
        number = node.get("number")
        tag = rf" \tag{{{number}}}" if number and r"\tag" not in text else ""
        # a blank line would end it
        return "$$\n" + re.sub(r"\n\s*\n", "\n", text) + tag + "\n$$"

    def on_math(self, node: nodes.math) -> str:
        """Return a formula that is alone in its place."""
        return self.in_math(node)

    def on_transition(self, node: nodes.transition) -> str:
        """Return a rule."""
        return "---"

    def on_line_block(self, node: nodes.line_block) -> str:
        """Return lines that stay apart."""
        return "\\\n".join(self.line(line) for line in node.findall(nodes.line))

    def on_raw(self, node: nodes.raw) -> str:
        """Return HTML that a notebook may hold."""
        return self.in_raw(node)

    def on_image(self, node: nodes.image) -> str:
        """Return an image."""
        return self.in_image(node)

    def on_comment(self, node: nodes.Node) -> str:
        """Leave it out."""
        return ""

    on_substitution_definition = on_comment
    on_system_message = on_comment
    on_target = on_comment
    on_toctree = on_comment
    on_index = on_comment
    on_meta = on_comment

    # ── lists and tables ────────────────────────────────────────────────────────────

    def items(self, entries: Sequence[tuple[str, str]]) -> str:
        """Return a list of marks and texts, which is loose if any of them has two parts."""
        loose = any("\n\n" in text for _mark, text in entries)
        lines = (
            f"{mark} {indent(text, ' ' * (len(mark) + 1)).lstrip()}".rstrip()
            for mark, text in entries
        )
        return ("\n\n" if loose else "\n").join(lines)

    def entry(self, node: nodes.Element) -> str:
        """Return what stands in an item; a list right after a line needs no blank one."""
        lists = (nodes.bullet_list, nodes.enumerated_list)
        tight = len(node.children) == 2 and isinstance(node.children[1], lists)
        return self.flow(node.children, "\n" if tight else "\n\n")

    def on_bullet_list(self, node: nodes.bullet_list) -> str:
        """Return a list."""
        return self.items([("-", self.entry(element)) for element in elements(node)])

    def on_enumerated_list(self, node: nodes.enumerated_list) -> str:
        """Return a numbered list; Markdown has no lettered one."""
        numbers = range(int(node.get("start", 1)), int(node.get("start", 1)) + len(node.children))
        if node.get("enumtype", "arabic") == "arabic":
            return self.items(
                [
                    (f"{number}.", self.entry(element))
                    for number, element in zip(numbers, elements(node), strict=True)
                ]
            )
        letter = "A" if node["enumtype"].startswith("upper") else "a"
        marks = (chr(ord(letter) + number - 1) for number in numbers)
        return self.items(
            [
                ("-", f"**{mark}.** {self.entry(element)}")
                for mark, element in zip(marks, elements(node), strict=True)
            ]
        )

    def on_definition_list(self, node: nodes.definition_list) -> str:
        """Return terms, each with what is said of it below."""
        return self.items([("-", self.pair(element)) for element in elements(node)])

    def pair(self, node: nodes.Element) -> str:
        """Return a term or the name of a field, and its body."""
        heads = [element for element in elements(node) if not isinstance(element, nodes.Body)]
        names = [element for element in heads if isinstance(element, nodes.TextElement)]
        bodies = [element for element in elements(node) if element not in names]
        name = ", ".join(self.line(element) for element in names)
        return "\n\n".join(filter(None, [f"**{name}**" if name else "", self.flow(bodies)]))

    on_field_list = on_definition_list
    on_option_list = on_definition_list

    def on_footnote(self, node: nodes.Element) -> str:
        """Return a note with its number."""
        label = next(iter(node.findall(nodes.label)), None)
        rest = [child for child in node.children if child is not label]
        return f"<sup>{label.astext() if label else ''}</sup> {self.flow(rest)}"

    on_citation = on_footnote

    def on_table(self, node: nodes.table) -> str:
        """Return a table, under its title."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        head = f"**{self.line(title)}**\n\n" if title else ""
        return head + table(node, self.flow)


def words_of(node: nodes.Node) -> str:
    """Return the text in a node, without HTML."""
    raw = {id(text) for found in node.findall(nodes.raw) for text in found.children}
    words = (text.astext() for text in node.findall(nodes.Text) if id(text) not in raw)
    return "".join(words).strip()


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return the children that are elements."""
    return [child for child in node.children if isinstance(child, nodes.Element)]
