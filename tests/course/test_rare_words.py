"""Which words are rare, and what that does to names of one word."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course import rare_words
from sphinx_pedagogy.course.mentions import Matcher, Name, is_ordinary_word
from sphinx_pedagogy.course.rare_words import RareWords, everyday_words, frequent_words

RARE = ["gybe", "autolyse", "tensor", "eigenvalue", "resistivity", "kedged", "luminosity", "pixel"]
FREQUENT = [
    *("patch", "function", "process", "index", "list", "default", "closure", "bias"),
    *("consideration", "remote", "specialized", "variable"),
]
MADE_OF_THESE = [
    *("runtime", "workflow", "keyword", "debug", "destructure", "smoothing"),
    *("determinant", "multiplier", "standardization", "stimulant", "correctness", "scheduler"),
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


@pytest.mark.parametrize("word", MADE_OF_THESE)
def test_words_that_everybody_can_work_out(rare: RareWords, word: str) -> None:
    assert word not in frequent_words()
    assert word not in rare


def test_the_everyday_words_are_some_of_the_frequent_ones() -> None:
    assert everyday_words() < frequent_words().keys()
    assert {"multiply", "run", "time"} <= everyday_words()
    assert "threshold" in frequent_words()


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
    monkeypatch.setattr(rare_words, "frequent_words", lambda: {"gybe": 1.0})
    assert "gybe" in RareWords(kept, "en")


def test_another_edition_of_the_list_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"0.1, 1": {"gybe": False}}
    assert "gybe" in RareWords(kept, "en")
    assert next(iter(kept)) == rare_words.edition_of_list()


@pytest.mark.parametrize(
    ("name", "text", "ordinary"),
    [
        ("Gybe", "you gybe at the buoy", False),
        ("Gybe", "three gybes", False),
        ("Closure", "a closure", True),
        ("Generics", "generics", True),
        ("Concatenation", "a concatenation", False),
        ("Concatenation", "concatenated lists", False),
        ("Specialization", "a specialization", True),
        ("Specialization", "specialized tools", True),
        ("Determinant", "the determinants of a price", True),
        ("Runtime", "a new runtime", True),
        ("Newtype", "a newtype", True),
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


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (Name("Mores", "c"), "more than the mores of a town", ["mores"]),
        (Name("And", "c"), "this and that", []),
        (Name("And", "c", is_plain=True), "this and that", ["and"]),
        (Name("AND", "c", is_alias=True), "this AND that, and more", ["AND"]),
        (Name("For loop", "c"), "a for loop", ["for loop"]),
        (Name("Runtime", "c"), "at runtime; the runtime waits", ["runtime"]),
    ],
)
def test_words_of_grammar_name_nothing(
    rare: RareWords, name: Name, text: str, found: list[str]
) -> None:
    spans = Matcher([name], "en", rare).find(text)
    assert [text[span.start : span.end] for span in spans] == found


@pytest.mark.parametrize("language", ["fr", "cs"])
def test_words_of_grammar_are_those_of_english(language: str) -> None:
    assert Matcher([Name("If", "c")], language, RareWords({}, language)).find("if")


@pytest.mark.parametrize(("word", "is_said"), [("beds", True), ("role", True), ("mulch", False)])
def test_what_people_say_every_day(rare: RareWords, word: str, is_said: bool) -> None:
    assert rare.has_everyday_form(word) == is_said


def test_nobody_counted_what_people_say_in_french() -> None:
    assert not RareWords({}, "fr").has_everyday_form("role")
