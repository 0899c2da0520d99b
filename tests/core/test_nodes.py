"""The node classes, and that all of what we store can be pickled."""

from __future__ import annotations

import pickle

import pytest
from docutils import nodes

from sphinx_pedagogy.core.nodes import block, block_title, fact, gate, item, label_text, reveal


def made(*children: nodes.Node, **attributes: object) -> block:
    return block("", *children, **{"kind": "insight", "options": {}, **attributes})


def test_a_block_knows_its_title_and_body() -> None:
    body = nodes.paragraph("", "body")
    untitled, titled = made(body), made(block_title("", "T"), body.deepcopy())
    assert untitled.title is None
    assert untitled.body == [body]
    assert titled.title is not None
    assert [child.astext() for child in titled.body] == ["body"]
    assert made().body == []


def test_a_reference_shows_the_title_without_our_label() -> None:
    label = nodes.inline("", "Insight:", classes=["ped-label"])
    title = block_title("", "", label, nodes.Text(" "), nodes.emphasis("", "One"), nodes.Text(" x"))
    assert made(title, label="Insight").title_text() == "One x"
    assert made(label="Insight").title_text() == "Insight"
    assert made(label="Exercise", number=2).title_text() == "Exercise 2"


def test_labels_may_be_missing() -> None:
    assert label_text(made(label="")) == ""
    assert label_text(nodes.paragraph()) == ""


@pytest.mark.parametrize("node", [block, reveal, block_title, item, fact, gate])
def test_nodes_survive_pickling_and_copying(node: type[nodes.Element]) -> None:
    before = node("", nodes.Text("x"), kind="insight", options={"a": "b"}, classes=["c"])
    for after in (pickle.loads(pickle.dumps(before)), before.deepcopy()):  # noqa: S301
        assert type(after) is node
        assert after.pformat() == before.pformat()


@pytest.mark.parametrize(
    ("node", "base"),
    [
        (block, nodes.admonition),
        (reveal, block),
        (block_title, nodes.title),
        (item, nodes.definition_list_item),
        (fact, nodes.paragraph),
    ],
)
def test_a_builder_that_knows_nothing_of_us_finds_a_base(
    node: type[nodes.Element], base: type[nodes.Element]
) -> None:
    assert issubclass(node, base)
