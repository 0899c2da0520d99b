"""Folders beside the sources: their files are pages, as if they lay among the sources."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.execute.sample_pages import CONF, page

from sphinx_pedagogy.testing import Project

ROOT = Path(__file__).parents[2]
DOT = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><path d='M0 0h1v1z'/></svg>"
LESSON = "# One\n\n:::{lesson} 1.1.1\n:notebook: 1-1-1-one\nText.\n:::\n"
INDEX = "# I\n\n```{toctree}\n:glob:\n\n1/*\nnotebooks/*\n```\n"
LINKS = "{doc}`/1/1-1-1-one`, [physical](../sources/1/1-1-1-one.md), ![drawn](img/dot.svg)"
NOTEBOOK = page("print('said')", ":load: ../sources/part.py", title="Exercises", prose=LINKS)
SETTING = {"notebooks": "../notebooks"}


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder that holds both folders."""
    write(tmp_path, "notebooks/1-1-1-one.md", NOTEBOOK)
    write(tmp_path, "notebooks/img/dot.svg", DOT)
    write(tmp_path, "notebooks/drafts/no.md", "# No\n")
    return tmp_path


@pytest.fixture
def project(root: Path) -> Project:
    files = {
        "conf.py": CONF,
        "index.md": INDEX,
        "1/1-1-1-one.md": LESSON,
        "part.py": "print('from', 'file')",
    }
    return Project(
        root / "sources",
        files,
        pedagogy_folders=SETTING,
        pedagogy_notebooks=["notebooks/*.md"],
        pedagogy_audit={"*": "off"},
        exclude_patterns=["_build", "notebooks/drafts"],
        suppress_warnings=["myst-nb.lexer"],
        nb_execution_mode="off",
    )


def test_its_files_are_pages(project: Project) -> None:
    built = project.build(jobs=2)
    assert built.warnings == []
    assert {"notebooks/1-1-1-one", "1/1-1-1-one"} < built.env.found_docs
    assert "notebooks/drafts/no" not in built.env.found_docs
    html = built.html("notebooks/1-1-1-one")
    assert html.count('href="../1/1-1-1-one.html"') >= 2
    assert 'src="../_images/dot.svg"' in html
    assert "from" in built.text("notebooks/1-1-1-one")
    assert 'href="../notebooks/1-1-1-one.html"' in built.html("1/1-1-1-one")
    assert (built.outdir / "_notebooks/notebooks/1-1-1-one.ipynb").is_file()


def test_an_edit_is_noticed_and_nothing_else_is_read(project: Project, root: Path) -> None:
    first = project.build().env.all_docs
    assert project.build().env.all_docs == first
    write(root, "notebooks/1-1-1-one.md", NOTEBOOK + "\nNew words.\n")
    built = project.build()
    assert "New words." in built.text("notebooks/1-1-1-one")
    assert built.env.all_docs["1/1-1-1-one"] == first["1/1-1-1-one"]
    write(root, "notebooks/more.md", "# More\n")
    assert "notebooks/more" in project.build().env.found_docs


def test_a_warning_names_the_file(project: Project, root: Path) -> None:
    write(root, "notebooks/1-1-1-one.md", NOTEBOOK + "\n{doc}`gone`\n")
    (warned,) = project.build().warnings
    assert warned.path == str(root / "notebooks" / "1-1-1-one.md")


def test_a_lesson_whose_notebook_is_gone_has_none(project: Project, root: Path) -> None:
    """It has the name of the lesson, as our manual recommends."""
    (root / "notebooks" / "1-1-1-one.md").unlink()
    for _again in range(2):
        built = project.build(fresh=True)
        (warned,) = (one for one in built.warnings if one.subtype == "pedagogy.option")
        assert (warned.path, warned.line) == ("1/1-1-1-one.md", 4)
        assert 'its option "notebook" names no page "1-1-1-one" but this one' in warned.text
    assert not (built.outdir / "_notebooks").exists()


@pytest.mark.parametrize("kind", ["folder", "gone", "file"])
def test_a_folder_that_cannot_be_had_is_told(kind: str, project: Project, root: Path) -> None:
    if kind == "gone":
        project.configure(pedagogy_folders={"notebooks": "../nowhere"})
    elif kind == "folder":
        project.write({"notebooks/own.md": "# Own\n"})
    else:  # what Git makes of a link where links are not allowed
        project.write({"notebooks": "../notebooks"})
    built = project.build()
    told = [one.text for one in built.warnings if one.subtype == "pedagogy.config"]
    assert any("pedagogy_folders" in text for text in told) is (kind != "file")
    assert ("notebooks/1-1-1-one" in built.env.found_docs) is (kind == "file")


def test_cells_there_read_and_write_beside_their_page(project: Project, root: Path) -> None:
    code = "open('made.svg', 'w').write(open('data/dot.svg').read())"
    front = "execution: {inputs: [data/*.svg]}"
    write(root, "notebooks/data/dot.svg", DOT)
    write(root, "notebooks/x.md", page(code, front=front, prose="![made](made.svg)"))
    project.configure(nb_execution_mode="cache")
    for fresh in (False, True):
        built = project.build(fresh=fresh)
        assert built.warnings == []
        assert (root / "notebooks" / "made.svg").read_text() == DOT
        assert (built.outdir / "_images" / "made.svg").is_file()
    assert (root / "sources/executed/notebooks/x.cpu.ipynb").is_file()


def test_this_repository_has_no_links() -> None:
    """Git makes text files of them where they are not allowed, and pages are lost."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-C", str(ROOT), "ls-files", "-s"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [line for line in listed.splitlines() if line.startswith("120000")] == []
