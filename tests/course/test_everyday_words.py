"""Words of every day and titles of works, which look like names of concepts."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.mentions import Matcher, Name

GARDEN = [Name(name, name, is_plain=True) for name in ("Set", "Key", "Compost", "Raised bed")]


def found(text: str) -> list[str]:
    """Return the words that are found."""
    return [text[one.start : one.end] for one in Matcher(GARDEN).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "to set up the pump, she sets up two",
        "It sets the valve. Rain sets \ufffc to zero.",
        "We’ll set timers; you don't set any.",
        "When it is set to three, the valve has been set.",
        "A pump can set limits and set the flow.",
    ],
)
def test_to_set_something_makes_no_set(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a set of pots, two sets, this set", 3),
        ("In \ufffc, the set the gardener chose is small.", 1),
        ("an introduction to set theory", 1),
        ("Sets are unordered: the union of sets, and sets of sets.", 4),
        ("Each set \ufffc to water", 1),
        ("sort a data set down to a training set the robot can use", 2),
    ],
)
def test_a_set_is_one(text: str, count: int) -> None:
    assert len(found(text)) == count


def test_what_is_key_is_no_key() -> None:
    assert found("the key idea, two key ingredients, Key points") == []
    assert found("a key, the key of the shed, keys and values, key pair") == ["key"] * 2 + [
        "keys",
        "key",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "After Hill and Brook (2007): Soil, Water, and Compost Science.",
        "Brook (1998a), “The Annual Turn of the Raised Bed. Part II”",
        "Hill (2011). Compost for the Small Garden",
    ],
)
def test_a_title_behind_a_year_names_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hill (2007) says: Compost is alive.",
        "Hill (2007), Brook and others turn their Compost.",
        "In the wet year (2007), compost was late.",
        "Hill (2007): Soil Science. He says that Compost is alive.",
        "Compost (2007)",
        "Mulch (1994), Compost (2007), Clover (2015)",
        "Clover came late (2015). Compost was there.",
    ],
)
def test_behind_it_and_in_small_letters_a_name_counts(text: str) -> None:
    assert [one.lower() for one in found(text)] == ["compost"]
