"""What plans and reviews show of the course, and that it stays true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Project

LESSON = (
    "# {title}\n\n:::{{lesson}} {number}\n:load: build\n:::\n\n:::{{concept}} {title}\nA.\n:::\n"
)
REVIEW = "# Reviews\n\n:::{review} 1\n:date: 2026-01-02\n:::\n"
FINDING = "\n:::{review-finding} Too fast\n:severity: improvement\n:id: fast\n:::\n"
FILES = {
    "index.md": "# T\n\n```{toctree}\na\nb\n```\n\n```{review-log} 1.1\n```\n",
    "a.md": LESSON.format(title="Lists", number="1.1.1"),
    "b.md": LESSON.format(title="Sets", number="1.1.2"),
    "b.plan.md": (
        "# Plan\n\n:::{plan}\nSets.\n:::\n\n:::{plan-requires}\n- Lists (developed)\n:::\n"
    ),
    "b.reviews.md": REVIEW + FINDING,
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A course of two lessons, for its authors."""
    return make_project(FILES, pedagogy_audience="author")


def test_a_plan_tells_facts_from_concepts(project: Project) -> None:
    facts = "\n:::{plan-targets}\n- Sets (introduced)\n- Lists (developed)\n:::\n"
    facts += "\n:::{plan-facts}\n- one\n- two\n:::\n"
    project.write({"b.plan.md": FILES["b.plan.md"] + facts})
    built = project.build()
    assert built.warnings == []
    assert "New concepts: 1; new facts: 2" in built.text("b.plan")
    project.write({"b.plan.md": FILES["b.plan.md"] + "\n:::{plan-facts}\none\n:::\n"})
    (warned,) = project.build().warnings
    assert warned.text == "plan-facts: it has no list; write one item for each fact"


def test_the_log_lists_what_is_open(project: Project) -> None:
    text = project.build().text()
    assert "1.1.2 Sets 1 2026-01-02 0 1 0 needs revision Too fast (improvement)" in text
    assert "1.1.1 Lists" not in text


def test_what_is_open_is_told_at_the_lesson_and_in_its_checklist(project: Project) -> None:
    project.write({"b.plan.md": FILES["b.plan.md"] + "\n```{checklist}\n```\n"})
    built = project.build()
    told = "Open in reviews: Too fast (improvement)"
    assert f"review 1 (needs revision) {told}" in built.text("b")
    assert told in built.text("b.plan")
    assert told not in built.text("a")
    assert re.search(r'href="b.reviews.html#[\w-]*fast"', built.html("b"))


def test_a_plan_knows_its_place_and_what_students_know(project: Project) -> None:
    text = project.build().text("b.plan")
    assert "Lesson: 1.1.2 Sets (build) Lesson 2 of 2 in module 1.1" in text
    assert "Before it: 1.1.1 Lists (build)" in text
    assert "After it" not in text
    assert "Lists (developed) gap (not deep enough)" in text


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_pages_follow_a_change(jobs: int, project: Project) -> None:
    project.build(jobs=jobs)
    project.write(
        {
            "b.reviews.md": REVIEW
            + FINDING
            + "\n:::{review} 2\n:::\n\n:::{review-fix} fast\n:status: fixed\n:::\n",
            "a.md": FILES["a.md"].replace("} Lists", "} Lists\n:depth: developed"),
        }
    )
    built = project.build(jobs=jobs)
    assert built.warnings == []
    assert "plan, review 1 (needs revision), review 2 (pass)" in built.text("b")
    assert "Open in reviews" not in built.text("b")
    assert "Lists (developed) ok" in built.text("b.plan")
    log = built.text()
    assert "pass" in log
    assert "Too fast" not in log
    project.remove("b.reviews.md")
    built = project.build(jobs=jobs)
    assert "review 1" not in built.text("b")
    assert "Nothing yet." in built.text()


def test_a_lesson_that_is_only_recorded_has_a_state(make_project: MakeProject) -> None:
    files = FILES | {
        "b.md": "# Records\n\n:::{lesson-record} 1.1.2 Sets\n- Set (introduced)\n:::\n",
        "b.plan.md": FILES["b.plan.md"].replace("{plan}\n", "{plan} 1.1.2\n:status: planned\n"),
    }
    built = make_project(files, pedagogy_audience="author").build()
    assert "Lists introduced 1.1.1 Lists the lesson before" in built.text("b.plan")


def test_a_plan_of_no_lesson_says_so(make_project: MakeProject) -> None:
    source = "# T\n\n:::{plan} 9.9\n:status: planned\nx\n:::\n"
    assert "This lesson is not written yet." in make_project(source).build().text()
