"""A page in another encoding ends no build: Sphinx would stop for it without naming the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sphinx
from sphinx.testing.util import SphinxTestApp

from sphinx_pedagogy.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject, Project

LATIN = "# A\n\nSaid of a café.\n".encode("latin-1")
INDEX = "# I\n\n```{toctree}\na\nb\n```\n\n:::{insight} X\nY\n:::\n"


def make(make_project: MakeProject, parser: str, index: str = INDEX) -> Project:
    conf = f'extensions = ["{parser}", "sphinx_pedagogy"]\nexclude_patterns = ["_build"]\n'
    conf += 'html_theme = "basic"\nmyst_enable_extensions = ["colon_fence"]\n'
    project = make_project({"conf.py": conf, "index.md": index, "b.md": "# B\n"})
    (project.root / "a.md").write_bytes(LATIN)
    return project


@pytest.mark.parametrize("builder", ["html", "latex", "epub", "text", "singlehtml"])
@pytest.mark.parametrize("parser", ["myst_parser", "myst_nb"])
def test_it_is_left_out_and_told_of_each_time(
    parser: str, builder: str, make_project: MakeProject
) -> None:
    project = make(make_project, parser)
    for jobs in (1, 2):
        built = project.build(builder, jobs=jobs)
        [told] = [one for one in built.warnings if one.subtype == "pedagogy.unreadable"]
        assert (told.path, told.line) == ("a.md", 3)
        assert "no text in UTF-8: byte 0xe9" in told.text
        assert "the page is left out" in told.text


def test_a_page_that_was_read_before_stays_until_it_is_mended(make_project: MakeProject) -> None:
    project = make(make_project, "myst_nb")
    project.write({"a.md": "# A\n\nAs it was.\n"})
    assert project.build().warnings == []
    (project.root / "a.md").write_bytes(LATIN)
    for _ in range(2):
        [told] = project.build().warnings
        assert "the page stays as it was read before" in told.text
    project.write({"a.md": "# A\n\nAs it is now.\n"})
    built = project.build()
    assert built.warnings == []
    assert "As it is now." in built.text("a")


def test_what_is_mended_is_in_the_table_of_contents(make_project: MakeProject) -> None:
    project = make(make_project, "myst_parser")
    assert 'href="a.html"' not in project.build().html("index")
    project.write({"a.md": "# A\n"})
    built = project.build()
    assert built.warnings == []
    assert 'href="a.html"' in built.html("index")


def test_the_audit_reports_it(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(make_project, "myst_nb")
    for _ in range(2):
        assert main(["audit", str(project.root), "--format", "lines"]) == 1
        told = [line for line in capsys.readouterr().out.splitlines() if "0xe9" in line]
        assert len(told) == 1
        assert f"{project.root.name}/a.md:3: warning: " in told[0]


def test_a_project_without_a_block_of_ours_is_left_to_sphinx(make_project: MakeProject) -> None:
    project = make(make_project, "myst_parser", "# I\n\n```{toctree}\na\nb\n```\n")
    app = SphinxTestApp("html", project.root, project.root / "_build")
    try:
        if sphinx.version_info >= (9,):
            with pytest.raises(UnicodeDecodeError):
                app.build()
        else:  # it puts another sign in place of what it cannot read, and says so
            app.build()
            assert "undecodable source characters" in app.warning.getvalue()
        assert "pedagogy" not in app.warning.getvalue()
    finally:
        app.cleanup()


def test_the_encoding_of_the_project_counts(make_project: MakeProject, tmp_path: Path) -> None:
    project = make(make_project, "myst_parser")
    project.configure(source_encoding="latin-1")
    built = project.build()
    assert [one for one in built.warnings if one.subtype.startswith("pedagogy")] == []
    assert "Said of a café." in built.text("a")
