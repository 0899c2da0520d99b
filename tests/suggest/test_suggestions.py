"""What is suggested, in which order, and what is written of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.small_course import run

if TYPE_CHECKING:
    from tests.small_course import Run

    from sphinx_pedagogy.testing import MakeProject, Project

__all__ = ["run"]

INDEX = "# Course\n\n```{toctree}\none\ntwo\nthree\nwords\n```\n"
ONE = """# First steps

Everything here is kept in a **repository**. You *must* not delete it.

## What is a commit?

A snapshot of the repository is called a *commit*. Commits have a `hash`.

```{index} snapshot
```

Each snapshot says **who** made it. Write to **me@example.org**, or see **README.md**.

## Exercises

Make three commits. The *Introduction to Everything* is a book.

**A cry in bold**
"""
TWO = """# Branches

A branch is a name for a commit. Two branches are two lines of work. A *branch* moves.

## Staging area

Nothing but the repository knows the staging area. The staging area is where commits begin.
"""
SCOPE = """
:::{constraint}
+ commits
- merges
:::
"""
"""It is shown as a list of two terms, which are labels."""
THREE = """Remotes
=======

A **remote** is another repository [#]_.

.. [#] A **footnote** is no prose, and no **footnote** counts.

Remotes
-------

* **tracking branch**: follows a remote. A tracking branch is behind its remote.
"""
WORDS = """# Words

```{glossary}
repository
  All files with their history.

HEAD
  Where you *are*, in `code` with a * star.
```
"""
FILES = {
    "index.md": INDEX,
    "one.md": ONE,
    "two.md": TWO,
    "three.rst": THREE,
    "words.md": WORDS,
}
BARE = {"extensions": ["myst_parser"]}


@pytest.fixture
def bare(make_project: MakeProject) -> Project:
    """A project that does not know our extension."""
    project = make_project(FILES)
    text = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\n'
    (project.root / "conf.py").write_text(text, encoding="utf-8")
    return project


def suggested(run: Run, project: Project, *options: str) -> dict[str, dict[str, object]]:
    said = run("concepts", "--suggest", project.root, "--format", "json", *options)
    assert said.code == 0, said.err
    return {one["name"]: one for one in json.loads(said.out)["concepts"]}


def test_what_is_found(bare: Project, run: Run) -> None:
    found = suggested(run, bare)
    assert list(found)[:2] == ["repository", "commit"]
    assert set(found) == {
        "repository",
        "commit",
        "snapshot",
        "branch",
        "staging area",
        "remote",
        "tracking branch",
        "HEAD",
    }
    assert found["repository"]["named"] == ["glossary", "strong"]
    assert found["repository"]["definition"] == "All files with their history."
    assert (found["repository"]["file"], found["repository"]["line"]) == ("one.md", 3)
    assert found["commit"]["named"] == ["defined", "heading"]
    assert found["commit"]["definition"] == "A snapshot of the repository is called a commit."
    assert found["commit"]["uses"] == {"one": 3, "two": 2}
    assert found["snapshot"]["named"] == ["index"]
    assert found["branch"]["named"] == ["emphasis", "heading"]
    assert found["HEAD"]["uses"] == {}


def test_text(bare: Project, run: Run) -> None:
    said = run("concepts", "--suggest", bare.root, "--most", "2")
    assert said.code == 0
    assert said.out.startswith("8 concepts suggested, the first 2 of them:\n\n   1. repository\n")
    assert "one.md:3 (glossary, strong); used 4 times in one (2), two (1), three (1)" in said.out
    assert "All files with their history." in said.out
    assert "snapshot" not in said.out.replace("A snapshot of", "")


def test_what_is_declared_is_not_suggested(make_project: MakeProject, run: Run) -> None:
    more = f"\n:::{{lesson}} 1.1\n:::\n{SCOPE}\n:::{{concept}} Commits\n:aka: HEAD\n:::\n"
    project = make_project({**FILES, "two.md": TWO + more})
    found = suggested(run, project).keys()
    assert not {"HEAD", "Commits"} & found
    assert not any("lesson" in name for name in found), "the label of a block is no concept"


def test_an_emphasis_of_a_known_word_is_no_first_mention(
    make_project: MakeProject, run: Run
) -> None:
    """A word that earlier pages use often is stressed, and not introduced."""
    often = "# One\n\n" + "The order matters. " * 5
    late = "# Two\n\nMind the **order** here.\n"
    project = make_project({"index.md": INDEX, "one.md": often, "two.md": late})
    assert suggested(run, project) == {}
    project = make_project({"index.md": INDEX, "one.md": late, "two.md": often})
    assert set(suggested(run, project)) == {"order"}


def test_an_empty_project(make_project: MakeProject, run: Run) -> None:
    said = run("concepts", "--suggest", make_project("# Nothing\n\nHere.\n").root)
    assert (said.code, said.out.startswith("nothing to suggest: 1 page read")) == (0, True)


def test_all_is_declared(make_project: MakeProject, run: Run) -> None:
    page = "# Seeds\n\n:::{concept} Seeds\n:::\n"
    said = run("concepts", "--suggest", make_project(page).root)
    text = "nothing to suggest: 1 page read, and every name of a concept is declared already\n"
    assert (said.code, said.out) == (0, text)


def test_ordinary_words_are_named(bare: Project, run: Run) -> None:
    found = suggested(run, bare)
    ordinary = {name for name, one in found.items() if one["ordinary"]}
    assert ordinary == {"repository", "commit", "snapshot", "branch", "remote"}
    said = run("concepts", "--suggest", bare.root, "--only", "commit", "--only", "staging area")
    assert said.out.count("it counts only with :plain:\n") == 1


@pytest.mark.parametrize(
    ("sentence", "definition"),
    [
        ("It is called a *commit*.", ""),
        ("Such a snapshot is called a *commit*.", ""),
        ("Its record, with a date, is called a *commit*.", ""),
        ("Italic type is called a *commit*.", "Italic type is called a commit."),
    ],
)
def test_a_sentence_that_points_back_is_no_definition(
    sentence: str, definition: str, make_project: MakeProject, run: Run
) -> None:
    page = f"# One\n\nTake a picture. {sentence} Two commits.\n"
    found = suggested(run, make_project({"index.md": INDEX, "one.md": page}))
    assert found["commit"]["named"] == ["defined"]
    assert found["commit"]["definition"] == definition


# ── writing ─────────────────────────────────────────────────────────────────────────


def texts(project: Project) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in project.root.glob("*.*")}


def test_a_diff_writes_nothing(bare: Project, run: Run) -> None:
    before = texts(bare)
    said = run("concepts", "--suggest", bare.root, "--diff", "--only", "Repository")
    assert said.code == 0
    added = [line[1:] for line in said.out.splitlines() if re.match(r"\+(?!\+)", line)]
    assert added == [
        "",
        ":::{concept} repository",
        ":display: none",
        "All files with their history.",
        ":::",
    ]
    assert 'add "sphinx_pedagogy" to extensions' in said.err
    assert texts(bare) == before


def test_what_is_written_is_read(bare: Project, run: Run) -> None:
    """Each block is one that the build knows, readers see no change, and no line is lost."""
    before = texts(bare)
    html = bare.build().text("one")
    said = run("concepts", "--suggest", bare.root, "--write")
    assert said.code == 0, said.err
    assert said.err.count("written: ") == 4
    assert "+.. concept:: remote" in said.out
    for name, text in texts(bare).items():
        was = before[name].splitlines(keepends=True)
        rest = iter(text.splitlines(keepends=True))
        assert all(line in rest for line in was), name
    bare.configure(extensions=["myst_parser", "sphinx_pedagogy"])
    built = bare.build(strict=True)
    assert built.warnings == []
    catalogue = built.env.get_domain("ped").catalogue  # type: ignore[attr-defined]
    assert set(catalogue.concepts) == {
        *("repository", "commit", "snapshot", "branch", "staging-area", "remote"),
        *("tracking-branch", "head"),
    }
    assert str(catalogue.concepts["head"].definition) == "Where you are, in code with a * star."
    assert built.text("one") == html
    # and the next time there is nothing left
    assert suggested(run, bare) == {}
    said = run("concepts", "--suggest", bare.root, "--write")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("nothing to suggest: ")


def test_line_ends_and_marks_stay(bare: Project, run: Run) -> None:
    file = bare.root / "one.md"
    file.write_bytes(b"\xef\xbb\xbf" + ONE.rstrip("\n").replace("\n", "\r\n").encode())
    assert run("concepts", "--suggest", bare.root, "--write").code == 0
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# First steps")
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert b":::{concept} repository\r\n" in after


def test_a_name_that_nobody_suggests(bare: Project, run: Run) -> None:
    said = run("concepts", "--suggest", bare.root, "--only", "brnch")
    assert said.code == 2
    assert '"brnch" is not suggested; did you mean "branch"' in said.err


def test_most_is_a_number(bare: Project, run: Run) -> None:
    assert run("concepts", "--suggest", bare.root, "--most", "0").code == 2


def test_a_suggestion_stands_on_its_own_line(make_project: MakeProject, run: Run) -> None:
    """A paragraph may be long: MyST knows only where it begins."""
    page = "# A\n\nSome words go\nbefore. `code\nhere` \\\nA *widget* is a thing.\n\nA widget.\n"
    assert suggested(run, make_project(page))["widget"]["line"] == 6


def test_the_singular_that_prose_has_is_the_name(make_project: MakeProject, run: Run) -> None:
    page = "# Soil\n\nSome **crumbs** hold. A crumb is soil, and crumbs hold crumbs.\n"
    found = suggested(run, make_project({"index.md": INDEX, "one.md": page}))
    assert {"crumb", "crumbs"} & found.keys() == {"crumb"}


def test_in_a_notebook_a_suggestion_has_a_cell(make_project: MakeProject, run: Run) -> None:
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "metadata": {}, "source": text}
        for text in ("# Soil\n", "Words.\n\nA *tilth* is what soil is like.\n")
    ]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    project = make_project(
        {"index.md": INDEX.replace("one", "soil"), "soil.ipynb": json.dumps(book)},
        extensions=["myst_nb"],
        nb_execution_mode="off",
    )
    found = suggested(run, project)
    assert (found["tilth"]["cell"], found["tilth"]["line"]) == (2, 3)
    assert "soil.ipynb, cell 2, line 3 (defined)" in run("concepts", "--suggest", project.root).out
