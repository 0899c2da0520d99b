"""``course-path``: what can be read here, for the front page of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PAGES = {
    "index.md": "# Course\n\n:::{course-path}\n:::\n\n```{toctree}\na\nb\nbook\nrecords\n```\n",
    "a.md": "# Alpha\n\n:::{lesson} 1.1.1\n:time: 20 min\n:notebook: book\n"
    "What *alpha* is.\n\nMore.\n:::\n",
    "b.md": "# Beta\n\n:::{lesson} 1.2.1\n:::\n",
    "book.md": "# Book\n",
    "records.md": "# Records\n\n:::{lesson-record} 0.1.1 Before\n- Thing (developed)\n:::\n",
}
OFF = {"*": "off"}


def test_lessons_stand_by_module_with_summary_time_and_notebook(make_project: MakeProject) -> None:
    built = make_project(PAGES, pedagogy_audit=OFF).build("html")
    assert built.warnings == []
    text = built.text()
    assert "Module 1.1 1.1.1 Alpha · 20 min · Notebook What alpha is. Module 1.2 1.2.1 Beta" in text
    assert "Before" not in text
    assert '<a href="book.html">Notebook</a>' in built.html()
    assert "What <em>alpha</em> is." in built.html()


def test_it_can_be_that_of_a_module(make_project: MakeProject) -> None:
    pages = PAGES | {"index.md": PAGES["index.md"].replace("{course-path}", "{course-path} 1.2")}
    text = make_project(pages, pedagogy_audit=OFF).build("html").text()
    assert "1.2.1 Beta" in text
    assert "1.1.1 Alpha ·" not in text


def test_a_new_summary_changes_the_front_page(make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_audit=OFF)
    project.build("html")
    project.write({"a.md": PAGES["a.md"].replace("What *alpha* is.", "Something else.")})
    assert "Something else." in project.build("html").text()
