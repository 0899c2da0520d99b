"""A text without the words that an expression needs is skipped, and no other text."""

import re
from pathlib import Path

import pytest
from tests.course.late_regexes import late_regexes

from sphinx_pedagogy.course.needed_words import may_match, needed_words
from sphinx_pedagogy.course.regex import regex

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("word", {"word"}),
        ("(?:one|two) of", {" of"}),
        (r"\b(?:think|believe)s?\b", {"think", "believe"}),
        (r"(?P<n>\d+) (?:seconds|minutes)", {"seconds", "minutes"}),
        ("both|both of|either", {"both", "either"}),  # the first has the second
        ("colou?r", {"colo"}),
        ("(?:very )*big", {"big"}),
        ("(?:very )+b", {"very "}),
        ("idées reçues", {"es re"}),  # the case of other letters is less simple
        ("WORD", {"word"}),
        ("(?=word)x", set()),
        ("(?!word)long", {"long"}),
        ("word|x", set()),
        ("[ab]", set()),
        (r"\d+", set()),
        ("", set()),
    ],
)
def test_the_words_that_an_expression_needs(expression: str, words: set[str]) -> None:
    assert set(needed_words(expression)) == words


def test_of_two_words_in_a_row_the_longer_is_looked_for() -> None:
    assert needed_words(r"an? \w+ misconception") == (" misconception",)


def test_too_many_words_take_longer_than_the_expression() -> None:
    many = [f"w{number:03}" for number in range(1000)]
    assert needed_words("|".join(f"(?:{word}|x{word})" for word in many)) == ()


@pytest.mark.parametrize("text", ["a WORD", "a Word", "word"])
def test_case_makes_no_difference(text: str) -> None:
    assert may_match(("word",), text)


@pytest.mark.parametrize("text", ["mıss", "MİSS", "miſs"])
def test_letters_that_count_as_others_without_case(text: str) -> None:
    assert re.search("miss", text, re.IGNORECASE)
    assert may_match(needed_words("miss", re.IGNORECASE), text)


def test_an_expression_finds_the_same_when_it_skips_texts() -> None:
    late = regex(r"\b(?:think|believe)s?\b", re.IGNORECASE)
    texts = ["They THINK so.", "Nobody knows.", "She believes it.", ""] * 20
    plain = re.compile(r"\b(?:think|believe)s?\b", re.IGNORECASE)
    for text in texts:
        assert bool(late.search(text)) == bool(plain.search(text))
        assert late.findall(text) == plain.findall(text)
        assert [found[0] for found in late.finditer(text)] == plain.findall(text)
        assert bool(late.search(text, 6)) == bool(plain.search(text, 6))


def test_no_expression_of_the_package_misses_a_text() -> None:
    told = "\n".join(map(read, sorted(ROOT.glob("tests/audit/fragments/f*/**/*.md"))))[:150_000]
    tried = 0
    for late in late_regexes():
        expression = vars(late)["_expression"], vars(late)["_flags"]
        if words := needed_words(*expression):
            found = list(re.finditer(*expression[:1], told, flags=expression[1]))
            missed = [match[0] for match in found if not may_match(words, match[0])]
            assert not missed, (expression[0][:80], words, missed[:3])
            tried += bool(found)
    assert tried > 50


def read(page: Path) -> str:
    """Return the text of a page that rules are measured with."""
    return page.read_text(encoding="utf-8")
