r"""Lines of text with their markup, as plain data: a title, a definition, a reason.

A :class:`Phrase` is a string, whose text is what plain text shows: rules, names and sorting need
no more. Where it is shown with markup, :attr:`Phrase.bits` has the pieces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import index, pending_xref

from sphinx_pedagogy.nodes import is_label, lesson_ref, quantity_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TEXT, MATH, CODE = "", "math", "code"
LESSON, LABEL, PAGE, QUANTITY = "lesson", "label", "page", "quantity"
UNKNOWN_YET = {LESSON, LABEL, PAGE, QUANTITY}
"""What is known when all pages are: the name of a lesson, of a block, of a page, a number."""

_SHAPES: dict[str, type[nodes.TextElement]] = {
    CODE: nodes.literal,
    "strong": nodes.strong,
    "emphasis": nodes.emphasis,
    "subscript": nodes.subscript,
    "superscript": nodes.superscript,
}
_SILENT = (
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.system_message,
    nodes.problematic,
    nodes.target,
    nodes.substitution_definition,
    nodes.comment,
    index,
)
"""What says nothing in a line that stands elsewhere: a picture, the number of a note."""
_BLANKS = re.compile(r"\s+")


class Bit(NamedTuple):
    """A piece of a line: words, a formula, code."""

    text: str
    kind: str = TEXT


class Phrase(str):
    """A line of text that has markup."""

    __slots__ = ("bits",)
    bits: tuple[Bit, ...]

    def __new__(cls, bits: Iterable[Bit]) -> Phrase:
        """Make one of its pieces."""
        kept = tuple(Bit(*bit) for bit in bits)
        made = super().__new__(cls, "".join(bit.text for bit in kept))
        made.bits = kept
        return made

    def __getnewargs__(self) -> tuple[tuple[Bit, ...]]:  # type: ignore[override]
        """Return what it is made of, for pickles."""
        return (self.bits,)

    def __repr__(self) -> str:
        """Return its pieces: two lines that differ in markup alone are not the same."""
        return f"Phrase({[tuple(bit) for bit in self.bits]!r})"


def bits_of(text: str) -> tuple[Bit, ...]:
    """Return the pieces of a line; plain text is one."""
    return text.bits if isinstance(text, Phrase) else (Bit(text),) if text else ()


def phrase(bits: Iterable[Bit]) -> str:
    """Return a line of some pieces: blanks are single, and plain words are a plain string."""
    made: list[Bit] = []
    for text, kind in bits:
        words = text if kind == MATH else _BLANKS.sub(" ", text)
        if kind == TEXT and (not made or made[-1].text.endswith(" ")):
            words = words.lstrip()
        if not words:
            continue
        if made and kind == made[-1].kind and kind not in {MATH, *UNKNOWN_YET}:
            made[-1] = Bit(made[-1].text + words, kind)
        else:
            made.append(Bit(words, kind))
    while made and made[-1].kind == TEXT and not made[-1].text.strip():
        made.pop()
    if made and made[-1].kind == TEXT:
        made[-1] = Bit(made[-1].text.rstrip())
    if all(kind == TEXT for _text, kind in made):
        return "".join(text for text, _kind in made)
    return Phrase(made)


def joined(*texts: str) -> str:
    """Return lines as one."""
    return phrase(bit for text in texts for bit in bits_of(text))


def phrase_of(children: Iterable[nodes.Node]) -> str:
    """Return what some nodes say in a line that stands elsewhere."""
    return phrase(_read(children, TEXT))


def _read(children: Iterable[nodes.Node], kind: str) -> Iterator[Bit]:
    for node in children:
        if isinstance(node, nodes.Text):
            yield Bit(node.astext(), kind)
        elif isinstance(node, nodes.math | nodes.math_block):
            yield Bit(node.astext().strip(), MATH)
        elif isinstance(node, nodes.raw):
            yield Bit(" " if node.astext().lstrip().lower().startswith("<br") else "", kind)
        elif isinstance(node, _SILENT) or is_label(node):
            continue
        elif waiting := _waiting(node):
            yield waiting
        elif isinstance(node, nodes.Element) and not _is_citation(node):
            yield from _read(node.children, _kind_of(node, kind))


def _kind_of(node: nodes.Element, kind: str) -> str:
    return next((name for name, made in _SHAPES.items() if isinstance(node, made)), kind)


def _is_citation(node: nodes.Element) -> bool:
    return isinstance(node, pending_xref) and node.get("refdomain") in {"citation", "cite"}


def _waiting(node: nodes.Node) -> Bit | None:
    """Return what stands for a reference that shows something of another page."""
    if isinstance(node, lesson_ref):
        return None if node["explicit"] else Bit(str(node["name"]), LESSON)
    if isinstance(node, quantity_ref):
        if not node["elsewhere"] or node["written"]:
            return None
        return Bit(f"{node['elsewhere']}::{node['name']}:{node['format']}", QUANTITY)
    if not isinstance(node, pending_xref) or node.get("refexplicit") or _is_citation(node):
        return None
    kind = str(node.get("reftype"))
    if kind in {"ref", "numref"} or (kind == "myst" and not node.get("refdomain")):
        return Bit(str(node["reftarget"]), LABEL)
    return None


def is_waiting(text: str) -> bool:
    """Whether a line names what is known when all pages are."""
    return any(bit.kind in UNKNOWN_YET for bit in bits_of(text))


def settled(value: object, known: Callable[[Bit], str]) -> object:
    """Return plain data with all that :func:`known` knows in the lines in it.

    :param known: what a piece shows, which may have markup itself
    """
    if isinstance(value, Phrase):
        if not is_waiting(value):
            return value
        return phrase(
            bit
            for one in value.bits
            for bit in (bits_of(known(one)) if one.kind in UNKNOWN_YET else (one,))
        )
    if isinstance(value, tuple):
        made: list[Any] = [settled(one, known) for one in value]
        if all(one is before for one, before in zip(made, value, strict=True)):
            return value
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if isinstance(value, list):
        return [settled(one, known) for one in value]
    return value


def nodes_of(text: str) -> list[nodes.Node]:
    """Return the nodes of a line."""
    if not isinstance(text, Phrase):
        return [nodes.Text(text)]
    return [_node_of(bit) for bit in text.bits]


def _node_of(bit: Bit) -> nodes.Node:
    if bit.kind == MATH:
        return nodes.math(bit.text, bit.text)
    shape = _SHAPES.get(bit.kind)
    return shape("", bit.text) if shape else nodes.Text(bit.text)


# ── cutting ─────────────────────────────────────────────────────────────────────────
_COMMAND = re.compile(r"\\[A-Za-z]+\s*|\\.|[{}_^]")


def width(bit: Bit) -> int:
    """Return about how many characters wide a piece is shown; a command of TeX is one."""
    if bit.kind != MATH:
        return len(bit.text)
    return len(_COMMAND.sub(lambda found: "x" if found[0][0] == "\\" else "", bit.text))


def cut(text: str, longest: int, *, sentences: bool = False) -> str:
    """Return the beginning of a line that is too long; formulas stay whole.

    :param sentences: end with the last sentence that fits, if that is a third of the whole
    """
    if sum(map(width, bits_of(text))) <= longest:
        return text
    kept: list[Bit] = []
    room = longest - 1
    ends = 0  # pieces of the last whole sentence
    for piece in _pieces(text):
        room -= width(piece)
        if room < 0:
            break
        kept.append(piece)
        if piece.kind == TEXT and piece.text.endswith(". ") and longest - room > longest // 3:
            ends = len(kept)
    if sentences and ends:
        return phrase(kept[:ends])
    return joined(phrase(kept), "…")


def _pieces(text: str) -> Iterator[Bit]:
    """Yield words, each with the blank after it, and whole formulas."""
    for bit in bits_of(text):
        if bit.kind == MATH:
            yield bit
        else:
            yield from (Bit(word, bit.kind) for word in re.findall(r"\S+\s*|\s+", bit.text))


# ── as text ─────────────────────────────────────────────────────────────────────────
_MARKS = {MATH: "$", CODE: "`", "strong": "**", "emphasis": "*"}
_MARKED = re.compile(r"\$(?=\S)([^$]+?)(?<=\S)\$(?!\d)|`([^`]+)`")


def marked(text: str) -> str:
    """Return a line as Markdown has it, where it has formulas or code: for other programs."""
    if not isinstance(text, Phrase):
        return text
    return "".join(
        f"{mark}{bit.text}{mark}" if (mark := _MARKS.get(bit.kind, "")) else bit.text
        for bit in text.bits
    )


def unmarked(text: str) -> str:
    """Return a line of another course with its formulas and its code."""
    bits: list[Bit] = []
    at = 0
    for found in _MARKED.finditer(text):
        bits.append(Bit(text[at : found.start()]))
        bits.append(Bit(found[1], MATH) if found[1] else Bit(found[2], CODE))
        at = found.end()
    return phrase([*bits, Bit(text[at:])])
