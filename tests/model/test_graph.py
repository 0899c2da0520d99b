"""Concepts that build on each other in a circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.model import BuildsOn, Place
from sphinx_pedagogy.model.graph import cycles

names = st.sampled_from("abcdef")


def links(*pairs: tuple[str, str]) -> list[BuildsOn]:
    """Return links without a place."""
    return [BuildsOn(concept, base, Place("x")) for concept, base in pairs]


@given(st.lists(st.tuples(names, names), max_size=12))
def test_a_circle_is_what_reaches_itself(pairs: list[tuple[str, str]]) -> None:
    """Two members of a group reach each other, and nothing else does."""
    reach = set(pairs)
    for middle in "abcdef":
        reach |= {(a, c) for a, b in reach if b == middle for b2, c in reach if b2 == middle}
    found = cycles(links(*pairs))
    together = {(a, b) for group in found for a in group for b in group}
    assert together == {(a, b) for a, b in reach if (b, a) in reach}


def test_a_long_chain_is_no_problem() -> None:
    """A recursive search would run out of stack."""
    chain = [(str(number), str(number + 1)) for number in range(50_000)]
    assert cycles(links(*chain)) == []
    assert cycles(links(*chain, ("50000", "0"))) == [sorted(map(str, range(50_001)))]
