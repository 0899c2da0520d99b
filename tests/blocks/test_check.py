"""Checks: what the page's script is told, and where choices and feedback go."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from sphinx_pedagogy.core.nodes import block, reveal
from sphinx_pedagogy.testing import Built, Project

PAGE = """
# T

:::{check} Marks
- [x] one
- [ ] two
- [X] three
:::

::::{check}
:label: My Label
:number: 4.50
:tolerance: 1e-1
:predict:

question

:::{answer} Own title
kept-before
:::
::::

:::{check}
:number: 7

question

of two lines
:::

:::{check} Another title
:number: 8

question of two
lines
:::

:::{check}
Before.

- [ ] *one*
  > because
- [x] **two** and more

  > first

  > second

After.
:::

:::{check}
- a list
- without marks [x]
:::

:::{check} Twice
What do you expect?
:::

:::{check} Twice
What do you expect?
:::
"""


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> list[block]:
    """The checks of the page, in order."""
    built: Built = Project(tmp_path_factory.mktemp("check"), PAGE).build("dummy")
    assert [warned.subtype for warned in built.warnings] == []
    return [node for node in built.doctree().findall(block) if node.kind == "check"]


def test_right_choices_are_told_by_place(checks: list[block]) -> None:
    assert checks[0]["data"]["right"] == "0,2"
    assert checks[4]["data"]["right"] == "1"
    assert "right" not in checks[5]["data"]


def test_a_number_and_its_tolerance(checks: list[block]) -> None:
    assert float(checks[1]["data"]["number"]) == 4.5
    assert float(checks[1]["data"]["tolerance"]) == 0.1
    assert checks[2]["data"]["tolerance"] == "0"
    assert "number" not in checks[0]["data"]


def test_a_prediction_is_asked_for_only_if_wanted(checks: list[block]) -> None:
    assert ["predict" in check["data"] for check in checks] == [False, True, *[False] * 6]


def test_a_browser_knows_a_check_again(checks: list[block]) -> None:
    """By its label, or by its question: breaking a line makes no other question."""
    keys = [check["data"]["key"] for check in checks]
    assert keys[1] == "My Label"
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[0-9a-f]{12}.*", key) for key in keys if key != "My Label")


def test_choices_lose_their_marks_and_nothing_else(checks: list[block]) -> None:
    lists = list(checks[4].findall(nodes.enumerated_list))
    (choices,) = [found for found in lists if "ped-choices" in found["classes"]]
    assert [entry.astext() for entry in choices.children] == ["one", "two and more"]
    assert next(choices.findall(nodes.emphasis)).astext() == "one"
    order = [type(child).__name__ for child in checks[4].body]
    assert order == ["paragraph", "enumerated_list", "paragraph", "reveal"]


def test_feedback_stands_in_the_answer(checks: list[block]) -> None:
    (answer,) = checks[4].findall(reveal)
    words = [entry.astext().split("\n\n") for entry in next(answer.findall(nodes.enumerated_list))]
    assert words == [["Wrong.", "because"], ["Right.", "first", "second"]]
    assert answer.title_text() == "Answer"


def test_an_answer_of_the_authors_keeps_its_title(checks: list[block]) -> None:
    (answer,) = checks[1].findall(reveal)
    assert answer.title_text() == "Own title"


def test_a_list_without_marks_is_a_list(checks: list[block]) -> None:
    assert next(checks[5].findall(nodes.bullet_list)).astext().endswith("without marks [x]")
    assert not list(checks[5].findall(reveal))
