"""Rules on how lessons hang together, where their examples in the manual leave something open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.audit.text.name_search import Names, echoed
from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject

GRADIENT = ":::{concept} Gradient\nUphill.\n:::\n"


def lesson(title: str, number: str, *body: str) -> str:
    """Return the page of a lesson."""
    return "\n".join((f"# {title}\n", f":::{{lesson}} {number}", ":::\n", *body))


# ── orphan, unconnected ─────────────────────────────────────────────────────────────


def test_the_first_lesson_of_a_module_may_begin_afresh(findings: Findings) -> None:
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.2.1")}
    assert findings(pages, "orphan") == []


def test_a_page_that_names_a_concept_is_use_enough(findings: Findings) -> None:
    pages = {"glossary.md": f"# Glossary\n\n{GRADIENT}", "more.md": "# M\n\n{concept}`gradient`\n"}
    assert findings(pages, "orphan") == []


def test_what_comes_first_builds_on_nothing(findings: Findings) -> None:
    assert findings({"a.md": lesson("A", "1.1.1", GRADIENT)}, "unconnected") == []


def test_a_mention_has_to_build_on_nothing(findings: Findings) -> None:
    mention = ":::{concept} Adam\n:depth: mentioned\nA method.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", mention)}
    assert findings(pages, "unconnected") == []


def test_to_build_on_what_comes_later_connects_nothing(findings: Findings) -> None:
    early = ":::{concept} Adam\n:builds-on: momentum\nA method.\n:::\n"
    late = ":::{concept} Momentum\n:builds-on: gradient\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", early),
        "c.md": lesson("C", "1.1.3", late),
    }
    [found] = findings(pages, "unconnected")
    assert 'all that it builds on comes later: "Momentum"' in found


# ── load ────────────────────────────────────────────────────────────────────────────


def test_a_course_sets_its_own_limit(findings: Findings, make_project: MakeProject) -> None:
    concepts = "".join(f":::{{concept}} C{at}\nx\n:::\n\n" for at in range(4))
    page = lesson("A", "1.1.1", concepts)
    assert len(findings({"a.md": page}, "load")) == 1
    project = make_project(
        page,
        pedagogy_audit={"*": "off", "load": "warning"},
        pedagogy_audit_limits={"load": {"most-new": 4}},
    )
    assert project.build("dummy").warnings == []


def test_more_lessons_than_planned_loads(findings: Findings) -> None:
    front = "# M\n\n:::{course-module} 1.1\n:loads: build\nGoal.\n:::\n"
    pages = {"m.md": front, "a.md": lesson("A", "1.1.1"), "b.md": lesson("B", "1.1.2")}
    [found] = findings(pages, "load")
    assert found.startswith("m:3 module 1.1 plans the loads of 1 and has 2 lessons")


@pytest.mark.parametrize(
    ("concepts", "status", "said"),
    [
        (6, "built", "names 1 target concept, and the lesson brings 7 that are new: "),
        (5, "built", ""),
        (6, "planned", ""),
    ],
)
def test_the_plan_counts_the_new_concepts(
    concepts: int, status: str, said: str, make_project: MakeProject
) -> None:
    new = "".join(f":::{{concept}} C{at}\nx\n:::\n\n" for at in range(concepts + 1))
    mentioned = ":::{concept} M\n:depth: mentioned\nx\n:::\n"
    project = make_project(
        {
            "index.md": "# Index\n",
            "a.md": lesson("A", "1.1.1", new, mentioned),
            "a.plan.md": f"# Plan\n\n:::{{plan}}\n:concepts: C0\n:status: {status}\nx\n:::\n",
        },
        pedagogy_audience="author",
        pedagogy_audit={"*": "off", "load": "warning"},
        pedagogy_audit_limits={"load": {"most-new": 9}},
    )
    found = [one.finding for one in domain_of(project.build("dummy").env).judged]
    assert [one.place.document for one in found] == (["a.plan"] if said else [])
    assert all(said in one.text for one in found)


# ── mental-model ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("It is the same orchestra in a smaller hall.", True),
        ("SAME ORCHESTRA, SMALLER CONCERT HALL!", True),
        ("It is fast.", False),
        ("", False),
    ],
)
def test_an_echo_may_use_other_words_between(text: str, heard: bool) -> None:
    assert (echoed("Same orchestra, smaller concert hall", text) >= 0.5) is heard


def test_an_echo_in_a_script_without_blanks() -> None:
    assert echoed("同じ楽団", "これは同じ楽団です") == 1


def test_without_a_summary_any_echo_will_do(findings: Findings) -> None:
    model = ":::{mental-model} Every word asks\nSo.\n:::\n"
    said = lesson("A", "1.1.1", model, "## Then\n\nEvery word asks again.\n")
    assert findings({"a.md": said}, "mental-model") == []
    unsaid = lesson("A", "1.1.1", model, "## Then\n\nNothing of the kind.\n")
    assert len(findings({"a.md": unsaid}, "mental-model")) == 1


def test_a_warning_below_an_analogy_is_its_limit(findings: Findings) -> None:
    analogy = ":::{analogy} A library\nBooks.\n:::\n"
    warned = ":::{warning}\nYou take one book home.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", analogy, warned)}
    assert findings(pages, "mental-model") == []


# ── preview, jump ───────────────────────────────────────────────────────────────────


def test_a_lesson_that_looks_back_announces_nothing(findings: Findings) -> None:
    back = "As {lesson}`a` said, the {concept}`gradient` and {concept}`momentum`.\n"
    momentum = ":::{concept} Momentum\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", back),
        "c.md": lesson("C", "1.1.3", momentum),
    }
    assert findings(pages, "preview") == []


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


def test_the_longer_name_is_found() -> None:
    names = Names(["diffusion", "latent diffusion", "", "U-Net", "C++ (lang)"])
    assert list(names.found_in("Latent  diffusion, u net and C++ (lang)")) == [
        "Latent  diffusion",
        "u net",
        "C++ (lang)",
    ]
    assert list(names.found_in("two diffusions, a diffusionist")) == ["diffusion"]
    assert list(Names([]).found_in("text")) == []


# ── record ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "This is lesson 2 of 3 in this module.",
        "Lesson 2 of 3.",
        "Lektion 2 von 3, leçon 2 sur 3.",
        "You have met it in lesson 1.1.1, and in lesson 7.1.9 of another course.",
        "There are 3+ lessons, 2 lessons ago, ten lessons later, in three lessons of an hour.",
        "Lesson 3 of module 1.1, lesson 12 of series 9.",
        "This module has three lessons.",
        "`lesson 9 of 9` as code is a number, too, but\n\n```\nlesson 9 of 9\n```\n\nthis is not.",
    ],
)
def test_numbers_that_may_be_true(findings: Findings, text: str) -> None:
    pages = {
        "a.md": lesson("A", "1.1.1"),
        "b.md": lesson("B", "1.1.2", text),
        "c.md": lesson("C", "1.1.3"),
    }
    found = findings(pages, "record")
    assert len(found) == ("as code" in text)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Lesson 1 of 3.", "it is lesson 2 of 3 in module 1.1, lesson 2 of 3 in series 1"),
        ("Lesson 2 of 3 in this course", "it is lesson 2 of 4 in this course"),
        ("See lesson 1.1.9.", "1.1 has no such lesson"),
        ("After 50+ lessons", "there are 4 in this course"),
        ("Lesson 7 of module 1.1", "1.1 has 3"),
        ("One of the five lessons in this series", "there are 3 in series 1"),
    ],
)
def test_numbers_that_are_wrong(findings: Findings, text: str, truth: str) -> None:
    pages = {
        "a.md": lesson("A", "1.1.1"),
        "b.md": lesson("B", "1.1.2", text),
        "c.md": lesson("C", "1.1.3"),
        "d.md": lesson("D", "2.1.1"),
    }
    [found] = findings(pages, "record")
    assert found.startswith("b:6 ")
    assert truth in found


def test_pages_that_are_no_lessons_may_speak_of_other_courses(findings: Findings) -> None:
    page = "# About\n\nFor courses with 800+ lessons. Lesson 3 of 9 is like lesson 1.1.7.\n"
    assert findings({"about.md": page, "a.md": lesson("A", "1.1.1")}, "record") == []
