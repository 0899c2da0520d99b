"""Pairing of gates, on doctrees made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_pedagogy.blocks.gates import Pairing
from sphinx_pedagogy.core.assembly_context import AssemblyContext
from sphinx_pedagogy.core.nodes import block, gate
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.model.findings import Fix


class NoteDown(AssemblyContext):
    """A context that keeps its warnings."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def warn(
        self, subtype: Subtype, text: str, node: nodes.Node, fixes: Iterable[Fix] = ()
    ) -> None:
        assert subtype is Subtype.GATE
        self.texts.append(text)


def pair(line: str, spilled: list[str] | None = None) -> tuple[str, list[str]]:
    """Pair the gates of *line* and show the result in its own notation.

    `<a` opens a block of kind a, `a>` closes it, `#` is a section, all else is text.
    """
    context = NoteDown()
    done = Pairing(context, spilled if spilled is not None else []).close(
        [node_of(word) for word in line.split()]
    )
    return " ".join(show(node) for node in done), context.texts


def node_of(word: str) -> nodes.Node:
    if word.startswith("<"):
        return gate("", block(kind=word[1:], options={}), kind=word[1:], closes=False)
    if word.endswith(">"):
        return gate("", kind=word[:-1], closes=True)
    return nodes.section() if word == "#" else nodes.Text(word)


def show(node: nodes.Node) -> str:
    if isinstance(node, block):
        return f"{node.kind}({' '.join(show(child) for child in node.children)})"
    return "#" if isinstance(node, nodes.section) else node.astext()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("x", "x"),
        ("x <a y a> z", "x a(y) z"),
        ("<a a>", "a()"),
        ("<a <b x b> y a>", "a(b(x) y)"),
        ("<a <a x a> y a>", "a(a(x) y)"),
        ("<a x a> <a y a>", "a(x) a(y)"),
    ],
)
def test_whole_pairs(line: str, shown: str) -> None:
    assert pair(line) == (shown, [])


@pytest.mark.parametrize(
    ("line", "shown", "told"),
    [
        ("<a x", "a(x)", ["a-start: its a-end"]),
        ("x a> y", "x y", ["a-end: no a-start"]),
        ("<a <b x a> y b> z", "a(b(x)) y z", ["b-start: its b-end", "b-end: no b-start"]),
        ("<a x # y", "a(x) # y", ["a-start: its a-end is missing: there is a heading"]),
        ("<a <b x", "a(b(x))", ["b-start: its b-end", "a-start: its a-end"]),
    ],
)
def test_broken_pairs_lose_nothing(line: str, shown: str, told: list[str]) -> None:
    result, texts = pair(line)
    assert result == shown
    assert len(texts) == len(told)
    for text, begin in zip(texts, told, strict=True):
        assert text.startswith(begin)


def test_the_end_below_a_heading_was_told_already() -> None:
    spilled: list[str] = []
    assert len(pair("<a x #", spilled)[1]) == 1
    assert pair("y a>", spilled) == ("y", [])
    assert len(pair("z a>", spilled)[1]) == 1, "but only one end is excused"
