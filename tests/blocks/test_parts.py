"""Lessons, scopes, cards, phases, exercises: what they become, and where they lead."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from sphinx_pedagogy.core.nodes import block, item
from sphinx_pedagogy.testing import Built, Project

PAGE = """
# T

:::{lesson} 6.3.5
:load: Build
:time: 45 min
:notebook: one

kept-teaches
:::

:::{lesson} 7
:notebook: sub/two

:::

:::{constraint}
Before.

+ in one
+ in two

- out one

After.
:::

::::{cards} Cards
Before.

:::{card-item} *One*
:tone: idea
:class: mine
:label: card
first
:::

:::{card-item} Two
second
:::

After.
::::

::::{phases} Phases
:::{phase} `First`
:label: phase
do
:::
:::{phase} Second
do more
:::
::::

:::{exercise} Sum
:scaffold: guided
:label: sum
:::

:::{exercise} Product
:::

:::{hint}
docutils' own
:::

::::{exercise} Power
:scaffold: independent
task

:::{hint}
ours now
:::
::::

:::{solution}
:for: sum
four
:::

:::{next-step} On
:to: sub/two
:::

:::{concept} Concept
:depth: applied
:aka: a, , b,
:display: chip
definition
:::

{ref}`card` {ref}`phase` {ref}`sum`
"""
FILES = {
    "index.md": f"{PAGE}\n```{{toctree}}\nnotebooks/one\nsub/two\n```\n",
    "notebooks/one.md": "# Notebook one\n",
    "sub/two.md": "# Two\n\n:::{next-step} Back\n:to: ../index\n:::\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The page, as HTML."""
    result = Project(tmp_path_factory.mktemp("parts"), FILES).build()
    told = [w.text for w in result.warnings if w.subtype != "pedagogy.empty"]
    assert told == ["lesson: this page is a lesson already; give the second one its own page"]
    return result


@pytest.fixture(scope="module")
def blocks(built: Built) -> list[block]:
    """The blocks of the page."""
    return list(built.doctree().findall(block))


def of_kind(blocks: list[block], kind: str) -> list[block]:
    return [node for node in blocks if node.kind == kind]


def test_a_lesson_lists_its_facts(blocks: list[block]) -> None:
    one, other = of_kind(blocks, "lesson")
    facts = [entry.astext() for entry in next(one.findall(nodes.bullet_list)).children]
    assert facts[:3] == ["Module: 6.3", "Load: build", "Time: 45 min"]
    assert facts[3].startswith("Notebook: ")
    assert one.title_text() == "Lesson 6.3.5"
    assert one["data"] == {"lesson": "index"}
    assert "Module" not in other.astext()


def test_pages_are_linked_by_their_titles(built: Built) -> None:
    html = built.html()
    for target, title in (("notebooks/one", "Notebook one"), ("sub/two", "Two")):
        assert re.search(rf'href="{target}.html"><span class="doc">{title}</span>', html)
    assert 'href="../index.html"' in built.html("sub/two")


def test_a_scope_says_what_is_in_and_what_is_out(blocks: list[block]) -> None:
    (scope,) = of_kind(blocks, "constraint")
    said = [
        (side["classes"], *(child.astext() for child in side.children))
        for side in scope.findall(item)
    ]
    assert said == [
        (["ped-in"], "This lesson covers", "in one\n\nin two"),
        (["ped-out"], "It leaves out", "out one"),
    ]
    assert scope.astext().index("Before.") < scope.astext().index("in one")


def test_cards_keep_their_order_and_their_looks(blocks: list[block]) -> None:
    (cards,) = of_kind(blocks, "cards")
    assert [child.astext().partition("\n")[0] for child in cards.body] == [
        "Before.",
        "One",
        "After.",
    ]
    one, two = cards.findall(item)
    assert {"ped-card-item", "ped-idea", "mine"} <= set(one["classes"])
    assert one["ids"] == ["card"]
    assert not {"ped-idea", "ped"} & set(two["classes"])
    assert next(one.findall(nodes.emphasis)).astext() == "One"


def test_phases_are_counted(blocks: list[block]) -> None:
    (phases,) = of_kind(blocks, "phases")
    (spine,) = phases.findall(nodes.enumerated_list)
    assert [entry.astext().split() for entry in spine.children] == [
        ["First", "do"],
        ["Second", "do", "more"],
    ]
    assert next(spine.findall(nodes.literal)).astext() == "First"


def test_references_to_parts_show_their_titles(built: Built) -> None:
    titles = (("card", "One"), ("phase", "First"), ("sum", "Guided exercise 1: Sum"))
    for label, title in titles:
        assert f'href="#{label}"><span class="std std-ref">{title}</span>' in built.html()
        assert f'id="{label}"' in built.html()


def test_exercises_are_counted_on_their_page(blocks: list[block]) -> None:
    assert [
        re.sub(r"\s+", " ", node.children[0].astext()) for node in of_kind(blocks, "exercise")
    ] == [
        "Guided exercise 1: Sum",
        "Exercise 2: Product",
        "Independent exercise 3: Power",
    ]


def test_a_hint_is_folded_in_an_exercise_and_docutils_own_elsewhere(built: Built) -> None:
    assert built.html().count('<details class="ped ped-hint') == 1
    assert '<div class="admonition hint">' in built.html()


def test_a_solution_leads_to_its_exercise(built: Built) -> None:
    line = re.search(r'<p class="ped-for">.*?</p>', built.html())
    assert line is not None
    assert 'href="#sum"' in line[0]
    assert "Sum" in line[0]


def test_a_concept_lists_its_facts(blocks: list[block]) -> None:
    (concept,) = of_kind(blocks, "concept")
    assert "ped-chip" in concept["classes"]
    facts = [entry.astext() for entry in next(concept.findall(nodes.bullet_list)).children]
    assert facts == ["Depth: applied", "Also called: a, b"]
