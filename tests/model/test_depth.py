"""The scale of depths."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.model import DEFAULT_SCALE, NOT_TAUGHT, DepthScale


def test_words_and_depths_are_each_others_inverse() -> None:
    """In rising order, from 1."""
    assert [DEFAULT_SCALE.depth(word) for word in DEFAULT_SCALE.words] == [1, 2, 3, 4]
    assert [DEFAULT_SCALE.word(depth) for depth in (1, 2, 3, 4)] == list(DEFAULT_SCALE.words)
    assert DEFAULT_SCALE.word(NOT_TAUGHT) == ""
    assert DEFAULT_SCALE.depth(" Developed ") == 3


def test_an_unknown_word_names_the_known_ones() -> None:
    """The author sees what can be written."""
    with pytest.raises(ValueError, match="mentioned, introduced, developed, applied"):
        DEFAULT_SCALE.depth("deep")


@pytest.mark.parametrize("words", [(), ("",), ("a", "A")])
def test_a_scale_orders_different_words(words: tuple[str, ...]) -> None:
    """Nothing else is a scale."""
    with pytest.raises(ValueError, match="different"):
        DepthScale(words)
