"""Answers that look like one and give none."""

from __future__ import annotations

from sphinx_pedagogy.audit.text.evasions import leaves_choice_open, tells_way_only, weighs_only


def test_a_recipe_without_a_result_is_no_number() -> None:
    assert tells_way_only("Solve the equation for $V_1$, and put in the two concentrations.")
    assert not tells_way_only("Take the root: 2.")
    assert not tells_way_only("It doubles.")


def test_two_sides_without_a_verdict_decide_nothing() -> None:
    sides = "On the one hand the price is agreed. On the other hand a date was named."
    assert weighs_only(f"{sides} There are arguments for both views.")
    assert not weighs_only(f"{sides} So there is no contract.")


def test_of_two_questions_both_are_answered() -> None:
    question = "Compute the mean. Does the mean or the median tell more?"
    assert leaves_choice_open(question, "The sum is 7000, which makes 1400.", "en")
    assert not leaves_choice_open(question, "It is 1400, and the median tells more.", "en")
    assert not leaves_choice_open("Does the mean or the median tell more?", "1400.", "en")
