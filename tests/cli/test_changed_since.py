"""`sphinx-pedagogy audit --changed-since`: only lessons that have changed are listed and decide."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run, Said

    from sphinx_pedagogy.testing import Project

PIXELS = "1-1-1-pixels.md"
LATENTS = "1-1-2-latents.md"


def git(folder: Path, *arguments: str) -> None:
    """Run git, as somebody."""
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(course: Project) -> Project:
    """The small course, committed in a repository that ignores what is built."""
    root = course.root.parent
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("_build\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a course")
    return course


def commit(course: Project, message: str = "more") -> None:
    """Commit all that stands there."""
    git(course.root, "add", "-A")
    git(course.root, "commit", "-q", "-m", message)


def since(run: Run, course: Project, *more: str, revision: str = "main") -> Said:
    """Return what an audit says of what has changed."""
    return run("audit", course.root, "--changed-since", revision, *more)


def listed(run: Run, course: Project, revision: str = "main") -> set[str]:
    """Return the pages of which something is listed."""
    said = since(run, course, "--format", "json", revision=revision)
    facts: dict[str, Any] = json.loads(said.out)
    return {one["document"] for one in facts["findings"]}


def add_line(course: Project, name: str) -> None:
    """Change a page."""
    with (course.root / name).open("a", encoding="utf-8") as page:
        page.write("\nMore of it.\n")


def test_nothing_changed(repository: Project, run: Run) -> None:
    assert run("audit", repository.root).code == 1
    said = since(run, repository)
    assert (said.code, said.err) == (0, "")
    assert said.out == "0 changed lessons: nothing found\n"


def test_what_nobody_committed_counts(repository: Project, run: Run) -> None:
    add_line(repository, LATENTS)
    said = since(run, repository)
    assert said.code == 1
    assert "error [prerequisite]" in said.out
    assert "notes.md" not in said.out
    assert said.out.endswith("1 changed lesson: 1 error, 1 note\n")
    git(repository.root, "add", "-A")
    assert listed(run, repository) == {"1-1-2-latents"}


def test_what_was_committed_since_counts(repository: Project, run: Run) -> None:
    git(repository.root, "checkout", "-q", "-b", "mine")
    add_line(repository, PIXELS)
    commit(repository)
    assert listed(run, repository) == {"1-1-1-pixels"}
    assert listed(run, repository, "HEAD") == set()


def test_what_others_changed_meanwhile_does_not(repository: Project, run: Run) -> None:
    git(repository.root, "checkout", "-q", "-b", "mine")
    add_line(repository, PIXELS)
    commit(repository)
    git(repository.root, "checkout", "-q", "main")
    add_line(repository, LATENTS)
    commit(repository)
    git(repository.root, "checkout", "-q", "mine")
    assert listed(run, repository) == {"1-1-1-pixels"}


@pytest.mark.parametrize("told", [True, False], ids=["git mv", "mv"])
def test_another_name_alone_is_no_change(repository: Project, run: Run, told: bool) -> None:
    root = repository.root
    (root / "index.md").write_text(
        (root / "index.md").read_text("utf-8").replace("1-1-2-latents", "1-1-2-code"), "utf-8"
    )
    commit(repository)
    if told:
        git(root, "mv", LATENTS, "1-1-2-code.md")
    else:
        shutil.move(root / LATENTS, root / "1-1-2-code.md")
    assert "1-1-2-code" not in listed(run, repository, "HEAD")
    add_line(repository, "1-1-2-code.md")
    assert listed(run, repository, "HEAD") == {"1-1-2-code"}


def test_a_new_page_counts_and_other_pages_by_themselves(repository: Project, run: Run) -> None:
    repository.write({"notes.md": "# Notes\n\n{concept}`latnet` again.\n"})
    repository.write({"1-1-4-new.md": "---\norphan: true\n---\n# N\n\n:::{lesson} 1.1.4\n:::\n"})
    assert listed(run, repository) == {"notes", "1-1-4-new"}


def test_an_included_file_is_a_source(repository: Project, run: Run) -> None:
    text = (repository.root / PIXELS).read_text("utf-8")
    repository.write({PIXELS: f"{text}\n```{{include}} part.txt\n```\n", "part.txt": "Part.\n"})
    repository.configure(exclude_patterns=["_build", "part.txt"])
    commit(repository)
    assert listed(run, repository) == set()
    repository.write({"part.txt": "Another part.\n"})
    assert listed(run, repository) == {"1-1-1-pixels"}


def test_with_a_baseline(repository: Project, run: Run, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    run("audit", repository.root, "--write-baseline", known)
    add_line(repository, LATENTS)
    said = since(run, repository, "--baseline", str(known))
    assert said.code == 0
    assert said.out == "1 changed lesson: nothing new (2 in the baseline)\n"
    repository.write({"notes.md": "# Notes\n\n{concept}`other`.\n"})
    said = since(run, repository, "--baseline", str(known))
    assert said.code == 1
    assert '"other" is no concept' in said.out


def test_each_format_is_of_what_has_changed(repository: Project, run: Run) -> None:
    add_line(repository, LATENTS)
    results = json.loads(since(run, repository, "--format", "sarif").out)["runs"][0]["results"]
    assert {one["ruleId"] for one in results} == {"prerequisite", "scope"}
    lines = since(run, repository, "--format", "lines").out.splitlines()
    assert len(lines) == 2
    facts = json.loads(since(run, repository, "--format", "json").out)
    assert [lesson["slug"] for lesson in facts["lessons"]] == ["latents"]


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        (["--write-baseline", "b.json"], "a baseline is one of the whole course"),
        (["--fix"], "leave --changed-since out"),
    ],
)
def test_what_does_not_go_together(
    more: list[str], complaint: str, repository: Project, run: Run
) -> None:
    said = since(run, repository, *more)
    assert said.code == 2
    assert complaint in said.err


def test_a_revision_that_git_does_not_know(repository: Project, run: Run) -> None:
    said = since(run, repository, revision="no-such")
    assert (said.code, said.out) == (2, "")
    assert said.err == 'sphinx-pedagogy: git knows no revision "no-such"\n'
    assert since(run, repository, revision="--all").code == 2


def test_a_folder_that_is_no_repository(
    course: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(course.root.parent))
    said = since(run, course)
    assert said.code == 2
    assert said.err.endswith("is in no repository; leave the option out\n")


def test_without_git(repository: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    said = since(run, repository)
    assert said.code == 2
    assert "needs git" in said.err
