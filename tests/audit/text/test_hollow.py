"""Talk about a belief is told apart from what shows that it is wrong."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.hollow import belief_denied, is_hollow, speaks_of_nothing


@pytest.mark.parametrize(
    ("text", "hollow"),
    [
        ("Experts have warned of this for decades. It is simply wrong.", True),
        (
            "This legend was made popular by Washington Irving in 1828. No historian believes it.",
            True,
        ),
        ("Forget it! No serious sailor ever thought so.", True),
        ("It is wrong: the second lamp has the same current as the first.", False),
        ("Not so. With 3 layers it sees 7 pixels.", False),
        ("Experts think about it all day.", False),
    ],
)
def test_talk_is_hollow(text: str, hollow: bool) -> None:
    assert is_hollow("Lamps use up the current", text) is hollow


def test_a_belief_in_prose_that_is_only_denied() -> None:
    told = "Many beginners think that a list copies itself. "
    assert belief_denied(f"{told}This is not so! Please remember it.").startswith("Many")
    assert not belief_denied(f"{told}It does not: both names hold one list.")
    assert not belief_denied(told)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Such a view is irresponsible, and must be opposed wherever one meets it.", True),
        ("Outdated since 1974.", True),
        ("Oh dear. Please do not be one of them, or you will make the others giggle.", True),
        ("Not so. The second lamp is as bright as the first.", False),
        ("Drop a stone and a feather in a vacuum: they land together.", False),
        ("Wrong: with 3 of them each gets 2 volts.", False),
        (
            "Never. " + "Electrons go round and round, as in a closed pipe. " * 6,
            False,
        ),
    ],
)
def test_who_condemns_speaks_of_nothing(text: str, nothing: bool) -> None:
    assert speaks_of_nothing("Lamps use up the current, as they get warm", text) is nothing
