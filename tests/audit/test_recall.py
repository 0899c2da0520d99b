"""The last report serves again as long as nothing has changed, and no longer."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy import headless
from sphinx_pedagogy.audit.recall import FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.audit.conftest import Run

    from sphinx_pedagogy.testing import Project


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read since."""
    found: list[str] = []
    read = headless.read

    def counted(app: object) -> None:
        found.append("read")
        read(app)  # type: ignore[arg-type]

    monkeypatch.setattr(headless, "read", counted)
    return found


def test_it_serves_again_in_every_form(course: Project, run: Run, reads: list[str]) -> None:
    course.write({"notes.md": "# Notes\n\n:::{check}\n:::\n\n```{include} part.txt\n```\n"})
    course.write({"part.txt": "{concept}`nope`\n"})
    first = run("audit", course.root)
    assert "pedagogy.empty" in first.err
    assert run("audit", course.root) == first
    for form in ("json", "sarif", "lines"):
        run("audit", course.root, "--format", form)
    assert len(reads) == 1
    assert run("audit", course.root, "--fresh") == first
    assert len(reads) == 2


CHANGES: dict[str, Callable[[Project], object]] = {
    "a page": lambda course: course.write({"notes.md": "# Notes\n"}),
    "a new page": lambda course: course.write({"more/new.md": "# New\n"}),
    "a page less": lambda course: course.remove("notes.md"),
    "what a page includes": lambda course: course.write({"part.txt": "text\n"}),
    "a setting": lambda course: course.configure(pedagogy_fading_after=2),
    "what conf.py imports": lambda course: course.write({"helper.py": "answer = 42\n"}),
    "docutils' settings": lambda course: course.write({"docutils.conf": "[general]\n"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(
    change: str,
    course: Project,
    run: Run,
    reads: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course.write({"helper.py": "answer = 4\n", "part.txt": "word\n"})
    course.write({"notes.md": "# Notes\n\n```{include} part.txt\n```\n"})
    conf = (course.root / "conf.py").read_text("utf-8")
    course.write({"conf.py": f"import helper\n{conf}"})
    monkeypatch.syspath_prepend(course.root)
    run("audit", course.root)
    run("audit", course.root)
    assert len(reads) == 1
    CHANGES[change](course)
    run("audit", course.root)
    assert len(reads) == 2
    sys.modules.pop("helper", None)


def test_settings_of_the_command_line(course: Project, run: Run, reads: list[str]) -> None:
    run("audit", course.root)
    run("audit", course.root, "-D", "pedagogy_audit.unknown=error")
    run("audit", course.root, "--cells")
    assert len(reads) == 3


def test_a_conf_that_looks_around_is_asked_each_time(
    course: Project, run: Run, reads: list[str]
) -> None:
    conf = (course.root / "conf.py").read_text("utf-8")
    course.write({"conf.py": f"import os\nwho = os.environ.get('WHO')\n{conf}"})
    run("audit", course.root)
    run("audit", course.root)
    assert len(reads) == 2


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"request": 1}', "\x00"])
def test_a_file_that_cannot_be_read(text: str, course: Project, run: Run) -> None:
    first = run("audit", course.root)
    (course.root / "_build" / "audit" / FILE).write_text(text, "utf-8")
    assert run("audit", course.root).out == first.out


def test_a_file_of_which_half_was_written(course: Project, run: Run) -> None:
    first = run("audit", course.root)
    file = course.root / "_build" / "audit" / FILE
    state, _, answer = file.read_text("utf-8").partition("\n")
    assert answer
    file.write_text(f"{state}\n{answer[:-1]}", "utf-8")
    assert run("audit", course.root).out == first.out


def test_the_last_report_needs_no_sphinx(course: Project, run: Run) -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "sphinx_pedagogy",
        "audit",
        str(course.root),
    ]
    subprocess.run([*command, "--fail-on", "never"], check=True, capture_output=True)
    done = subprocess.run([*command, "--fail-on", "never"], check=True, capture_output=True)
    names = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "sphinx_pedagogy.audit.recall" in names
    assert not names & {"sphinx.application", "docutils.nodes", "myst_nb"}


def test_what_is_not_worth_keeping_is_read_again(
    course: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headless, "STORED", 1)  # as if a few of a thousand pages had changed
    course.write({"one.md": "# One\n", "two.md": "# Two\n"})
    run("audit", course.root)
    wrong = "\n\n{concept}`nope`\n\n:::{check}\n:::\n"
    course.write({"one.md": f"# One{wrong}"})
    first = run("audit", course.root, "--format", "json")
    assert "one.md" in first.out
    assert run("audit", course.root, "--format", "json") == first
    course.write({"two.md": f"# Two{wrong}"})
    second = run("audit", course.root, "--format", "json")
    assert second == run("audit", course.root, "--format", "json", "--fresh")
    assert "one.md" in second.out
    assert "two.md" in second.out
    course.write({"one.md": "# One\n", "two.md": "# Two\n"})
    third = run("audit", course.root, "--format", "json")
    assert third == run("audit", course.root, "--format", "json", "--fresh")
    assert "one.md" not in third.out
