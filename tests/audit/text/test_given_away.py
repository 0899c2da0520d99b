"""What of a solution stands in its task."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.given_away import shown_solution, tells_steps


@pytest.mark.parametrize(
    ("task", "solution", "shown"),
    [
        (
            "Find the error.\n```python\ny = 2 * v  # wrong: 2 * v**2 + 1\n```",
            "`y = 2 * v**2 + 1`",
            True,
        ),
        ("Find the error.\n```python\ny = 2 * v\n```", "`y = 2 * v**2 + 1`", False),
        ("Derive it; it is $a^2 + b^2$.", "It is $a^2 + b^2$.", True),
        ("Sum up `range(1, 10, 2)`.", "With `range(1, 10, 2)`.", False),
        ("| 303 | 227 | 182 | 1.51 |", "That makes 303 g, 227 g and 182 g: times 1.51.", True),
        ("| 200 | 150 | | |", "That makes 303 g, 227 g and 182 g: times 1.51.", False),
        (
            "Was it in time (the claim came three days late)?",
            "The claim came three days late.",
            True,
        ),
        ("Was the claim in time?", "The claim came three days late.", False),
    ],
)
def test_a_task_that_shows_its_solution(task: str, solution: str, shown: bool) -> None:
    assert bool(shown_solution(task, solution, "", "en")) is shown


def test_what_the_page_had_before_is_known() -> None:
    formula = "It is $a^2 + b^2$."
    assert not shown_solution("Use $a^2 + b^2$.", formula, formula, "en")


def test_steps_are_told_apart_from_a_goal() -> None:
    assert tells_steps("Proceed as follows. In the first bar write C.")
    assert not tells_steps("Find a chord for each bar.")
