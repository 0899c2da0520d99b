"""What `only` and `ifconfig` leave out of a build is not there for anything of ours."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from sphinx import addnodes

from sphinx_pedagogy.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject, Project

PAGE = """# Vectors

:::{lesson} 1.1.1
You.
:::

:::{exercise} First
:label: first

Do it.
:::

::::{only} CONDITION
:::{exercise} Second
:label: second

Do that.
:::

:::{concept} Norm
How long. [^note]
:::

{concept}`norm`

[^note]: A note.
::::

:::::{exercise} Third
:label: third

Do this. [^other]

::::{only} CONDITION
:::{solution}
For teachers.
:::
::::
:::::

{ref}`first` {ref}`third`

[^other]: Another.
"""
NEXT = """# Matrices

:::{lesson} 1.1.2
You.
:::

:::{concept-index}
:::

{concept}`norm`
"""


def course(make_project: MakeProject, condition: str, **conf: object) -> Project:
    pages = {
        "a.md": PAGE.replace("CONDITION", condition),
        "b.md": NEXT,
        "index.md": "# Course\n\n```{toctree}\na\nb\n```\n",
    }
    return make_project(pages, **conf)


def taught(built: Built) -> list[str]:
    """Return the concepts of the course."""
    facts = json.loads(built.read("curriculum.json"))
    return [one["concept"] for lesson in facts["lessons"] for one in lesson["teaches"]]


def check_left_out(built: Built) -> None:
    """Check that nothing of the teachers' is there, and that numbers have no gap."""
    assert taught(built) == []
    assert not json.loads(built.read("curriculum.json"))["concepts"]
    text = built.text("a")
    assert "Exercise 2: Third" in text
    assert "Second" not in text
    assert "teachers" not in text
    assert "Norm" not in built.html("b")
    assert "norm" not in built.html("a")
    assert "concept-norm" not in built.html("b")
    assert ">2<" not in built.html("a"), "the number of the note has a gap"
    assert [one.subtype for one in built.warnings] == ["pedagogy.unknown"]


def check_kept(built: Built) -> None:
    """Check that the teachers' part is there like any other."""
    assert taught(built) == ["norm"]
    text = built.text("a")
    assert "Exercise 3: Third" in text
    assert "For teachers." in text
    assert 'href="a.html#concept-norm"' in built.html("b")
    assert built.warnings == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_tag_and_back_with_the_same_doctrees(make_project: MakeProject, jobs: int) -> None:
    project = course(make_project, "teachers")
    plain = project.build(jobs=jobs)
    check_left_out(plain)
    page = plain.html("a")
    conf = project.root / "conf.py"
    before = conf.read_text(encoding="utf-8")
    conf.write_text(before + "tags.add('teachers')\n", encoding="utf-8")
    check_kept(project.build(jobs=jobs))
    conf.write_text(before, encoding="utf-8")
    again = project.build(jobs=jobs)
    check_left_out(again)
    assert again.html("a") == page


def test_a_condition_on_the_builder_differs_by_builder(make_project: MakeProject) -> None:
    project = course(make_project, "text or epub")
    check_left_out(project.build())
    text = project.build("text")
    assert "For teachers." in text.read("a.txt")
    assert text.warnings == []
    check_left_out(project.build())


def test_nothing_is_read_again_where_no_answer_changed(make_project: MakeProject) -> None:
    project = course(make_project, "teachers")
    built = project.build()
    trees = {one: one.stat().st_mtime_ns for one in built.outdir.parent.rglob("*.doctree")}
    project.build("text")
    assert trees == {one: one.stat().st_mtime_ns for one in trees}


@pytest.mark.parametrize("expression", ["level == 'teacher'", "level.startswith('teach')"])
def test_ifconfig(make_project: MakeProject, expression: str) -> None:
    def rest(page: str) -> str:
        return page.replace("{only} CONDITION", f"{{ifconfig}} {expression}")

    pages = {
        "a.md": rest(PAGE),
        "b.md": NEXT,
        "index.md": "# Course\n\n```{toctree}\na\nb\n```\n",
    }
    project = make_project(pages, extensions=["sphinx.ext.ifconfig"])
    conf = project.root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    setup = "def setup(app):\n    app.add_config_value('level', 'student', '')\n"
    conf.write_text(text + setup, encoding="utf-8")
    check_left_out(project.build())
    project.configure(level="teacher")
    check_kept(project.build())
    project.configure(level="student")
    check_left_out(project.build())


def test_to_read_a_page_runs_nothing(make_project: MakeProject, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    page = f'# A\n\n::::{{ifconfig}} open("{mark}", "w")\n:::{{insight}}\nx\n:::\n::::\n'
    project = make_project(page, extensions=["sphinx.ext.ifconfig"])
    assert main(["audit", str(project.root), "--fail-on", "never"]) in {0, 1}
    assert not mark.exists()


@pytest.mark.parametrize("is_ours", [True, False], ids=["ours", "plain"])
def test_where_nothing_may_run_nothing_is_evaluated(
    make_project: MakeProject, tmp_path: Path, is_ours: bool
) -> None:
    mark = tmp_path / "mark"
    inside = ":::{insight}\nKept.\n:::\n" if is_ours else "Kept.\n"
    call = f'__import__("pathlib").Path("{mark}").touch() is None'
    page = f"# A\n\n::::{{ifconfig}} {call}\n{inside}::::\n"
    harmless = "\n".join(
        f"::::{{ifconfig}} {condition}\n{word}\n::::\n"
        for condition, word in (("root_doc == 'other'", "Gone"), ("'T' in project", "There"))
    )
    project = make_project(
        page + harmless, extensions=["sphinx.ext.ifconfig"], pedagogy_executor="none"
    )
    built = project.build()
    assert not mark.exists()
    [told] = built.warnings
    assert (told.path, told.line, told.subtype) == ("index.md", 3, "pedagogy.config")
    assert 'pedagogy_executor = "none" runs no code' in told.text
    assert "Kept." in built.text()
    assert "There" in built.text()
    assert "Gone" not in built.text()
    project.configure(pedagogy_executor="local")
    assert project.build(fresh=True).warnings == []
    assert mark.exists()  # as in any project: the pages are one's own


def test_the_commands_take_tags_and_read_what_a_site_shows(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = course(make_project, "html and teachers", pedagogy_audit={})
    for tags, known in (((), False), (("-t", "teachers"), True), ((), False)):
        main(["state", "b", str(project.root), *tags])
        told = capsys.readouterr().out
        assert bool(re.search("(?i)norm", told)) is known, tags


def test_a_page_without_anything_of_ours_is_left_to_sphinx(make_project: MakeProject) -> None:
    built = make_project("# A\n\n:::{only} teachers\nText.\n:::\n").build()
    assert built.warnings == []
    assert list(built.doctree().findall(addnodes.only))
