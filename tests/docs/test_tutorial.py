"""The manual's tutorial, done as a reader does it: copy the files, build, look."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs"
FILES = DOCS / "tutorial"
PAGE = (DOCS / "start" / "tutorial.md").read_text(encoding="utf-8")

BUILD = "sphinx-build -W --keep-going . _build/html"
"""The command of the tutorial, word for word."""


AUDIT = "sphinx-pedagogy audit"
"""The other one."""


class Course:
    """The reader's folder."""

    def __init__(self, root: Path) -> None:
        """Begin with an empty folder."""
        self.root = root

    def copy(self, *names: str) -> None:
        """Write files of the tutorial."""
        for name in names:
            shutil.copy(FILES / name, self.root)

    def append(self, name: str) -> None:
        """Add a piece to the end of the lesson."""
        with (self.root / "learning-rate.md").open("a", encoding="utf-8") as lesson:
            lesson.write((FILES / name).read_text(encoding="utf-8"))

    def replace(self, old: str, new: str) -> None:
        """Change a word of the lesson, which is there."""
        lesson = self.root / "learning-rate.md"
        text = lesson.read_text(encoding="utf-8")
        assert old in text
        lesson.write_text(text.replace(old, new), encoding="utf-8")

    def read_source(self) -> list[str]:
        """Return the lines of the lesson's file."""
        return (self.root / "learning-rate.md").read_text(encoding="utf-8").splitlines()

    def build(self) -> subprocess.CompletedProcess[str]:
        """Run the tutorial's command."""
        command = [sys.executable, "-m", "sphinx", *BUILD.split()[1:]]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def audit(self) -> subprocess.CompletedProcess[str]:
        """Run the tutorial's other command."""
        command = [sys.executable, "-m", "sphinx_pedagogy", *AUDIT.split()[1:]]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def read(self) -> str:
        """Return the text of the lesson's page."""
        page = (self.root / "_build/html/learning-rate.html").read_text(encoding="utf-8")
        return " ".join(re.sub(r"<[^>]*>", "", page).split())

    def build_and_read(self) -> str:
        """Build, which must succeed without a warning, and return the text of the lesson."""
        done = self.build()
        assert done.returncode == 0, done.stderr
        return self.read()


class Steps(NamedTuple):
    """What the reader sees after each step."""

    first: str
    check: str
    cell: str
    exercise: str
    mistake: subprocess.CompletedProcess[str]
    page_with_mistake: str
    mended: str
    audited: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    """Do the whole tutorial once."""
    course = Course(tmp_path_factory.mktemp("my-course"))
    course.copy("conf.py", "index.md", "learning-rate.md")
    first = course.build_and_read()
    course.append("add-check.md")
    check = course.build_and_read()
    course.append("add-cell.md")
    cell = course.build_and_read()
    course.append("add-exercise.md")
    exercise = course.build_and_read()
    course.append("add-mistake.md")
    mistake, with_mistake = course.build(), course.read()
    course.replace(":scaffold: easy", ":scaffold: independent")
    mended = course.build_and_read()
    with (course.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write((FILES / "add-profile.txt").read_text(encoding="utf-8"))
    audited = course.audit()
    return Steps(first, check, cell, exercise, mistake, with_mistake, mended, audited)


def test_the_page_shows_every_file_in_this_order() -> None:
    shown = re.findall(r"\{literalinclude\} /tutorial/(\S+)", PAGE)
    assert shown == [
        "conf.py",
        "index.md",
        "learning-rate.md",
        "add-check.md",
        "add-cell.md",
        "add-exercise.md",
        "add-mistake.md",
        "warning.txt",
        "add-profile.txt",
        "audit.txt",
    ]
    assert {path.name for path in FILES.iterdir() if path.is_file()} == set(shown)
    assert BUILD in PAGE


def test_a_lesson_from_three_files(steps: Steps) -> None:
    assert "Lesson 1.1.1" in steps.first
    assert "Misconception: A larger learning rate gets there sooner" in steps.first
    assert "Why it is tempting:" in steps.first
    assert "Insight" in steps.first


def test_a_check_with_its_answer(steps: Steps) -> None:
    assert "Predict and verify: One step" in steps.check
    assert "For this function 0.5 is the perfect rate." in steps.check


def test_a_cell_that_ran(steps: Steps) -> None:
    assert "step 1: x = -0.800" in steps.cell
    assert "step 10: x = +0.107" in steps.cell


def test_an_exercise_whose_solution_ran(steps: Steps) -> None:
    assert "Supported exercise 1: The largest rate that still arrives" in steps.exercise
    assert "rate 1.01: |x| = 7.24" in steps.exercise


def test_a_mistake_fails_the_build_and_is_told_as_printed(steps: Steps) -> None:
    assert steps.mistake.returncode != 0
    told = re.sub(r"\x1b\[[0-9;]*m", "", steps.mistake.stderr)
    assert (FILES / "warning.txt").read_text(encoding="utf-8").strip() in told


def test_a_mistake_costs_no_text(steps: Steps) -> None:
    assert "A function with two minima" in steps.page_with_mistake
    assert "ends in the higher of the two" in steps.page_with_mistake


def test_it_is_mended_in_one_word(steps: Steps) -> None:
    assert "Independent exercise 2: A function with two minima" in steps.mended


def test_the_audit_says_what_the_page_shows(
    steps: Steps, check_gold: Callable[[Path, str], None]
) -> None:
    assert steps.audited.stderr == ""
    check_gold(FILES / "audit.txt", f"$ {AUDIT}\n{steps.audited.stdout}")


def test_a_cell_that_fails_is_told_with_its_line(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.copy("conf.py", "index.md", "learning-rate.md")
    course.append("add-cell.md")
    course.replace("x = 1.0\n", "x = one\n")
    done = course.build()
    line = course.read_source().index("x = one") + 1
    assert done.returncode != 0
    assert f"learning-rate.md:{line}: WARNING: a cell failed: NameError" in done.stderr


@pytest.mark.parametrize("path", sorted(FILES.glob("*.md")), ids=lambda path: path.name)
def test_pieces_fit_together(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("\n") == path.name.startswith("add-")


def test_readers_install_from_a_clone() -> None:
    """Nobody holds our name in the package index yet: who registers it would have all readers."""
    pages = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    lines = re.findall(r"pip install .*", "\n".join(page.read_text("utf-8") for page in pages))
    ours = [line for line in lines if "sphinx-pedagogy" in line]
    assert len(ours) >= 2
    assert [line for line in ours if "/sphinx-pedagogy" not in line] == []
