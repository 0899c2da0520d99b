"""What pages asked when they were written decides which are written again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_pedagogy.concepts.link_targets import link_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.concepts.link_targets import LinkTarget
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.testing import Built, MakeProject

PAGES = {
    "index.md": "# C\n\n```{toctree}\na\nb\nc\nd\n```\n",
    "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n"
    ":::{concept} Seed\n:depth: developed\nIt grows.\n:::\n",
    "b.md": "# B\n\n:::{lesson} 1.1.2\n:::\n\n:::{requires}\n- Seed (developed)\n:::\n",
    "c.md": "# C\n\n:::{lesson} 1.1.3\n:::\n\nA {concept}`seed`.\n",
    "d.md": "# D\n\n:::{lesson} 1.1.4\n:::\n\nA cover crop, or green manure.\n",
}
SHALLOW = PAGES["a.md"].replace("developed", "introduced")
NAMES = ("a", "b", "c", "d", "index")


def times(built: Built) -> dict[str, int]:
    """Return when each page was written."""
    return {name: (built.outdir / f"{name}.html").stat().st_mtime_ns for name in NAMES}


def written(project: Project, **options: Any) -> set[str]:
    """Build again, and return the pages that were written; the index always may be."""
    folder = project.root / "_build" / "html"
    before = {name: (folder / f"{name}.html").stat().st_mtime_ns for name in NAMES}
    after = times(project.build(**options))
    return {name for name in NAMES if before[name] != after[name]} - {"index"}


def check_as_new(project: Project, folder: Path) -> None:
    """Compare the pages with those of a build from nothing."""
    fresh = Project(folder, project.root).build()
    built = project.build()
    for name in NAMES:
        assert built.html(name) == fresh.html(name), name


MEDDLER = """
fails_on = ""
draws = ""


def fail(app, pagename, template, context, doctree):
    if pagename == fails_on:
        raise RuntimeError("no power")


def draw(app, builder):
    if draws:
        tree = app.env.get_doctree(draws)
        tree.children = []
        app.env.resolve_references(tree, draws, builder)


def setup(app):
    app.connect("html-page-context", fail)
    app.connect("write-started", draw)
    return {"parallel_write_safe": True, "parallel_read_safe": True}
"""


@pytest.fixture
def meddled(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A built course with an extension that can fail, and can draw a part of a page."""
    project = make_project(
        {**PAGES, "meddler_of_pages.py": MEDDLER}, extensions=["meddler_of_pages"]
    )
    monkeypatch.delitem(sys.modules, "meddler_of_pages", raising=False)
    monkeypatch.syspath_prepend(project.root)
    project.build()
    return project


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_that_came_to_no_end_leaves_no_old_page(
    meddled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    meddled.write({"a.md": SHALLOW})
    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["meddler_of_pages"], "fails_on", "a")
        with pytest.raises(Exception, match="no power"):
            meddled.build(jobs=jobs)
    check_as_new(meddled, tmp_path / "fresh")


@pytest.mark.parametrize("damage", [b"", b"\x80\x05]", b"no pickle"])
def test_without_what_is_stored_all_is_written_again(
    make_project: MakeProject, damage: bytes
) -> None:
    project = make_project(PAGES)
    project.build()
    (file,) = project.root.rglob("pedagogy-html-*.pickle")
    file.write_bytes(damage)
    assert written(project) == {"a", "b", "c", "d"}
    assert written(project) == set()


def test_a_change_of_what_only_cards_show_writes_no_page_that_links(
    make_project: MakeProject, tmp_path: Path
) -> None:
    project = make_project(PAGES)
    project.build()
    project.write({"a.md": PAGES["a.md"].replace("It grows.", "It sprouts.")})
    assert written(project) == {"a"}
    project.write({"a.md": SHALLOW})
    assert written(project) == {"a", "b"}  # the second says that it is not deep enough
    check_as_new(project, tmp_path / "fresh")


def test_all_that_an_answer_says_counts(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def more(catalogue: Catalogue, name: str, docname: str) -> LinkTarget | None:
        link = link_of(catalogue, name, docname)
        return link and link._replace(translated="Samen")

    project = make_project(PAGES)
    project.build()
    monkeypatch.setattr("sphinx_pedagogy.concepts.page_questions.link_of", more)
    # all pages state the same, and so nobody is asked
    assert written(project) == set()
    # now they do not: whatever an answer says is compared
    project.write({"a.md": PAGES["a.md"].replace("It grows.", "It sprouts.")})
    assert "c" in written(project)


def test_a_new_name_writes_the_pages_that_have_it(
    make_project: MakeProject, tmp_path: Path
) -> None:
    project = make_project(PAGES, pedagogy_link_mentions="section")
    project.build()
    named = PAGES["a.md"].replace(":depth:", ":aka: cover crop\n:depth:")
    project.write({"a.md": named})
    assert written(project) == {"a", "d"}
    check_as_new(project, tmp_path / "fresh")
    project.write({"a.md": named.replace("cover crop", "cover crop, green manure")})
    assert written(project, jobs=2) == {"a", "d"}
    project.write({"a.md": named.replace("It grows.", "It sprouts.")})
    assert written(project) == {"a", "d"}
    check_as_new(project, tmp_path / "again")


def test_another_output_has_pages_of_its_own(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project(PAGES)
    project.build()
    project.build("dirhtml")
    project.write({"a.md": SHALLOW})
    project.build("dirhtml")
    assert "b" in written(project)
    check_as_new(project, tmp_path / "fresh")


def test_a_part_that_others_draw_counts_beside_the_page(
    meddled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as drawing:
        drawing.setattr(sys.modules["meddler_of_pages"], "draws", "b")
        meddled.write({"c.md": PAGES["c.md"].replace("A {concept}", "The {concept}")})
        assert written(meddled) == {"c"}
    meddled.write({"a.md": SHALLOW})
    assert written(meddled) == {"a", "b"}
