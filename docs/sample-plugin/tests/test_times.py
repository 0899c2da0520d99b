"""The view, the file and the command of this package, as their author would test them."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Project

INDEX = "# Course\n\n```{toctree}\nfirst\nsecond\n```\n\n:::{study-time}\n:::\n"
FIRST = "# First\n\n:::{lesson} 1.1.1\n:time: 1 h 30 min\n\nx\n:::\n"
SECOND = "# Second\n\n:::{lesson} 1.1.2\n:time: 45 min\n\nx\n:::\n"
STORY = ":::{field-note} The column\n:told-by: Bo\nIt knew.\n:::\n"


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    pages = {"index.md": INDEX, "first.md": FIRST, "second.md": SECOND}
    return make_project(pages, extensions=["pedagogy_sample"])


def test_the_view_shows_lessons_and_the_sum(project: Project) -> None:
    built = project.build()
    assert built.warnings == []
    assert "1.1.1 First 90 0 1.1.2 Second 45 0 Total: 135" in " ".join(built.text().split())


def test_the_view_counts_stories_of_other_pages(project: Project) -> None:
    project.build()
    project.write({"second.md": f"{SECOND}\n{STORY}"})
    assert "Second 45 1" in " ".join(project.build().text().split())


def test_the_view_speaks_the_language_of_the_course(project: Project) -> None:
    project.configure(language="de")
    assert "Summe: 135" in project.build().text()


def test_a_course_without_times(make_project: MakeProject) -> None:
    page = "# T\n\n:::{study-time}\n:::\n"
    built = make_project(page, extensions=["pedagogy_sample"]).build()
    assert built.warnings == []
    assert "No lesson says" in built.text()
    assert not (built.outdir / "times.csv").exists()


def test_the_file_has_a_row_for_each_lesson(project: Project) -> None:
    assert project.build().read("times.csv") == (
        "number,title,minutes,page\n1.1.1,First,90,first.html\n1.1.2,Second,45,second.html\n"
    )


def test_the_command_says_the_same(project: Project) -> None:
    if not entry_points(group="sphinx_pedagogy.commands", name="times"):
        pytest.skip("the package is not installed")
    command = [sys.executable, "-m", "sphinx_pedagogy", "times", str(project.root)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == "1.1.1 First: 90\n1.1.2 Second: 45\nTotal: 135\n"
    project.write({"second.md": SECOND.replace(":time: 45 min\n", "")})
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "1.1.2 Second: ?" in done.stdout
