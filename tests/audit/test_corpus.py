"""A public course becomes a Sphinx project: with the least markup, and no sentence changed."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.audit.corpus.definitions import Definitions
from tests.audit.corpus.lines import text_of
from tests.audit.corpus.markdown import labels_in, lesson_in_markdown, with_links
from tests.audit.corpus.project import PublicCourse, public_courses, words_in, write
from tests.audit.corpus.restructured import lesson_in_rest
from tests.audit.corpus.sources import Sources, chapters

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CARPENTRY = """\
---
title: "Kettles"
---

::::::: objectives
- Boil water.
:::::::

A vessel that heats water is called a **kettle**. It is loud.

:::::: challenge

## How loud?

Listen.

::: solution

Very.

:::
::::::

::: instructor
Nobody sees this.
:::
"""


def markdown(
    text: str, dialect: str = "pandoc", read: Callable[[str], str | None] = lambda _path: None
) -> str:
    lines = lesson_in_markdown(text, "1.1.4", Definitions([text]), dialect, read)
    assert lines is not None
    return text_of(lines)


def rest(text: str) -> str:
    lines = lesson_in_rest(text, "1.1.4", Definitions([text]))
    assert lines is not None
    return text_of(lines)


def squeezed(text: str) -> str:
    return re.sub(r"\n{2,}", "\n", text.strip())


def test_a_chapter_of_carpentries_becomes_a_lesson() -> None:
    assert squeezed(markdown(CARPENTRY)) == squeezed(
        """\
