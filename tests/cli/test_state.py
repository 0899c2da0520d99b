"""`sphinx-pedagogy state`: what it says, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run

    from sphinx_pedagogy.testing import Project

TEXT = """\
1.1.3 Joint

A student knows 2 concepts:

  concept     depth       taught in  last used
  Latent      introduced  latents    the lesson before
  Pixel grid  developed   pixels     2 lessons ago fading

The lesson needs (0 of 1 met):

  gap      Latent (applied): introduced in latents, last used the lesson before
"""


def test_text(course: Project, run: Run) -> None:
    course.configure(pedagogy_fading_after=1)
    for name in ("joint", "1.1.3"):
        said = run("state", name, course.root)
        assert (said.code, said.out) == (0, TEXT)


def test_json(read_once: Path, run: Run) -> None:
    found = json.loads(run("state", "joint", read_once, "--format", "json").out)
    assert found["lesson"]["file"] == "1-1-3-joint.md"
    assert found["knows"][1] == {
        "concept": "pixel-grid",
        "title": "Pixel grid",
        "depth": "developed",
        "taught_in": "pixels",
        "last_used": "pixels",
        "lessons_ago": 2,
        "fading": False,
        "note": "",
        "sources": [{"lesson": "pixels", "depth": "developed", "note": ""}],
    }
    assert found["mental_models"] == found["analogies"] == found["left_out"] == []
    assert [one["status"] for one in found["requires"]] == ["gap"]


def test_the_first_lesson(read_once: Path, run: Run) -> None:
    assert "nothing of this course yet" in run("state", "pixels", read_once).out


def test_no_such_lesson(read_once: Path, run: Run) -> None:
    said = run("state", "joints", read_once)
    assert said.code == 2
    assert 'did you mean "joint"?' in said.err


def test_what_another_course_taught(course: Project, run: Run) -> None:
    nowhere: dict[str, object] = {"document": "a", "line": 1, "uri": "a.html"}
    own = {"number": "", "load": "", "time": "", "recorded": False, "new": [], "requires": []}
    teaching = {"concept": "sum", "depth": "applied", "note": "", "anchor": ""}
    described = {"definition": "It.", "builds_on": [], "anchor": "", "aliases": []}
    lesson = {"slug": "sums", "title": "Sums", "uses": [], "teaches": [{**teaching, **nowhere}]}
    maths = {
        "version": 1,
        "project": "Maths",
        "depths": ["introduced", "applied"],
        "fading_after": 4,
        "fronts": [],
        "concepts": [{"id": "sum", "title": "Sum", **described, **nowhere}],
        "lessons": [{**lesson, **own, **nowhere}],
    }
    course.write({"maths.json": json.dumps(maths)})
    course.configure(pedagogy_courses={"maths": ("https://example.org/maths/", "maths.json")})
    said = run("state", "joint", course.root)
    assert said.err == ""
    assert '  Sum         applied     "sums" of the course "maths"  ' in said.out


EARLIER = """# Earlier

::::{lesson-record} 1.0.1 Counting
- Number (developed): on *fingers*, "one each"
- Latent (mentioned)

:::{mental-model} One each
:::
:::{analogy} A shepherd
A pebble for each sheep.
:::
:::{constraint}
- $\\pi$
- {concept}`Attention`
:::
::::
"""


def test_all_that_a_student_brings(course: Project, run: Run) -> None:
    course.write({"earlier.md": EARLIER})
    found = json.loads(run("state", "joint", course.root, "--format", "json").out)
    known = {one["concept"]: one for one in found["knows"]}
    assert known["number"]["note"] == "on *fingers*, “one each”"
    assert [one["lesson"] for one in known["latent"]["sources"]] == ["counting", "latents"]
    assert found["mental_models"] == [{"text": "One each", "lesson": "counting"}]
    assert found["analogies"] == [{"text": "A shepherd", "lesson": "counting"}]
    assert {"text": "Attention", "lesson": "counting"} in found["left_out"]
    said = run("state", "joint", course.root).out
    for words in ("Number: on *fingers*, “one each”", "One each, counting", "Left out so far"):
        assert words in said
