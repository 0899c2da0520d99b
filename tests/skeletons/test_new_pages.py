"""`sphinx-pedagogy new`: what it writes is found, numbered, listed, and no more than unfinished."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run

AUTHORS = {
    "duplicate": "two lessons begin with the same words",
    "echo": "the same words stand in several places until they are replaced",
    "examples": "more examples, and one that is none",
    "jump": "what an exercise needs",
    "load": "how much is new",
    "mental-model": "a catch phrase",
    "misconceptions": "more than one wrong belief",
    "modalities": "a picture, a number, an analogy",
    "notebook": "whether there is one",
    "orphan": "what the lesson needs of others",
    "plan": "a plan",
    "seed": "code",
    "unconnected": "what the new concept builds on",
}
"""Rules that a new lesson may break, each with what only its author can write."""


@pytest.fixture
def course(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new course, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    said = run("new", "course", "Sorting things")
    assert said.code == 0
    assert said.out.splitlines() == [
        "sorting-things/conf.py",
        "sorting-things/index.md",
        "sorting-things/.gitignore",
        "sorting-things/1-1-first-module/index.md",
        "sorting-things/1-1-first-module/1-1-1-first-lesson.md",
    ]
    monkeypatch.chdir(tmp_path / "sorting-things")
    return tmp_path / "sorting-things"


def test_only_what_its_author_must_write_is_missing(course: Path, run: Run) -> None:
    run("new", "lesson", "Merge sort")
    run("new", "module", "Searching")
    run("new", "lesson", "Binary search")
    said = run("audit", "--format", "json", "-D", "pedagogy_audit_profile=strict")
    assert said.err == ""
    found = {(one["rule"], one["severity"]) for one in json.loads(said.out)["findings"]}
    assert {rule for rule, _severity in found} <= set(AUTHORS)
    assert "error" not in {severity for _rule, severity in found}


def test_a_new_course_is_green(course: Path, run: Run) -> None:
    """Nothing is wrong yet, so nothing is said, and `-W` does not fail."""
    run("new", "lesson", "Merge sort")
    run("new", "module", "Searching")
    run("new", "lesson", "Binary search")
    said = run("audit", "--fail-on", "warning")
    assert (said.code, said.err) == (0, "")
    built = Project(course.parent / "built", course).build(strict=True)
    assert not built.failed
    assert built.warnings == []
    # one step further, what its author has yet to write is named
    said = run("audit", "-D", "pedagogy_audit_profile=course")
    assert "3 lessons have no notebook" in said.out


def test_it_can_be_built(course: Path) -> None:
    built = Project(course.parent / "built", course, suppress_warnings=["pedagogy"]).build()
    assert built.warnings == []
    assert "1.1 First module" in built.text()


def test_numbers_and_places(course: Path, run: Run) -> None:
    assert run("new", "lesson", "Merge sort").out == "1-1-first-module/1-1-2-merge-sort.md\n"
    assert run("new", "module", "Searching").out == "1-2-searching/index.md\n"
    assert run("new", "lesson", "Wo ist es?").out == "1-2-searching/1-2-1-wo-ist-es.md\n"
    assert run("new", "lesson", "Heaps", ".", "--module", "1.1").out == (
        "1-1-first-module/1-1-3-heaps.md\n"
    )
    assert run("new", "module", "Graphs", "--series", "2").out == "2-1-graphs/index.md\n"
    facts = json.loads(run("audit", "--format", "json").out)
    assert [(one["number"], one["title"]) for one in facts["lessons"]] == [
        ("1.1.1", "First lesson"),
        ("1.1.2", "Merge sort"),
        ("1.1.3", "Heaps"),
        ("1.2.1", "Wo ist es?"),
    ]
    text = (course / "1-1-first-module" / "index.md").read_text("utf-8")
    tree = "```{toctree}\n1-1-1-first-lesson\n1-1-2-merge-sort\n1-1-3-heaps\n```\n"
    assert text.endswith(tree)
    assert "\n1-2-searching/index\n2-1-graphs/index\n```\n" in (course / "index.md").read_text(
        "utf-8"
    )


def test_nothing_is_overwritten(course: Path, run: Run) -> None:
    (course / "1-1-first-module" / "1-1-2-merge-sort.md").write_text("mine", "utf-8")
    said = run("new", "lesson", "Merge sort")
    assert said.code == 2
    assert "exists already" in said.err
    assert (course / "1-1-first-module" / "1-1-2-merge-sort.md").read_text("utf-8") == "mine"
    assert run("new", "course", "Other", ".").code == 2


def test_no_number_is_used_twice(course: Path, run: Run) -> None:
    records = ":::{lesson-record} 1.1.4 Heaps\n- heap (introduced)\n:::\n\n"
    records += ":::{lesson-record} 1.3.1 Graphs\n- graph (introduced)\n:::\n"
    (course / "records.md").write_text(f"# Records\n\n{records}", "utf-8")
    # a draft is no page yet, and one of two lessons with a number has none of its own
    (course / "1-1-first-module" / "1-1-6-draft.txt").write_text("later", "utf-8")
    assert run("new", "lesson", "Merge sort").out.startswith("1-1-first-module/1-1-7-merge-sort.md")
    assert run("new", "module", "Searching").out == "1-4-searching/index.md\n"


@pytest.mark.parametrize("title", ["First lesson", "FIRST  lesson!", "3 first lesson"])
def test_no_lesson_gets_the_name_of_another(title: str, course: Path, run: Run) -> None:
    run("new", "module", "Searching")
    said = run("new", "lesson", title)
    assert said.code == 2
    assert '"first-lesson" is already the lesson in 1-1-first-module/1-1-1-first' in said.err
    said = run("new", "lesson", title, "--module", "1.1")
    assert said.code == 2
    assert "1-1-1-first-lesson.md exists already, and stays as it is" in said.err
    assert not list((course / "1-2-searching").glob("1-2-1*"))


def test_a_course_without_numbers_is_told_what_is_missing(tmp_path: Path, run: Run) -> None:
    project = Project(tmp_path / "own", {"index.md": "# I\n\n:::{lesson}\n:::\n"})
    said = run("new", "lesson", "More", project.root)
    assert said.code == 2
    assert "sphinx-pedagogy: there is no module with a number yet; make it first" in said.err


def test_a_table_of_contents_that_it_cannot_read_is_left_alone(course: Path, run: Run) -> None:
    index = course / "1-1-first-module" / "index.md"
    text = index.read_text("utf-8") + "\n```{toctree}\n:caption: Two\n```\n"
    index.write_text(text, "utf-8")
    assert run("new", "lesson", "Heaps").out.splitlines() == [
        "1-1-first-module/1-1-2-heaps.md",
        "  add it to the table of contents of 1-1-first-module/index.md",
    ]
    assert index.read_text("utf-8") == text


def test_a_course_that_was_written_by_hand(read_once: Path, run: Run, tmp_path: Path) -> None:
    project = Project(tmp_path / "own", read_once)
    assert run("new", "lesson", "More", project.root).code == 0
    assert (project.root / "1-1-4-more.md").is_file()
    assert "\n1-1-4-more\n```" not in (project.root / "1-1-3-joint.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lesson", "X", "--module", "9.9"], 'there is no module "9.9" (there is 1.1)'),
        (["module", "X", "--series", "one"], '"one" is no series'),
        (["lesson", "?!"], "is no title"),
        (["course", "a\nb"], "is no title"),
        (["lesson"], "required: title"),
        ([], "KIND"),
    ],
)
def test_mistakes(arguments: list[str], message: str, course: Path, run: Run) -> None:
    said = run("new", *arguments)
    assert said.code == 2
    assert message in said.err


def test_no_course_is_made_in_a_course(course: Path, run: Run) -> None:
    said = run("new", "course", "Within")
    assert said.code != 0
    assert "within is inside the course ., which would read its pages as its own" in said.err
    assert not (course / "within").exists()


def test_a_new_course_leaves_what_builds_make_out_of_git(course: Path) -> None:
    ignored = (course / ".gitignore").read_text(encoding="utf-8").split()
    assert ignored == ["_build/", "jupyter_execute/", ".jupyter_cache/"]
