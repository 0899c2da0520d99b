"""The manual's tutorial, done as a reader does it: copy the files, build, look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.docs.reader import DOCS, Reader, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = DOCS / "tutorial"
PART_TWO = (DOCS / "start" / "three-lessons.md").read_text(encoding="utf-8")
PAGE = (DOCS / "start" / "tutorial.md").read_text(encoding="utf-8")

SECTIONS = PAGE.split("\n## ")[2:]
"""What the page says, from "Write three files" on: the tests have installed all."""


def test_the_page_is_followed_word_for_word(
    tmp_path: Path, check_gold: Callable[[Path, str], None]
) -> None:
    """One test, so that its builds run once."""
    reader = Reader(tmp_path, check_gold)
    write, build, ask, compute, practise, err, audit, _ = SECTIONS

    reader.follow(write + build)
    page = reader.see("html/learning-rate.html")
    assert "Lesson 1.1.1" in page
    assert "Misconception: A larger learning rate gets there sooner" in page
    assert "Why it is tempting:" in page
    assert "Insight" in page

    reader.follow(ask)
    page = reader.see("html/learning-rate.html")
    assert "Predict and verify: One step" in page
    assert "For this function 0.5 is the perfect rate." in page

    reader.follow(compute)
    page = reader.see("html/learning-rate.html")
    assert "step 1: x = -0.800" in page
    assert "step 10: x = +0.107" in page

    reader.follow(practise)
    before, after = err.split("The warning names")
    reader.follow(before)
    page = reader.see("html/learning-rate.html")
    assert "Supported exercise 1: The largest rate that still arrives" in page
    assert "rate 1.01: |x| = 7.24" in page
    # the mistake costs no text
    assert "A function with two minima" in page
    assert "ends in the higher of the two" in page

    reader.follow(after)
    assert "Independent exercise 2: A function with two minima" in reader.see("html/*.html")
    assert [done.returncode for done in reader.done] == [0, 0, 0, 1, 0]

    reader.follow(audit)
    assert reader.done[-1].stderr == ""


def test_every_file_is_on_the_page() -> None:
    shown = [step.file for step in steps_of(PAGE) if step.file]
    files = [path for path in FILES.iterdir() if path.is_file()]
    assert sorted(shown) == sorted(f"tutorial/{path.name}" for path in files)


def test_a_cell_that_fails_is_told_with_its_line(
    tmp_path: Path, check_gold: Callable[[Path, str], None]
) -> None:
    reader = Reader(tmp_path, check_gold)
    write, build, *_ = SECTIONS
    reader.follow(write)
    lesson = tmp_path / "learning-rate.md"
    text = lesson.read_text("utf-8") + (FILES / "add-cell.md").read_text("utf-8")
    lesson.write_text(text.replace("x = 1.0\n", "x = one\n"), "utf-8")
    reader.follow(build)
    line = lesson.read_text("utf-8").splitlines().index("x = one") + 1
    (done,) = reader.done
    assert done.returncode != 0
    assert f"learning-rate.md:{line}: WARNING: a cell failed: NameError" in done.stderr


@pytest.mark.parametrize("path", sorted(FILES.rglob("*.md")), ids=lambda path: path.name)
def test_pieces_fit_together(path: Path) -> None:
    """What is added to the end of a page begins with an empty line, and nothing else does."""
    captions = {step.file: step.caption for step in steps_of(PAGE + PART_TWO) if step.file}
    caption = captions[str(path.relative_to(DOCS))] or ""
    at_the_end = caption.startswith("add to ") and ", above" not in caption
    assert path.read_text("utf-8").startswith("\n") == at_the_end


def test_readers_install_from_a_clone() -> None:
    """Nobody holds our name in the package index yet: who registers it would have all readers."""
    pages = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    lines = re.findall(r"pip install .*", "\n".join(page.read_text("utf-8") for page in pages))
    ours = [line for line in lines if "sphinx-pedagogy" in line]
    assert len(ours) >= 2
    assert [line for line in ours if "/sphinx-pedagogy" not in line] == []
