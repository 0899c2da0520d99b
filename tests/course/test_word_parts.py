"""Which words are made of others."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.word_parts import is_made_of

EVERYDAY = frozenset(
    {*("run", "time", "bug", "multiply", "determine", "stimulate", "smooth"), *("plan", "tense")}
)


@pytest.mark.parametrize(
    "word", ["runtime", "debug", "multiplier", "determinant", "stimulant", "smoothing"]
)
def test_two_words_or_one_with_a_syllable_added(word: str) -> None:
    assert is_made_of(word, EVERYDAY)


@pytest.mark.parametrize("word", ["tensor", "gybe", "run", "runt", "planula", "timer", "runs", "e"])
def test_short_stems_and_other_words_are_made_of_nothing(word: str) -> None:
    assert not is_made_of(word, EVERYDAY)


def test_a_doubled_letter_is_taken_back() -> None:
    assert is_made_of("submitting", frozenset({"submit"}))
