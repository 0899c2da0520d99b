"""How lessons open, and ask, in plain words."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.openings import asks_reader, is_dull, only_greets, sums_up


@pytest.mark.parametrize(
    ("text", "greets"),
    [
        ("Welcome back! This is going to be fun.", True),
        ("One of the most important topics of all.", True),
        ("Welcome! You will learn how a pendulum swings.", False),
        ("How sugar turns bitter.", False),
    ],
)
def test_a_greeting_is_no_subject(text: str, greets: bool) -> None:
    assert only_greets(text) is greets


@pytest.mark.parametrize(
    ("text", "dull"),
    [
        ("Torque is defined as the product of force and arm.", True),
        ("This lesson takes about 40 minutes. You should have installed R.", True),
        ("Two customers are called Kim Lee. One gets the other's bill.", False),
        ("A torque is the product of two things. Why?", False),
        ("For a mean there is a formula for its error.", False),
    ],
)
def test_a_definition_is_no_hook(text: str, dull: bool) -> None:
    assert is_dull(text) is dull


def test_a_task_in_plain_words_asks() -> None:
    assert asks_reader("Try it: on which shelf does it land?")
    assert not asks_reader("What did we do here? We moved every clap.")


def test_a_last_line_sums_up_unless_it_asks_or_waves() -> None:
    assert sums_up("A buffer holds as long as neither partner has run out.")
    assert not sums_up("Next lesson: titration.")