# Kettles
:::{lesson} 1.1.4
:::
::::::::::::::{admonition} Objectives
- Boil water.
::::::::::::::
A vessel that heats water is called a **kettle**. It is loud.
```{concept} Kettle
:display: none
```
::::::::::::::{exercise} How loud?
Listen.
:::::::::::::{solution}
Very.
:::::::::::::
::::::::::::::
"""
    )


def test_lines_remember_where_they_stood() -> None:
    lines = lesson_in_markdown(
        CARPENTRY, "1.1.1", Definitions([CARPENTRY]), "pandoc", lambda _path: None
    )
    author = CARPENTRY.splitlines()
    assert lines is not None
    moved = [line for line in lines if line.text.startswith(("A vessel", "Listen", "Very"))]
    assert [author[line.origin - 1] for line in moved] == [line.text for line in moved]
    assert len(moved) == 3


def test_a_chapter_in_rest_becomes_a_lesson() -> None:
    page = rest(
        "Kettles\n=======\n\nA vessel is called a **kettle**.\n\n"
        ".. challenge:: How loud?\n\n   Listen.\n\n   .. solution::\n\n      Very.\n\n"
        ".. exercise:: And now?\n\n   Listen.\n\n.. solution::\n\n   Less.\n"
    )
    assert "=======\n\n.. lesson:: 1.1.4\n" in page
    assert ".. concept:: Kettle\n   :display: none\n" in page
    assert ".. exercise:: How loud?\n   :label: exercise-1-1-4-1\n" in page
    assert "   .. solution::\n\n      Very." in page
    assert ".. solution::\n   :for: exercise-1-1-4-2\n\n   Less." in page


def test_boxes_of_jekyll_are_quotes() -> None:
    page = markdown(
        "# T\n\n> ## How loud?\n> Listen.\n> > ## Answer\n> > Very.\n> {: .solution}\n"
        "{: .challenge}\n\n> a quote\n",
        "jekyll",
    )
    assert "::::::::::::::{exercise} How loud?\nListen." in page
    assert ":::::::::::::{solution}\nVery.\n" in page
    assert "> a quote" in page


def test_chunks_become_code_and_hidden_ones_pictures() -> None:
    page = markdown(
        "# T\n\n```{r}\n#| echo: false\n#| fig-cap: A curve.\nplot(x)\n```\n\n"
        "```{r setup, include=FALSE}\nlibrary(x)\n```\n\n```{r}\n1 + 1\n```\n\n"
        "````md\n```{r}\nas written\n```\n````\n"
    )
    assert "![A curve.](chunk.png)" in page
    assert "library" not in page
    assert "```r\n1 + 1\n```" in page
    assert "````md\n```{r}\nas written\n```\n````" in page


def test_references_of_other_programs_lead_to_pages() -> None:
    homes = {"sec-x": "two", "fog": "three"}
    assert (
        with_links("See @sec-x, and \\@ref(fog).", homes) == "See {doc}`/two`, and {doc}`/three`."
    )
    assert with_links("[a](b-1.html#c)\n\n[d]: e.html", {}) == "[a](b-1.md#c)\n\n[d]: e.md"
    assert with_links("me@sec-x.org, @sec-y", homes) == "me@sec-x.org, @sec-y"
    assert labels_in("# A {#fog}\n\n## B {#sec-x .unnumbered}\n") == ["fog", "sec-x"]


def test_items_of_exercises_are_exercises() -> None:
    page = markdown(
        "# T\n\n## Exercises\n\n1.  Why?\n\n    At all.\n\n2.  How?\n\n## More\n\n1. a\n"
    )
    assert "{exercise} Exercise 1\nWhy?\n\nAt all." in page
    assert "{exercise} Exercise 2\nHow?" in page
    assert "## More\n\n1. a" in page


def test_mdbook_includes_files_and_has_titles_of_any_level() -> None:
    text = "fn a() {}\n// ANCHOR: here\nfn b() {}\n// ANCHOR_END: here\n"
    page = markdown(
        "## Title\n\n```rust\n{{#include ../x.rs:here}}\n```\n\n### Part\n",
        "mdbook",
        {"../x.rs": text}.get,
    )
    assert page.startswith("# Title\n")
    assert "```rust\nfn b() {}\n```" in page
    assert "\n## Part\n" in page


def test_solutions_of_myst_say_of_which_exercise_they_are() -> None:
    page = markdown(
        "# T\n\n```{exercise}\n:label: one\nWhy?\n```\n\n```{solution-start} one\n:class: x\n```\n"
        "So.\n```{solution-end}\n```\n",
        "myst",
    )
    assert "```{solution-start}\n:for: one\n:class: x\n```" in page


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("This is called *drag*.", "Drag"),
        ("An **inner product** is a number.", "Inner product"),
        ("We call this _ownership rules_ here.", "Ownership rules"),
        ("This is **very** important.", ""),
        ("A state is called *accessible* then.", ""),
        ("This is called *not so*.", ""),
        ("It *drags*.\n\n- called *drag* in a list", ""),
        ("`called *drag*`", ""),
    ],
)
def test_definitions_are_sentences_that_say_so(sentence: str, term: str) -> None:
    declared = re.findall(r"\{concept\} (.*)", markdown(f"# T\n\n{sentence}\n"))
    assert declared == ([term] if term else [])


def test_a_term_is_declared_where_it_is_shown_first_and_once() -> None:
    first, then = "There is *drag* here.", "It is called *drag*, and never called *drags*."
    definitions = Definitions([first, then])
    assert list(definitions.new_terms(first)) == ["Drag"]
    assert list(definitions.new_terms(then)) == []


def test_what_an_item_introduces_is_declared_below_its_list() -> None:
    page = markdown("# T\n\n- a *drag*:\n\n  more\n- b\n\nText: called *drag*.\n")
    assert page.index("  more") < page.index("{concept} Drag") < page.index("Text")


ORDERS: list[tuple[Mapping[str, str], str | list[str], list[str]]] = [
    ({"src/SUMMARY.md": "- [B](b.md)\n  - [A](a.md)", "src/a.md": "", "src/b.md": ""},
     "src/SUMMARY.md", ["src/b.md", "src/a.md"]),
    ({"x/_toc.yml": "root: b\nparts:\n- file: a", "x/a.md": "", "x/b.md": ""},
     "x/_toc.yml", ["x/b.md", "x/a.md"]),
    ({"_quarto.yml": "chapters:\n  - b.qmd\n  - part: a.qmd", "b.qmd": "", "a.qmd": ""},
     "_quarto.yml", ["b.qmd"]),
    ({"config.yaml": "episodes:\n- b.Rmd\n- a.md", "episodes/a.md": "", "episodes/b.Rmd": ""},
     "config.yaml", ["episodes/b.Rmd", "episodes/a.md"]),
    ({"index.rst": ".. toctree::\n   :maxdepth: 1\n\n   two/index\n   a\n",
      "two/index.rst": ".. toctree::\n\n   B <b>\n", "two/b.rst": "", "a.rst": ""},
     "index.rst", ["two/index.rst", "two/b.rst", "a.rst"]),
    ({"b1.md": "", "b2.md": "", "c.md": ""}, ["b*.md"], ["b1.md", "b2.md"]),
]  # fmt: skip


@pytest.mark.parametrize(("files", "order", "expected"), ORDERS)
def test_chapters_stand_in_the_order_of_their_course(
    files: Mapping[str, str], order: str | list[str], expected: list[str], tmp_path: Path
) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert chapters(Sources(tmp_path), order) == expected


def test_a_git_directory_is_read_without_a_checkout(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.md").write_text("# Grüße\n", encoding="utf-8")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(work), *command], check=True)
    sources = Sources(work / ".git")
    assert sources.paths == ["a.md"]
    assert sources.text("a.md") == "# Grüße\n"
    assert sources.text("b.md") is None
    assert len(sources.revision) == 40


def test_a_made_up_course_is_read_whole(tmp_path: Path) -> None:
    """Also what extensions write that are not installed."""
    source = tmp_path / "source"
    (source / "episodes").mkdir(parents=True)
    more = " word" * 200
    (source / "episodes" / "list.md").write_text("# A list\n", encoding="utf-8")
    (source / "episodes" / "one.md").write_text(f"{CARPENTRY}\n{more}\n", encoding="utf-8")
    two = f"Two\n===\n\n.. typealong:: Together now\n\n   Some **words**:{more}\n"
    two += "\n.. tabs::\n\n   .. group-tab:: Tea\n      .. literalinclude:: code/kettle.py\n"
    (source / "episodes" / "code").mkdir()
    (source / "episodes" / "code" / "kettle.py").write_text("boil()\n", encoding="utf-8")
    (source / "episodes" / "two.rst").write_text(two, encoding="utf-8")
    course = PublicCourse("made-up", "a/b", "HEAD", ["episodes/*"], "pandoc", "tea")
    assert write(course, Sources(source), tmp_path / "course")[0] == 2
    project = Project.__new__(Project)
    project.root = tmp_path / "course"
    built = project.build("dummy")
    numbers = [one.number for one in domain_of(built.env).catalogue.course.lessons]
    assert numbers == [(1, 1, 1), (1, 1, 2)]
    text = built.env.get_doctree("episodes/two").astext()
    assert "Together now" in text
    assert "boil()" in text


def test_only_prose_counts_as_words() -> None:
    assert words_in("It isn't 4.\n\n```python\nprint(1)\n```\n\nDone.\n") == 3


def test_courses_are_named_with_what_repeats_the_measurement() -> None:
    courses = public_courses()
    assert len(courses) >= 4
    assert all(re.fullmatch(r"[0-9a-f]{40}", course.commit) for course in courses)
    assert {course.dialect for course in courses} <= {"myst", "pandoc", "jekyll", "mdbook", "rst"}
