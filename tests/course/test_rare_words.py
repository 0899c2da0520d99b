"""Which words are rare, and what that does to names of one word."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course import rare_words
from sphinx_pedagogy.course.mentions import Matcher, Name, is_ordinary_word
from sphinx_pedagogy.course.rare_words import RareWords

RARE = ["gybe", "autolyse", "tensor", "eigenvalue", "resistivity", "kedged"]
FREQUENT = [
    *("patch", "function", "process", "index", "list", "default", "closure", "bias"),
    *("consideration", "remote", "specialized", "variable"),
]


@pytest.fixture
def rare() -> RareWords:
    return RareWords({}, "en")


@pytest.mark.parametrize("word", RARE)
def test_words_that_are_terms_only(rare: RareWords, word: str) -> None:
    assert word in rare


@pytest.mark.parametrize("word", FREQUENT)
def test_words_that_people_say_every_day(rare: RareWords, word: str) -> None:
    assert word not in rare


def test_a_word_is_rare_if_all_its_forms_are(rare: RareWords) -> None:
    assert "generics" in rare
    assert not rare.has_all_of("generics")
    assert rare.has_all_of("gybe")


def test_a_letter_may_mean_anything(rare: RareWords) -> None:
    assert not rare.has_all_of("q")


@pytest.mark.parametrize("language", ["de", "fr", "cs", "ja"])
def test_other_languages_have_no_list(language: str) -> None:
    rare = RareWords({}, language)
    assert "gybe" not in rare
    assert rare.edition == ""


@pytest.mark.parametrize("language", ["en", "en_GB", "en-US"])
def test_english_has_one(language: str) -> None:
    assert "gybe" in RareWords({}, language)


def test_the_list_is_asked_once_for_each_word(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, dict[str, bool]] = {}
    assert "gybe" in RareWords(kept, "en")
    monkeypatch.setattr(rare_words, "frequent_words", lambda: frozenset({"gybe"}))
    assert "gybe" in RareWords(kept, "en")


def test_another_edition_of_the_list_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"0.1": {"gybe": False}}
    assert "gybe" in RareWords(kept, "en")
    assert list(kept) == [rare_words.edition_of_list()]


@pytest.mark.parametrize(
    ("name", "text", "ordinary"),
    [
        ("Gybe", "you gybe at the buoy", False),
        ("Gybe", "three gybes", False),
        ("Closure", "a closure", True),
        ("Generics", "generics", True),
        ("Specialization", "a specialization", False),
        ("Specialization", "specialized tools", True),
        ("Newtype", "a newtype", False),
        ("Newtype", "a new type of wheel", True),
        ("Climatology", "a climatology of winds", False),
        ("Climatology", "the Climatology of winds", False),
        ("Climatology", "chapter 4 of Global Physical Climatology", True),
    ],
)
def test_a_rare_name_counts_everywhere(
    rare: RareWords, name: str, text: str, ordinary: bool
) -> None:
    (span,) = Matcher([Name(name, "c")], "en", rare).find(text)
    assert span.is_ordinary == ordinary


def test_a_suggested_name_needs_no_plain_if_it_is_rare(rare: RareWords) -> None:
    assert [is_ordinary_word(name, rare) for name in ("gybe", "patch", "soil tilth")] == [
        False,
        True,
        False,
    ]
