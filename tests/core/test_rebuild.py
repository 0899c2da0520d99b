"""A build from nothing, in parallel, or after a change: the same pages, the same warnings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.testing import Built, MakeProject, Warned

ROOT = Path(__file__).parents[1] / "roots" / "every-block"

# Mistakes on three pages, so that the order of warnings could go wrong.
WRONG = {
    "wrong-a.md": """# wrong a

:::{phase} lost
kept
:::

:::{insight} x
:colour: red

y
:::
""",
    "wrong-b.rst": """wrong b
=======

.. exercise-start:: open

kept

.. side:: alone

   x
""",
    "sub/wrong-c.md": """# wrong c

:::{solution} of nothing
kept {ref}`to-d`
:::
""",
    "sub/fine-d.md": """# fine d

:::{insight} D
:label: to-d

kept {ref}`insight-label`
:::
""",
    "more.rst": """More
====

.. toctree::
   :glob:

   wrong-*
   sub/*
""",
}
INDEX = """# keptcourse

```{toctree}
records
lesson-plan
series
understanding
structures
practice
notebooks/first
more
```
"""


def make(root: Path) -> Project:
    """Write every block, and some mistakes."""
    project = Project(root, ROOT)
    project.write({**WRONG, "index.md": INDEX})
    return project


def pages(built: Built) -> dict[str, bytes]:
    """Return all that a reader is sent, by name.

    But for the search index: Sphinx itself writes it in another order after a change.
    """
    keep = {".html", ".js", ".css"}
    found = [path for path in built.outdir.rglob("*") if path.suffix in keep]
    files = [path for path in found if path.name != "searchindex.js"]
    return {str(path.relative_to(built.outdir)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All of it, built once, from nothing, in one process."""
    return make(tmp_path_factory.mktemp("clean")).build()


def check_same(built: Built, clean: Built) -> None:
    """Compare page by page, so that a difference can be read."""
    assert built.warnings == clean.warnings
    ours, theirs = pages(built), pages(clean)
    assert sorted(ours) == sorted(theirs)
    for name, page in theirs.items():
        assert ours[name] == page, name


def test_the_mistakes_are_told_by_page_and_line(clean: Built) -> None:
    assert [(w.path, w.line, w.subtype) for w in clean.warnings] == [
        ("sub/wrong-c.md", 3, "pedagogy.structure"),
        ("wrong-a.md", 3, "pedagogy.structure"),
        ("wrong-a.md", 8, "pedagogy.option"),
        ("wrong-b.rst", 4, "pedagogy.gate"),
        ("wrong-b.rst", 8, "pedagogy.structure"),
    ]


def test_from_nothing_again(clean: Built, tmp_path: Path) -> None:
    check_same(make(tmp_path).build(), clean)


@pytest.mark.parametrize("jobs", [2, 4])
def test_in_parallel(jobs: int, clean: Built, tmp_path: Path) -> None:
    project = make(tmp_path)
    # Sphinx reads in parallel from six documents on
    assert len(list(project.root.rglob("*.md"))) > 5
    check_same(project.build(jobs=jobs), clean)


def touch(project: Project) -> None:
    text = (project.root / "structures.md").read_text(encoding="utf-8")
    project.write({"structures.md": f"{text}\nMore.\n"})
    project.build()
    project.write({"structures.md": text})


def add_and_remove(project: Project) -> None:
    project.write({"wrong-z.md": "# wrong z\n\n:::{phase} gone\nkept\n:::\n"})
    assert project.build().warnings[-1].path == "wrong-z.md"
    project.remove("wrong-z.md")
    (project.root / "_build" / "html" / "wrong-z.html").unlink()


def rename(project: Project) -> None:
    text = WRONG["wrong-a.md"]
    project.remove("wrong-a.md")
    project.write({"wrong-zz.md": text})
    paths = [warned.path for warned in project.build().warnings]
    assert "wrong-a.md" not in paths
    assert paths.count("wrong-zz.md") == 2
    project.remove("wrong-zz.md")
    (project.root / "_build" / "html" / "wrong-zz.html").unlink()
    project.write({"wrong-a.md": text})


def mend_and_break(project: Project) -> None:
    project.write({"wrong-b.rst": "wrong b\n=======\n\nkept\n"})
    assert "wrong-b.rst" not in [warned.path for warned in project.build().warnings]
    project.write({"wrong-b.rst": WRONG["wrong-b.rst"]})


def change_setting(project: Project) -> None:
    project.configure(pedagogy_bare_names=False)
    subtypes = {warned.subtype for warned in project.build().warnings}
    assert "myst.directive_unknown" in subtypes
    project.configure(pedagogy_bare_names=True)


def in_parallel(project: Project) -> None:
    project.write({"wrong-b.rst": WRONG["wrong-b.rst"] + "\nMore.\n"})
    project.build(jobs=2)
    project.write({"wrong-b.rst": WRONG["wrong-b.rst"]})


@pytest.mark.parametrize(
    "change", [touch, add_and_remove, rename, mend_and_break, change_setting, in_parallel]
)
def test_after_a_change_and_back(
    change: Callable[[Project], None], clean: Built, tmp_path: Path
) -> None:
    project = make(tmp_path)
    project.build()
    change(project)
    check_same(project.build(), clean)


def test_after_no_change(clean: Built, tmp_path: Path) -> None:
    project = make(tmp_path)
    project.build()
    check_same(project.build(), clean)


def warnings_of(project: Project, *, jobs: int = 1) -> list[Warned]:
    """Return the warnings of a build that they fail."""
    built = project.build(strict=True, jobs=jobs)
    assert built.failed
    return built.warnings


def test_a_strict_build_fails_until_it_is_mended(clean: Built, tmp_path: Path) -> None:
    project = make(tmp_path)
    for jobs in (1, 1, 2):
        assert warnings_of(project, jobs=jobs) == clean.warnings
    for name in ("wrong-a.md", "wrong-b.rst", "sub/wrong-c.md"):
        project.write({name: "T\n=\n\nmended\n"})
    assert not project.build(strict=True).failed


def test_another_builder_tells_the_same(clean: Built, tmp_path: Path) -> None:
    project = make(tmp_path)
    assert project.build("text").warnings == clean.warnings
    assert project.build("html").warnings == clean.warnings


def test_a_page_is_only_written_again_when_it_changed(tmp_path: Path) -> None:
    project = make(tmp_path)
    built = project.build()
    before = {path: path.stat().st_mtime_ns for path in built.outdir.glob("*.html")}
    touch(project)
    project.build()
    written = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    # Sphinx writes the index and the search with every build
    assert written <= {"structures.html", "genindex.html", "search.html", "index.html"}


NUMBERED = {
    "index.md": "# I\n\n```{toctree}\n:numbered:\n\n1-a\nnotebooks/n\n```\n",
    "1-a.md": "# A\n\n:::{lesson} 1\n:notebook: notebooks/n\n:::\n",
    "notebooks/n.md": "# N\n\n```{ped:following}\n```\n\n:::{exercise} X\nDo\n:::\n",
}


def test_a_page_that_is_gone_is_not_written(make_project: MakeProject) -> None:
    """Sphinx counts what a numbered table of contents lists, also where the page is gone."""
    project = make_project(NUMBERED, numfig=True)
    project.build()
    project.remove("notebooks/n.md")
    again = [one.text for one in project.build().warnings]
    assert again == [one.text for one in project.build(fresh=True).warnings]
    assert any('its option "notebook" names no page "notebooks/n"' in one for one in again)


def test_a_lesson_is_read_again_when_its_notebook_is_renamed(make_project: MakeProject) -> None:
    more = {f"m{number}.md": "# M\n" for number in range(9)}
    project = make_project({**NUMBERED, **more})
    project.build(jobs=2)
    (project.root / "notebooks/n.md").rename(project.root / "notebooks/nn.md")
    for built in (project.build(jobs=2), project.build()):
        texts = [one.text for one in built.warnings]
        assert any('names no page "notebooks/n": did you mean "notebooks/nn"?' in t for t in texts)
        assert not any("unknown document" in one for one in texts)


def test_a_page_that_comes_is_taken_where_it_comes_first(make_project: MakeProject) -> None:
    project = make_project({**NUMBERED, "1-a.md": NUMBERED["1-a.md"].replace("notebooks/n", "n")})
    assert 'href="notebooks/n.html"' in project.build().html("1-a")
    project.write({"n.md": "# N\n"})
    project.build()
    html = (project.root / "_build/html/1-a.html").read_text(encoding="utf-8")
    assert 'internal" href="n.html"' in html
