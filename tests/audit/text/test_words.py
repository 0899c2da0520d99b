"""Words of a text, as rules compare them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.audit.text.words import all_words, content_words


@given(st.text(st.characters(max_codepoint=127)))
def test_beside_other_letters_ascii_has_the_same_words(text: str) -> None:
    assert all_words(f"{text} é") == [*all_words(text), "é"]


def test_words_that_carry_meaning() -> None:
    text = "[ ] The GPU_s of 3 VAEs: so Transformers' *Straßenbahn* at 9.5, größer als 注意力机制"
    expected = ["gpu", "3", "vae", "transform", "strassenbahn", "9", "5", "grösser", "注意力机制"]
    assert content_words(text) == expected
    assert content_words("") == []
