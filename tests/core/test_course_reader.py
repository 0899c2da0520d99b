"""What views, exporters, commands and rules can ask of the course that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.course_ready import reader_of
from sphinx_pedagogy.core.course_request import Request
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.headless import read_course
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_pedagogy.core.course_reader import CourseReader
    from sphinx_pedagogy.testing import MakeProject, Project

FIRST = """# First

:::{lesson} 1.1.2
x
:::

:::{misconception} More *is* better
:because: It is easy.

x
:::

::::{exercise}
:label: ex-one
Do it.
:::{solution}
Done.
:::
::::
"""
EXAMPLE = ":::{example} One\nx\n:::\n"
PAGES = {
    "index.md": "# Course\n\n```{toctree}\nb-zero\na-first\nz-other\n```\n",
    "a-first.md": FIRST,
    "b-zero.md": f"# Zero\n\n:::{{lesson}} 1.1.1\nx\n:::\n\n{EXAMPLE}",
    "z-other.md": f"# Other\n\n{EXAMPLE}",
}
PLUGIN = '''
from sphinx_pedagogy.api import BlockRole, Items, Item, ViewSpec, add_view

def examples(context):
    """Return the titles of examples."""
    found = context.blocks(role=BlockRole.EXAMPLE)
    return [Items(tuple(Item((one.title or one.kind,)) for one in found))]

def tell(app, reader):
    (app.srcdir / "told").write_text(" ".join(one.kind for one in reader.blocks()))

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    app.connect("pedagogy-course-ready", tell)
    add_view(app, ViewSpec(name="all-examples", render=examples, static=True))
'''


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseReader]:
    """The course, read without being built."""
    from sphinx_pedagogy.testing import Project

    made = Project(tmp_path_factory.mktemp("reader"), PAGES)
    with read_course(Request(made.root)) as app:
        yield reader_of(app)


def test_blocks_of_lessons_come_first_in_course_order(reader: CourseReader) -> None:
    found = [(one.docname, one.kind) for one in reader.blocks()]
    assert found == [
        ("b-zero", "lesson"),
        ("b-zero", "example"),
        ("a-first", "lesson"),
        ("a-first", "misconception"),
        ("a-first", "exercise"),
        ("a-first", "solution"),
        ("z-other", "example"),
    ]


def test_a_block_says_what_its_author_wrote(reader: CourseReader) -> None:
    [found] = reader.blocks(kind="misconception")
    assert found.title == "More is better"
    assert found.options["because"] == "It is easy."
    assert BlockRole.MISCONCEPTION in found.roles
    assert found.place == Place("a-first", 7)
    assert found.lesson is not None
    assert found.lesson.number == (1, 1, 2)
    assert found.anchor == "misconception-more-is-better"


def test_blocks_without_a_title_or_lesson(reader: CourseReader) -> None:
    [exercise] = reader.blocks(kind="exercise")
    assert (exercise.title, exercise.anchor) == ("", "ex-one")
    [alone] = reader.blocks(page="z-other")
    assert (alone.lesson, alone.anchor) == (None, "")


def test_blocks_are_found_by_role_and_page(reader: CourseReader) -> None:
    assert [one.kind for one in reader.blocks(role=BlockRole.SOLUTION)] == ["solution"]
    assert [one.docname for one in reader.blocks(kind="example")] == ["b-zero", "z-other"]
    assert [one.kind for one in reader.blocks("example", page="z-other")] == ["example"]
    assert not [*reader.blocks(kind="example", role=BlockRole.SOLUTION)]
    assert not [*reader.blocks(page="no-such-page")]


@pytest.fixture
def project(make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The course, with the view of a plugin on its first page."""
    (tmp_path / "lists_examples.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    pages = {**PAGES, "index.md": PAGES["index.md"] + "\n:::{all-examples}\n:::\n"}
    return make_project(pages, extensions=["lists_examples"])


@pytest.mark.parametrize("page", ["b-zero.md", "z-other.md"])
def test_a_view_of_blocks_is_written_again_when_one_changes(project: Project, page: str) -> None:
    assert "One" in project.build().text()
    project.write({page: PAGES[page].replace("One", "Two")})
    built = project.build()
    assert built.warnings == []
    assert "Two" in built.text()


def test_what_all_pages_state_differs_when_a_block_does(project: Project) -> None:
    before = domain_of(project.build().env).pages["z-other"].mark
    project.write({"z-other.md": PAGES["z-other.md"].replace("x\n", "prose\n")})
    assert domain_of(project.build().env).pages["z-other"].mark == before
    project.write({"z-other.md": PAGES["z-other.md"].replace("One", "Two")})
    assert domain_of(project.build().env).pages["z-other"].mark != before


def test_blocks_are_there_when_the_course_is_ready(project: Project) -> None:
    project.build(jobs=2)
    assert (project.root / "told").read_text("utf-8").split().count("example") == 2
