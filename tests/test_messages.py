"""Warnings: their subtypes, their places, and that they come back on every build."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.messages import Subtype, one_of


def test_a_subtype_is_its_own_string_and_describes_itself() -> None:
    assert str(Subtype.OPTION) == "option"
    for subtype in Subtype:
        assert subtype.description.endswith(".")
        assert subtype.value.isalpha()
        assert subtype.value.islower()


@pytest.mark.parametrize(
    ("wanted", "known", "said"),
    [
        ("knid", ["kind", "of"], 'did you mean "kind"?'),
        ("rets", ["rest", "best"], 'did you mean "rest" or "best"?'),
        ("xyz", ["b", "a"], 'known are "a", "b"'),
    ],
)
def test_the_nearest_names(wanted: str, known: list[str], said: str) -> None:
    assert one_of(wanted, known) == said


def test_many_names_are_not_all_listed() -> None:
    assert len(one_of("nothing like it", [f"page-{i:03}" for i in range(500)])) < 500
