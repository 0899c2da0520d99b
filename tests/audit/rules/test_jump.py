"""``jump``: exercises of lessons and of their notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_an_exercise_may_join_new_and_old(findings: Findings) -> None:
    new = ":::{concept} Momentum\n:aka: inertia\nx\n:::\n"
    again = ":::{concept} Gradient\n:depth: developed\n:::\n"
    task = ":::{exercise} Both\nAdd INERTIA to the gradient, and momentum.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", new, again, task)}
    assert findings(pages, "jump") == []


def test_exercises_of_a_notebook_are_those_of_its_lesson(findings: Findings) -> None:
    new = ":::{concept} Momentum\n:aka: inertia\nx\n:::\n\n:::{concept} Nesterov\nx\n:::\n"
    head = "# {}\n\n:::{{lesson}} 1.1.{}\n:notebook: {}\n:::\n\n{}\n"
    task = "# N\n\n:::{{exercise}} Both\n{}\n:::\n"
    pages = {
        "1/a.md": head.format("A", 1, "1-1-1-a", new),
        "1/b.md": head.format("B", 2, "../practice/b", GRADIENT),
        "notebooks/1-1-1-a.md": task.format("Give Nesterov's method some INERTIA."),
        "practice/b.md": task.format("The gradient, with Nesterov and momentum."),
        "practice/alone.md": task.format("The gradient, with Nesterov and momentum."),
    }
    [found] = findings(pages, "jump")
    assert found.startswith('notebooks/1-1-1-a:3 this exercise needs "Momentum" and "Nesterov"')


@pytest.mark.parametrize(
    ("names", "are"),
    [(("Momentum", "Nesterov"), "which are both new"), (("A", "B", "C"), "which are all new")],
)
def test_how_many_are_new(names: tuple[str, ...], are: str, findings: Findings) -> None:
    new = "\n".join(f":::{{concept}} Method {name}\nx\n:::\n" for name in names)
    asked = ", ".join(f"method {name}" for name in names)
    task = f":::{{exercise}} All\nCombine {asked}.\n:::\n"
    [found] = findings({"a.md": lesson("A", "1.1.1", new, task)}, "jump")
    assert are in found
