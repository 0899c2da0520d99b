"""Two lessons whose files have one name: a warning, and nothing of either is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import catalogue_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PAGES = {
    "index.md": "# T\n\n```{toctree}\na/1-1-1-sort\nb/1-2-1-sort\nz\n```\n\n:::{curriculum}\n:::\n",
    "a/1-1-1-sort.md": "# Sort A\n\n:::{lesson} 1.1.1\n:::\n\n"
    ":::{concept} Alpha\n:depth: applied\nIs.\n:::\n",
    "b/1-2-1-sort.md": "# Sort B\n\n:::{lesson} 1.2.1\n:::\n\n"
    ":::{concept} Beta\n:depth: applied\nIs.\n:::\n\n:::{requires}\n- Alpha (applied)\n:::\n",
    "z.md": "# Z\n\n:::{lesson} 1.3.1\n:::\n\n"
    "{lesson}`sort`, {lesson}`1.2.1`, {lesson}`sort-2`, {concept}`Beta`\n",
}
WARNING = (
    'lesson: "sort" is also the lesson in a/1-1-1-sort, so this one is known as "sort-2"; rename '
    "one of the two files"
)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_second_has_a_name_of_its_own(jobs: int, make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_audit={"*": "off", "duplicate": "warning"})
    built = project.build(jobs=jobs)
    assert [(one.path, one.line, one.text) for one in built.warnings] == [
        ("b/1-2-1-sort.md", 3, WARNING)
    ]
    assert "You will learn Beta Beta (applied)" in built.text("b/1-2-1-sort")
    assert re.search(
        r"You need taught before Alpha ?\( ?applied ?\) ?ok", built.text("b/1-2-1-sort")
    )
    assert "1.2.1 Sort B" in built.text()
    page = built.html("z")
    assert page.count('href="a/1-1-1-sort.html') == 1
    assert page.count('href="b/1-2-1-sort.html') >= 3
    facts = json.loads(built.read("curriculum.json"))
    assert [one["slug"] for one in facts["lessons"]] == ["sort", "sort-2", "z"]
    assert facts["lessons"][1]["teaches"][0]["concept"] == "beta"


def test_a_name_that_is_taken_is_passed_over(make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_audit={"*": "off", "duplicate": "warning"})
    project.write({"1-1-2-sort-2.md": "# Own\n\n:::{lesson} 1.1.2\n:::\n"})
    course = catalogue_of(project.build("dummy").env).course
    assert [one.slug for one in course.lessons] == ["sort", "sort-2", "sort-3", "z"]


def test_it_has_its_name_again_when_the_other_is_renamed(make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_audit={"*": "off", "duplicate": "warning"})
    project.build()
    text = project.root.joinpath("a/1-1-1-sort.md").read_text("utf-8")
    project.remove("a/1-1-1-sort.md")
    project.write(
        {
            "a/1-1-1-first.md": text,
            "index.md": PAGES["index.md"].replace("a/1-1-1-sort", "a/1-1-1-first"),
        }
    )
    project.write({"z.md": PAGES["z.md"].replace(", {lesson}`sort-2`", "")})
    built = project.build()
    assert built.warnings == []
    assert 'href="b/1-2-1-sort.html' in built.html("z")
