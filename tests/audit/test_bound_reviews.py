"""Reviews that are bound to the text of their lesson, held against it."""

from __future__ import annotations

import pytest
from tests.audit.reviewed import SECTIONS, complete, finding, fix, found_in, review, text_of

from sphinx_pedagogy.course.page_tree import PageElement

WAS = text_of(SECTIONS)
CHANGED = text_of({**SECTIONS, "Second": "Split in three steps: 8, 4, 2."})


@pytest.mark.parametrize(
    ("fixed", "now", "said"),
    [
        (fix(), WAS, '"fast" is called fixed in review 2, but "Second" is word for word what it'),
        (fix(), CHANGED, ""),
        (fix(where="First"), CHANGED, 'in review 2, but "First" is word for word what it was in'),
        (fix(where="Second"), CHANGED, ""),
        (fix(where="Practice"), CHANGED, 'fixed in "Practice", which is no section or block of'),
        (fix(where="notebook"), WAS, ""),
        (fix(where="{doc}`Practice </notebook>`"), WAS, ""),
        (fix(quote="many values"), WAS, ""),
        (
            fix(quote="few values"),
            WAS,
            '?the words that should fix "fast" are not in the lesson; ',
        ),
        (fix(status="open"), WAS, ""),
        (fix("other"), WAS, ""),
    ],
)
def test_what_is_called_fixed_has_changed(fixed: object, now: object, said: str) -> None:
    reviews = [review(1, [finding()], sealed=WAS), review(2, fixes=[fixed])]  # type: ignore[list-item]
    found = found_in(reviews, now, "notebook")  # type: ignore[arg-type]
    assert [said in one for one in found] == [True] * bool(said), found


def test_of_several_places_one_has_changed() -> None:
    for where, count in (("First; Second", 0), ("First; Lists", 0), ("First; Nowhere", 1)):
        reviews = [review(1, [finding(where=where)], sealed=WAS), review(2, fixes=[fix()])]
        assert len(found_in(reviews, CHANGED)) == count, where
        assert len(found_in(reviews, WAS)) == 1


def test_what_changed_after_the_fix_was_no_fix() -> None:
    """The reviewer saw the text of the second seal, and that was still the old one."""
    reviews = [
        review(1, [finding()], sealed=WAS),
        review(2, fixes=[fix()], sealed=WAS),
    ]
    (said,) = found_in(reviews, CHANGED)
    assert "word for word" in said
    # nor does it matter who changed the passage back later
    reviews[1] = review(2, fixes=[fix()], sealed=CHANGED)
    assert found_in(reviews, WAS) == []


def test_without_a_seal_nothing_is_known_of_a_finding() -> None:
    assert found_in([review(1, [finding()]), review(2, fixes=[fix()], sealed=WAS)], WAS) == []
    assert found_in([review(1, [finding()]), review(2, fixes=[fix()])], WAS) == []


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("in three steps", True),
        ("in **three** Steps.", True),
        ("Split … steps", True),
        ("steps ... split", False),
        ("many values", False),  # in another section
        ("three step", False),
        ("...", False),
    ],
)
def test_a_quote_stands_in_its_section(quote: str, is_there: bool) -> None:
    found = found_in([review(1, [finding(quote=quote)])], WAS)
    assert len(found) == (not is_there)
    assert all(
        one.startswith('?the words that "fast" quotes are not in "Second"; ') for one in found
    )
    # what is sealed is certain, and once the lesson has changed nothing is asked
    sealed = [review(1, [finding(quote=quote)], sealed=WAS)]
    assert [one.startswith("the words that") for one in found_in(sealed, WAS)] == [True] * len(
        found
    )
    assert found_in(sealed, CHANGED) == []


def test_words_that_still_stand_are_told() -> None:
    first = review(1, [finding(quote="split in three steps")])
    (said,) = found_in([first, review(2, fixes=[fix()])], CHANGED)
    assert said.startswith('?"fast" is called fixed, but the words that it quotes are still in "Se')
    assert found_in([first, review(2, fixes=[fix(quote="8, 4, 2")])], CHANGED) == []
    # one cause, one finding
    first = review(1, [finding(quote="split in three steps")], sealed=WAS)
    assert len(found_in([first, review(2, fixes=[fix()])], WAS)) == 1


@pytest.mark.parametrize(
    ("where", "is_place"),
    [
        ("Second", True),
        ("the second", False),
        ("**Second**", True),
        ("Lists", True),
        ("two", True),
        ("Two of them", True),
        ("{ref}`two`", True),
        ("Third", False),
        ("Third; Second", True),
        ("the-notebook", True),
        ("", True),  # what it lacks is said elsewhere
    ],
)
def test_a_place_is_one_of_the_lesson(where: str, is_place: bool) -> None:
    block = PageElement("example", 40, title="Two of them", options={"label": "two"})
    text = text_of(SECTIONS, block)
    bound = review(1, [], sealed=text)
    found = found_in([bound, review(2, [finding(where=where)])], text, "the notebook")
    assert len(found) == (not is_place), found
    assert all(
        'is no section or block of the lesson: known are "First"' in one or "did you" in one
        for one in found
    )
    found = found_in([review(1, [finding(where=where)], sealed=text)], text, "the notebook")
    assert len(found) == (not is_place), found
    # a lesson of which nobody sealed a review is not asked
    assert found_in([review(1, [finding(where=where)])], text) == []


def test_a_section_that_was_there_is_a_place() -> None:
    renamed = text_of({"Lists": "", "First": "", "Other": ""})
    assert found_in([review(1, [finding()], sealed=WAS)], renamed) == []
    assert found_in([review(1, [finding()], sealed=WAS), review(2, fixes=[fix()])], renamed) == []


@pytest.mark.parametrize(
    "seal", ["1 nothing", "0 4a676b:810d1e", "1", "x", "1 4a676b:810d1e 12:34"]
)
def test_a_seal_that_cannot_be_read_is_told(seal: str) -> None:
    (said,) = found_in([review(1, sealed=seal)], WAS)
    assert said == (
        "the seal of this review cannot be read; seal the review again: "
        "`sphinx-pedagogy review lists --seal`"
    )
    assert complete([review(1, sealed=seal)], WAS) == []


def test_a_complete_lesson_is_what_passed() -> None:
    assert complete([review(1)], CHANGED) == []
    assert complete([review(1, sealed=WAS)], WAS) == []
    assert complete([review(1, [finding()], sealed=WAS)], CHANGED) == []  # no pass: said elsewhere
    (said,) = complete([review(1, sealed=WAS)], CHANGED)
    assert 'since review 1 passed it "Second" has changed; review it again, or' in said
    (said,) = complete([review(1, [finding()], sealed=WAS), review(2)], WAS)
    assert "the pass is not sealed, as an earlier review is" in said


def test_the_sections_that_changed_are_named() -> None:
    more = {f"Section {number}": "Text." for number in range(5)}
    (said,) = complete([review(1, sealed=WAS)], text_of({**SECTIONS, **more}))
    assert 'passed it "Section 0", "Section 1", "Section 2" and 2 more have changed; ' in said
    shorter = {title: said for title, said in SECTIONS.items() if title != "First"}
    (said,) = complete([review(1, sealed=WAS)], text_of(shorter))
    assert "a section is gone" in said
