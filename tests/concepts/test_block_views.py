"""What blocks fill in themselves: where a concept is used later, how much deeper it is taught."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject, Project

INDEX = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"


def lesson(number: str, body: str) -> str:
    """Return the page of a lesson."""
    return f"# L{number}\n\n:::{{lesson}} {number}\n:::\n\n{body}\n"


def concept(depth: str, more: str = "") -> str:
    """Return a block that teaches the concept."""
    return f":::{{concept}} Thing\n:depth: {depth}\n{more}:::\n"


COURSE = {
    "index.md": INDEX,
    "1-1-1-a.md": lesson("1.1.1", "{concept}`thing`"),
    "1-1-2-b.md": lesson("1.1.2", concept("introduced") + "\n{concept}`thing`"),
    "1-1-3-c.md": lesson("1.1.3", "{concept}`thing` and {concept}`thing`"),
    "1-1-4-d.md": lesson("1.1.4", ":::{requires}\n- Thing (mentioned)\n:::"),
    "1-1-5-e.md": lesson("1.1.5", ":::{recap} Thing\nAgain.\n:::"),
    "1-1-6-f.md": lesson("1.1.6", concept("applied")),
    "1-1-7-g.md": lesson("1.1.7", concept("mentioned")),
    "h.md": lesson("one more", "{concept}`thing`"),
    "zz.md": "# No lesson\n\n" + concept("introduced", ":id: other\n").replace("Thing", "Other"),
}


def used(built: Built, page: str) -> str:
    """Return the line that says where the concept of a page is used."""
    found = re.search(r'<p class="ped-uses">(.*?)</p>', built.html(page), re.DOTALL)
    return re.sub("<[^>]*>", "", found[1]) if found else ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course, with lines of three lessons at most."""
    from sphinx_pedagogy.testing import Project

    root = tmp_path_factory.mktemp("own")
    return Project(root, COURSE, pedagogy_backlinks=3).build()


def test_a_concept_names_the_lessons_after_its_own(built: Built) -> None:
    assert used(built, "1-1-2-b") == "Used in: 1.1.3, 1.1.4, 1.1.5 and 3 more"
    assert used(built, "1-1-6-f") == "Used in: 1.1.7, Lone more"
    assert 'href="1-1-3-c.html">1.1.3</a>' in built.html("1-1-2-b")


def test_what_nobody_uses_says_nothing(built: Built) -> None:
    assert used(built, "zz") == ""
    assert "Used in" not in built.text("zz")


def test_a_lesson_says_how_much_deeper_it_teaches(built: Built) -> None:
    assert "You will learn Thing Thing (introduced)" in built.text("1-1-2-b")
    assert "You will learn Thing Thing (introduced → applied)" in built.text("1-1-6-f")
    # no deeper than before
    assert "You will learn Thing Thing (mentioned)" in built.text("1-1-7-g")


def test_they_can_be_switched_off(make_project: MakeProject) -> None:
    project = make_project(COURSE, pedagogy_backlinks=0)
    assert "Used in" not in project.build().text("1-1-2-b")
    project.configure(pedagogy_backlinks=1)
    assert used(project.build(), "1-1-2-b") == "Used in: 1.1.3 and 5 more"


def test_a_new_use_is_seen_by_the_page_that_teaches(make_project: MakeProject) -> None:
    project = make_project(COURSE, pedagogy_backlinks=9)
    before = project.build().html("1-1-7-g")
    project.write({"zz.md": lesson("1.1.9", "{concept}`thing`")})
    after = project.build()
    assert used(after, "1-1-7-g").endswith("1.1.9")
    assert after.html("1-1-7-g") != before
    assert after.html("1-1-7-g") == make_project(
        {**COURSE, "zz.md": lesson("1.1.9", "{concept}`thing`")}, pedagogy_backlinks=9
    ).build().html("1-1-7-g")


@pytest.mark.parametrize(
    ("builder", "name"), [("text", "1-1-6-f.txt"), ("latex", "test.tex"), ("man", "test.1")]
)
def test_in_other_builders(builder: str, name: str, make_project: MakeProject) -> None:
    project: Project = make_project(COURSE, man_pages=[("index", "test", "Test", [], 1)])
    built = project.build(builder)
    assert [one.path for one in built.warnings] == ["h.md"]  # its number is none
    said = built.read(name)
    assert "Used in:" in said
    assert "1.1.7" in said


def test_translators_see_none_of_it(make_project: MakeProject) -> None:
    built = make_project(COURSE).build("gettext")
    assert "Used in" not in built.read("1-1-2-b.pot")
