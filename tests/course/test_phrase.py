"""Lines with markup as plain data."""

from __future__ import annotations

import pickle

import pytest
from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_pedagogy.core.phrase_nodes import nodes_of, phrase_of
from sphinx_pedagogy.course.facts import digest_of
from sphinx_pedagogy.course.phrase import (
    CODE,
    LABEL,
    MATH,
    Bit,
    Phrase,
    bits_of,
    cut,
    joined,
    marked,
    phrase,
    settled,
    unmarked,
)

FORMULA = Bit(r"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}", MATH)


def test_plain_words_are_a_plain_string() -> None:
    made = phrase_of([nodes.Text("  one \n two "), nodes.inline("", "three")])
    assert made == "one two three"
    assert type(made) is str


def test_what_says_nothing_elsewhere_is_left_out() -> None:
    cited = pending_xref("", nodes.Text("Hinton86"), refdomain="citation", reftype="ref")
    said = phrase_of(
        [
            nodes.Text("A "),
            nodes.strong("", "thing"),
            nodes.footnote_reference("", "1"),
            nodes.Text(" of"),
            nodes.raw("", "<br>", format="html"),
            nodes.math("", r"\beta"),
            nodes.image(uri="dot.png", alt="A dot"),
            cited,
            nodes.Text(" ."),
        ]
    )
    assert said == r"A thing of \beta ."
    assert [bit.kind for bit in bits_of(said)] == ["", "strong", "", MATH, ""]


def test_it_survives_a_pickle_and_tells_markup_apart() -> None:
    made = phrase([Bit("a "), Bit("b", CODE)])
    again = pickle.loads(pickle.dumps((made,), pickle.HIGHEST_PROTOCOL))[0]  # noqa: S301
    assert isinstance(again, Phrase)
    assert again.bits == bits_of(made)
    assert made == "a b"
    assert digest_of((made,)) == digest_of((again,))
    assert digest_of((made,)) != digest_of(("a b",))


@pytest.mark.parametrize("longest", range(1, 120, 7))
def test_a_cut_never_falls_into_a_formula(longest: int) -> None:
    whole = phrase(
        [Bit("The map "), FORMULA, Bit(" from scores to "), Bit("probs", CODE), Bit(".")]
    )
    for bit in bits_of(cut(whole, longest)):
        assert bit.kind != MATH or bit == FORMULA
    assert cut(whole, 200) is whole


@pytest.mark.parametrize("longest", range(1, 60))
def test_a_cut_falls_into_no_code_that_fits(longest: int) -> None:
    """A half of `x if y else z` is other code."""
    code = Bit("x if y else z", CODE)
    made = list(bits_of(cut(phrase([Bit("Write "), code, Bit(" here.")]), longest)))
    assert code in made or longest <= len("Write x if y else z")
    if longest > len(code.text):
        assert all(bit == code for bit in made if bit.kind == CODE)


def test_code_longer_than_a_line_is_cut() -> None:
    long = cut(phrase([Bit("word " * 30, CODE)]), 20)
    assert long == "word word word …"


def test_a_cut_ends_with_a_sentence_if_one_fits() -> None:
    text = "First of all there is this. Then there is " + "word " * 30
    assert cut(text, 60, sentences=True) == "First of all there is this."
    assert cut(text, 60).endswith("…")
    assert len(cut(text, 60)) <= 60


def test_for_other_programs() -> None:
    whole = phrase([Bit("The "), FORMULA, Bit(" of "), Bit("x", CODE)])
    assert marked(whole) == f"The ${FORMULA.text}$ of `x`"
    assert bits_of(unmarked(marked(whole))) == bits_of(whole)
    assert unmarked("It costs $5 or $6.") == "It costs $5 or $6."
    assert type(unmarked("Plain.")) is str


def test_what_is_known_later_is_put_in_its_place() -> None:
    line = phrase([Bit("See "), Bit("ex", LABEL), Bit("!")])
    made = settled(((line, 3), "plain"), lambda bit: f"<{bit.text}>")
    assert made == (("See <ex>!", 3), "plain")


def test_nodes() -> None:
    made = joined("1.1", " ", phrase([Bit("On "), FORMULA]))
    assert [type(node).__name__ for node in nodes_of(made)] == ["Text", "math"]
