"""The beginning of a lesson: its own words, and two lines that unfold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

FIRST = (
    "# One\n\n:::{lesson} 1.1.1\n:::\n\n"
    ":::{concept} Known\n:depth: developed\ndefinition\n:::\n\n"
    ":::{concept} Half known\n:depth: mentioned\ndefinition\n:::\n"
)
SECOND = (
    "# Two\n\n:::{lesson} 1.1.2\n:::\n\n"
    ":::{constraint}\n+ this\n+ that\n\n- those\n:::\n\n"
    ":::{requires}\n- Known (developed): why\n- Half known (developed): why\n"
    "- Later (introduced): why\n:::\n\nprose\n"
)
THIRD = (
    "# Three\n\n:::{lesson} 1.1.3\n:::\n\n:::{concept} Later\n:depth: developed\ndefinition\n:::\n"
)
PAGES = {
    "index.md": "# Course\n\n```{toctree}\none\ntwo\nthree\n```\n",
    "one.md": FIRST,
    "two.md": SECOND,
    "three.md": THIRD,
}
OFF = {"*": "off"}


def gists(built: Built) -> list[str]:
    """Return what the folded lines of the second lesson say."""
    html = built.html("two")
    found = re.findall(r"<details[^>]*ped-folded.*?<summary[^>]*>(.*?)</summary>", html, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", " ", summary).split()) for summary in found]


def taught(built: Built) -> str:
    """Return the line of the first lesson that says what it teaches, as HTML."""
    found = re.search(r"<(\w+)[^>]*ped-outcomes.*?</\1>", built.html("one"), re.DOTALL)
    return found[0] if found else ""


def test_scope_and_requirements_are_a_line_each(make_project: MakeProject) -> None:
    assert gists(make_project(PAGES, pedagogy_audit=OFF).build("html")) == [
        "Scope 2 covered, 1 left out",
        "You need 2 of 3 taught before, 1 to brush up",
    ]


def test_a_lesson_without_gaps_needs_nothing_to_be_said_of_them(make_project: MakeProject) -> None:
    lines = "- Half known (developed): why\n- Later (introduced): why\n"
    pages = PAGES | {"two.md": SECOND.replace(lines, "")}
    built = make_project(pages, pedagogy_audit=OFF).build("html")
    assert gists(built)[1] == "You need taught before"


def test_an_author_may_leave_them_open(make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_audit=OFF, pedagogy_fold_header=False)
    built = project.build("html")
    assert gists(built) == []
    assert "It leaves out" in built.text("two")
    assert taught(built).startswith("<p ")
    assert "You will learn: Known (developed); Half known (mentioned)" in built.text("one")
    project.configure(pedagogy_fold_header=True)
    assert len(gists(project.build("html"))) == 2


@pytest.mark.parametrize("builder", ["epub", "text", "latex"])
def test_what_is_printed_or_read_elsewhere_is_open(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES, pedagogy_audit=OFF).build(builder)
    pages = [path for path in built.outdir.rglob("*") if path.suffix in {".xhtml", ".txt", ".tex"}]
    text = "\n".join(path.read_text("utf-8") for path in pages)
    assert "to brush up" not in text
    assert "ped-folded" not in text
    assert "It leaves out" in text


def test_the_scope_of_a_recorded_lesson_is_open(make_project: MakeProject) -> None:
    record = (
        "# Records\n\n::::{lesson-record} 0.1.1 Earlier\n- Old (developed)\n\n"
        ":::{constraint}\n- left\n:::\n::::\n"
    )
    assert "ped-folded" not in make_project(record, pedagogy_audit=OFF).build("html").html()


def test_what_is_learned_is_listed_by_depth(make_project: MakeProject) -> None:
    built = make_project(PAGES, pedagogy_audit=OFF).build("html")
    folded = "You will learn Known, Half known Known (developed); Half known (mentioned)"
    assert folded in built.text("one")
    summary, _, line = taught(built).partition("</summary>")
    assert summary.startswith("<details ")
    assert "<a " not in summary
    assert line.count("<a ") == 2


@pytest.mark.parametrize("builder", ["epub", "text", "latex"])
def test_what_is_learned_is_one_sentence_elsewhere(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES, pedagogy_audit=OFF).build(builder)
    pages = [path for path in built.outdir.rglob("*") if path.suffix in {".xhtml", ".txt", ".tex"}]
    text = "\n".join(re.sub("<[^>]*>", "", path.read_text("utf-8")) for path in pages)
    assert "You will learn:" in text
    assert "You will learn Known" not in text
