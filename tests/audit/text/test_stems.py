"""Words without their endings, each in its language."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.stems import stem


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Layers", "layer", "en"),
        ("boxes", "box", "en"),
        ("batches", "batch", "en"),
        ("studies", "study", "en_GB"),
        ("training", "trained", "en"),
        ("Straßen", "Strasse", "de"),
        ("Schichten", "Schicht", "de-AT"),
        ("couches", "couche", "fr"),
    ],
)
def test_one_word_in_two_forms(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("class", "clas", "en"), ("bus", "bu", "en"), ("layers", "layer", "ja"), ("as", "a", "xx")],
)
def test_two_words(one: str, other: str, language: str) -> None:
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize("word", ["", "'", "86", "注意力机制", "α"])
def test_what_has_no_ending_keeps_it(word: str) -> None:
    assert stem(word) == word.strip("'")
