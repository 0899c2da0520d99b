"""The second part of the tutorial, done as a reader does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.docs.reader import DOCS, Reader, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = (DOCS / "start" / "three-lessons.md").read_text("utf-8")
FIRST_PART = ("learning-rate.md", "add-check.md", "add-cell.md", "add-exercise.md")


def test_the_page_is_followed_word_for_word(
    tmp_path: Path, check_gold: Callable[[Path, str], None]
) -> None:
    """One test, so that its builds run once."""
    files = {name: (DOCS / "tutorial" / name).read_text("utf-8") for name in FIRST_PART}
    (tmp_path / "learning-rate.md").write_text("".join(files.values()), "utf-8")
    for name in ("conf.py", "add-profile.txt"):
        with (tmp_path / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write((DOCS / "tutorial" / name).read_text("utf-8"))

    reader = Reader(tmp_path, check_gold)
    reader.follow(PAGE)

    builds = [done.returncode for done in reader.done if "_build" in done.args[-1]]
    assert builds == [1, 0, 0]  # the first one fails, as the page says
    for page in ("decay.plan.html", "decay.reviews.html"):
        assert not (tmp_path / "_build" / "html" / page).exists()
        assert (tmp_path / "_build" / "authors" / page).exists()
    lesson = (tmp_path / "_build" / "html" / "decay.html").read_text("utf-8")
    assert 'href="learning-rate.html#concept-learning-rate"' in lesson


def test_every_file_is_on_the_page() -> None:
    shown = [step.file for step in steps_of(PAGE) if step.file]
    files = (DOCS / "tutorial" / "three-lessons").iterdir()
    assert sorted(shown) == sorted(f"tutorial/three-lessons/{path.name}" for path in files)


def test_what_the_page_says_of_the_findings_is_so() -> None:
    folder = DOCS / "tutorial" / "three-lessons"
    said = (folder / "audit-gap.txt").read_text("utf-8")
    assert re.findall(r": (\w+) \[(\w+)\]", said) == [
        ("error", "prerequisite"),
        ("warning", "fading"),
    ]
    first, second = (folder / "impact.txt").read_text("utf-8").split("$ ")[1:]
    assert "no earlier lesson teaches" in first
    assert "**No new finding, 1 resolved.**" in second
    assert "nothing found" in (folder / "audit-moved.txt").read_text("utf-8")
