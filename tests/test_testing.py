"""The fixtures for plugin authors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_pedagogy.api import Subtype
from sphinx_pedagogy.testing import Warned, read_warnings

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject


def test_a_page_becomes_a_project(make_project: MakeProject) -> None:
    built = make_project("# Title\n\nBody & *more*.").build()
    assert built.warnings == []
    assert not built.failed
    assert "<em>more</em>" in built.html()
    assert "Body & more." in built.text()
    assert next(built.doctree().findall(nodes.title)).astext() == "Title"


def test_many_files_and_another_builder(make_project: MakeProject) -> None:
    project = make_project(
        {"index.rst": "Page\n====\n\n.. include:: sub/part.txt\n", "sub/part.txt": "kept"}
    )
    assert "kept" in project.build("text").read("index.txt")


def test_the_pages_of_another_builder_are_read_by_their_names(make_project: MakeProject) -> None:
    project = make_project("# T\n\nBody.")
    assert "Body." in project.build("dirhtml").text()
    told = r'no HTML page of "index".* read\(\) a file by its name: index\.txt'
    with pytest.raises(FileNotFoundError, match=told):
        project.build("text").text()


def test_a_warning_is_named_as_suppress_warnings_takes_it(make_project: MakeProject) -> None:
    page = ":::{requires}\n- Thing (mentioned)\n:::\n"
    warned = make_project(page).build().warnings
    assert f"pedagogy.{Subtype.STRUCTURE}" in {one.subtype for one in warned}


def test_settings_reach_conf_py(make_project: MakeProject) -> None:
    project = make_project("# T", html_title="Changed", extensions=["sphinx.ext.todo"])
    built = project.build()
    assert "<title>T &#8212; Changed</title>" in built.html()
    assert "sphinx.ext.todo" in built.env.config.extensions
    project.configure(html_title="Again")
    assert "<title>T &#8212; Again</title>" in project.build().html()


def test_a_folder_is_copied(make_project: MakeProject, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser"]\n', encoding="utf-8")
    (tmp_path / "index.md").write_text("# Folder\n", encoding="utf-8")
    project = make_project(tmp_path, html_theme="basic")
    assert project.root != tmp_path
    assert "Folder" in project.build().text()


def test_warnings_are_records_and_fail_a_strict_build(make_project: MakeProject) -> None:
    project = make_project("# T\n\n{ref}`nowhere`\n")
    built = project.build(strict=True)
    assert built.failed
    assert built.warnings == [Warned("index.md", 3, "ref.ref", "undefined label: 'nowhere'")]


def test_reading_warnings(tmp_path: Path) -> None:
    log = (
        f"\x1b[31m{tmp_path}/a.md:7: WARNING: many\nlines: here [x.y]\x1b[39;49;00m\n"
        f"{tmp_path}/b.md: ERROR: no line\n"
        f"{os.path.relpath(tmp_path / 'part.txt')}:4: WARNING: included\n"
        "conf.py: WARNING: as it is\n"
        "WARNING: no place: here [pedagogy.name]\n"
    )
    assert read_warnings(log, tmp_path) == [
        Warned("a.md", 7, "x.y", "many\nlines: here"),
        Warned("b.md", None, "", "no line"),
        Warned("part.txt", 4, "", "included"),
        Warned("conf.py", None, "", "as it is"),
        Warned("", None, "pedagogy.name", "no place: here"),
    ]
