"""Numbers of exercises: on a page, through a book, set by the author, and in references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject

FIRST = """# First

:::{exercise}
:label: plain

Do.
:::

:::{exercise} Loops
:label: loops

Do.
:::
"""
SECOND = """# Second

:::{exercise}
:label: other
:scaffold: guided

Do.
:::

:::{solution}
:for: loops

So.
:::

A {numref}`plain` B {numref}`Problem %s <other>` C {ref}`plain` D {ref}`loops`
E [](#loops) F [{number}](#loops) G {ref}`words <loops>` H {numref}`{name} is {number} <loops>`.
"""
INDEX = "# Course\n\n```{toctree}\n:numbered:\nfirst\nsecond\n```\n"
PAGES = {"index.md": INDEX, "first.md": FIRST, "second.md": SECOND}


def references(built: Built) -> str:
    """Return the line of references."""
    found = re.search(r"A (?:Exercise|Task) .*\.", built.text("second"))
    assert found
    return found[0]


def test_numbers_of_a_page(make_project: MakeProject) -> None:
    built = make_project(PAGES).build()
    assert built.warnings == []
    assert "Guided exercise 1" in built.text("second")
    assert references(built).startswith(
        "A Exercise 1 B Problem 1 C Exercise 1 D Exercise 2: Loops E Exercise 2: Loops F 2 "
        "G words H Loops is 2."
    )
    assert '<p class="ped-for"><a class="reference internal" href="first.html#loops">' in (
        built.html("second")
    )


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "latex"])
def test_numfig_counts_through_the_book(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES, numfig=True).build(builder)
    assert built.warnings == []
    name = {"html": "second.html", "singlehtml": "index.html", "text": "second.txt"}
    text = built.read(name.get(builder, "test.tex"))
    if builder == "latex":
        assert re.search(r"\\begin\{pedblock\}\{[\w-]+\}\{Guided exercise 2\.1\}", text)
        assert r"\sphinxcrossref" in text
        return
    text = " ".join(re.sub("<[^>]*>", "", text).split())
    assert "Guided exercise 2.1" in text
    assert (
        "A Exercise 1.1 B Problem 2.1 C Exercise 1.1 D Exercise 1.2: Loops "
        "E Exercise 1.2: Loops F 1.2 G words H Loops is 1.2." in text
    )
    assert "Exercise 1.2: Loops" in text


def test_numfig_format_names_the_numbers(make_project: MakeProject) -> None:
    built = make_project(PAGES, numfig=True, numfig_format={"exercise": "Task %s"}).build()
    assert built.warnings == []
    assert "Task 2.1" in built.text("second")
    assert references(built).startswith("A Task 1.1 B Problem 2.1 C Task 1.1 D Task 1.2: Loops")


def test_a_format_that_cannot_be_read_is_left_aside(make_project: MakeProject) -> None:
    for wrong in ("Task", "%d %d", "{nothing}"):
        conf = {"numfig": True, "numfig_format": {"exercise": wrong}}
        built = make_project(PAGES, **conf).build()
        assert "Exercise 1.2: Loops" in built.text("first")
        [told] = [one.text for one in built.warnings if one.subtype == "pedagogy.config"]
        assert told == (
            f'numfig_format: "{wrong}", for "exercise", has no place for the number, and is not '
            f'used; write one such as "Exercise %s"'
        )


def test_a_set_number_is_shown_as_references_show_it(make_project: MakeProject) -> None:
    first = FIRST.replace(":label: plain", ":label: plain\n:number: A2").replace(
        ":label: loops", ":number: B"
    )
    second = "# Second\n\n{ref}`plain` {numref}`plain`\n"
    pages = {**PAGES, "first.md": first, "second.md": second}
    built = make_project(pages, numfig=True, numfig_format={"exercise": "Problem %s"}).build()
    assert built.warnings == []
    assert built.text("second").count("Problem A2") == 2
    assert "Problem A2" in built.text("first")
    assert "Problem B: Loops" in built.text("first")
    assert "Exercise" not in built.text("first")


@pytest.mark.parametrize("numfig", [False, True])
def test_a_number_is_set_or_left_out(make_project: MakeProject, numfig: bool) -> None:
    page = """# A

:::{exercise} One
:label: one
:number: A7

Do.
:::

:::{exercise} Two
:label: two
:nonumber:

Do.
:::

:::{exercise} Three
:label: three

Do.
:::

:::{exercise} Unseen
:hidden:

Do.
:::

:::{exercise} Four

Do.
:::

X {ref}`one` {numref}`one` {ref}`two` {ref}`three` {numref}`two`.
"""
    built = make_project(page, numfig=numfig).build()
    text = built.text()
    for title in ("Exercise A7: One", "Exercise: Two", "Exercise 1: Three", "Exercise 2: Four"):
        assert title in text
    assert "X Exercise A7: One Exercise A7 Two Exercise 1: Three Two." in text
    (warned,) = built.warnings
    assert warned.subtype == "pedagogy.option"
    assert warned.line
    assert '"two" leads to a block without a number' in warned.text


@pytest.mark.parametrize(("numfig", "number"), [(False, "1"), (True, "2.1")])
def test_links_within_a_page(make_project: MakeProject, numfig: bool, number: str) -> None:
    line = "\nU [](#other) V [{number}](#other) W {ref}`other`.\n"
    built = make_project({**PAGES, "second.md": SECOND + line}, numfig=numfig).build()
    label = f"Guided exercise {number}"
    assert f"U {label} V {number} W {label}." in built.text("second")


EDITS = {
    "renumbered": ("# First\n", "# First\n\n:::{exercise}\nNew.\n:::\n"),
    "retitled": ("{exercise} Loops", "{exercise} While"),
    "set": (":label: loops\n", ":label: loops\n:number: 9\n"),
    "removed": (FIRST[FIRST.index(":::{exercise}\n") : FIRST.index(":::{exercise} Loops")], ""),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("numfig", [False, True])
def test_pages_that_show_a_number_are_written_again(
    make_project: MakeProject, tmp_path: Path, edit: str, numfig: bool
) -> None:
    # a page that only looks, in another place of the book
    solution = ":::{solution}\n:for: plain\n\nApart.\n:::\n"
    looks = f"# Third\n\n{{ref}}`loops` {{ref}}`plain` {{numref}}`plain`\n\n{solution}"
    pages = {**PAGES, "third.md": looks}
    pages["index.md"] = INDEX.replace("second\n", "second\nthird\n")
    if not numfig:  # where sections have numbers, Sphinx writes more pages by itself
        pages["index.md"] = pages["index.md"].replace(":numbered:\n", "")
    project = make_project(pages, numfig=numfig)
    project.build()
    old, new = EDITS[edit]
    assert FIRST.count(old) == 1
    project.write({"first.md": FIRST.replace(old, new)})
    built = project.build()
    fresh = Project(tmp_path, project.root).build(jobs=2)
    for name in ("first", "second", "third"):
        assert built.html(name) == fresh.html(name), name
    before = (built.outdir / "third.html").stat().st_mtime_ns
    project.write({"first.md": FIRST.replace(old, new) + "\nMore prose.\n"})
    after = project.build().outdir / "third.html"
    assert after.stat().st_mtime_ns == before
