"""`sphinx-pedagogy review`: what it says, and the seal that it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run

    from sphinx_pedagogy.testing import Project

MYST = """\
# Reviews

:::{review} 1
:date: 2026-01-02
:::

:::{review-finding} Too dense
:severity: improvement
:in: Latents
:quote: what the **encoder** keeps
:effect: lost
:fix: slow down
Really.
:::
"""
YAML = MYST.replace(":date: 2026-01-02", "---\ndate: 2026-01-02\n---\nSaid.")
RST = """\
Reviews
=======

.. review:: 1
   :date: 2026-01-02

   Said.
"""
BARE = "Reviews\n=======\n\n.. review:: 1\n\n   Said.\n"


def seal_line(text: str) -> str:
    """Return the line of a page that has a seal."""
    (line,) = [line for line in text.splitlines() if "sealed:" in line]
    return line


@pytest.mark.parametrize(
    ("suffix", "text", "begins"),
    [
        ("md", MYST, ":sealed: 1 "),
        ("md", MYST.replace("\n", "\r\n"), ":sealed: 1 "),
        ("md", MYST.replace(":date: 2026-01-02\n", ""), ":sealed: 1 "),
        ("md", YAML, "sealed: 1 "),
        ("rst", RST, "   :sealed: 1 "),
        ("rst", BARE, "   :sealed: 1 "),
    ],
)
def test_a_seal_is_shown_written_and_replaced(
    suffix: str, text: str, begins: str, course: Project, run: Run
) -> None:
    name = f"1-1-2-latents.reviews.{suffix}"
    file = course.root / name
    file.write_bytes(text.encode())
    said = run("review", "1.1.2", course.root, "--seal")
    assert said.code == 0, said.err
    assert f"+{begins}" in said.out
    assert file.read_bytes() == text.encode()  # nothing is written yet
    assert run("review", "latents", course.root, "--seal", "--write").code == 0
    once = file.read_bytes().decode()
    assert seal_line(once).startswith(begins)
    assert once.count("\r\n") in {0, once.count("\n")}
    assert once.replace("\r", "").replace(seal_line(once) + "\n", "") == text.replace("\r", "")
    assert "sealed; the lesson is as it was" in run("review", "latents", course.root).out
    # sealed again, it is the same, and after a change another one in the same place
    assert run("review", "latents", course.root, "--seal").out == ""
    lesson = course.root / "1-1-2-latents.md"
    lesson.write_text(lesson.read_text().replace("# Latents", "# Latents, again"))
    if suffix == "md":
        file.write_bytes(once.replace("Latents", "Latents, again").encode())
    run("review", "latents", course.root, "--seal", "--write")
    assert len(file.read_text().splitlines()) == len(once.splitlines())
    assert seal_line(file.read_text()) != seal_line(once)


def test_what_it_says(course: Project, run: Run) -> None:
    course.write({"1-1-2-latents.reviews.md": MYST})
    said = run("review", "1.1.2", course.root)
    assert said.out == (
        "1.1.2 Latents\n"
        "\n"
        "  review 1 of 2026-01-02: needs revision (0/1/0), not sealed\n"
        "\n"
        "Open: 1\n"
        "  Too dense (improvement, review 1, Latents)\n"
    )


def test_what_is_not_so_is_not_sealed(course: Project, run: Run) -> None:
    wrong = MYST.replace(":in: Latents", ":in: Nowhere").replace("encoder", "decoder")
    course.write({"1-1-2-latents.reviews.md": wrong})
    said = run("review", "1.1.2", course.root, "--seal", "--write")
    assert (said.code, said.out) == (1, "")
    assert '1-1-2-latents.reviews:7: the finding "Too dense" is in "Nowhere", which ' in said.err
    assert said.err.endswith("not sealed: fix these first\n")
    assert "sealed" not in (course.root / "1-1-2-latents.reviews.md").read_text()


def test_lessons_that_nobody_reviewed(read_once: Path, run: Run) -> None:
    assert 'there is no lesson "9.9.9"' in run("review", "9.9.9", read_once).err
    assert (
        'the lesson "joint" has no review; write a review block'
        in run("review", "1.1.3", read_once).err
    )
    assert "--write works only with --seal" in run("review", "1.1.3", read_once, "--write").err


def test_what_is_sealed_is_held_against_the_lesson(course: Project, run: Run) -> None:
    """The whole way: review, seal, a fix that is none, one that is, a pass, and a change after."""
    course.configure(pedagogy_audit={"*": "off", "review": "error"})
    reviews, lesson = (course.root / f"1-1-2-latents{end}.md" for end in (".reviews", ""))
    course.write({"1-1-2-latents.reviews.md": MYST})
    course.write({"1-1-2-latents.plan.md": "# P\n\n:::{plan}\n:status: built\nx\n:::\n"})

    def said() -> str:
        return run("audit", course.root, "--findings-only", "--format", "lines").out

    def seal() -> None:
        assert run("review", "1.1.2", course.root, "--seal", "--write").code == 0

    assert said() == ""
    seal()
    fixed = "\n:::{review} 2\n:::\n\n:::{review-fix} Too dense\n:status: fixed\n:::\n"
    reviews.write_text(reviews.read_text() + fixed)
    assert (
        'is called fixed in review 2, but "Latents" is word for word what it was in rev' in said()
    )
    lesson.write_text(lesson.read_text().replace("What the encoder keeps", "What  is\nkept"))
    assert said() == ""
    plan = course.root / "1-1-2-latents.plan.md"
    plan.write_text(plan.read_text().replace("built", "complete"))
    assert "the pass is not sealed, as an earlier review is" in said()
    seal()
    assert said() == ""
    lesson.write_text(lesson.read_text().replace("(introduced)", "(mentioned)"))  # its head
    assert said() == ""
    lesson.write_text(lesson.read_text() + "\n## More\n\nAnd more.\n")
    assert 'since review 2 passed it "More" has changed; review it again, or' in said()
