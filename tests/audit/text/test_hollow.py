"""Talk about a belief is told apart from what shows that it is wrong."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.hollow import belief_denied, is_hollow


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
