"""What a browser keeps has a key of its own, whatever labels and file names two pages share."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

CHECK = "# P\n\n::::{check} How many?\nOPTION:number: 4\n\nText.\n\n:::{answer}\nFour.\n:::\n::::\n"
LABELLED = CHECK.replace("OPTION", ":label: many\n")
WORDS = CHECK.replace("OPTION", "")
LESSON = "# L\n\n:::{lesson} NUMBER\n:::\n"
INDEX = "# C\n\n```{toctree}\n:glob:\n**\n```\n"


def keys(built: Built, docname: str) -> dict[str, str]:
    """Return what the script reads of the keys of a page."""
    return dict(
        re.findall(r'data-ped-(key|lesson|former)="([^"]*)"', unescape(built.html(docname)))
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_key_that_two_pages_have_gets_the_page(make_project: MakeProject, jobs: int) -> None:
    pages = {
        "index.md": INDEX,
        "a/1-1-1-sort.md": LESSON.replace("NUMBER", "1.1.1"),
        "a/one.md": LABELLED,
        "b/words.md": WORDS,
        **{f"p{at}.md": "# P\n" for at in range(6)},
    }
    project = make_project(pages, pedagogy_audit={"*": "off"})
    built = project.build(jobs=jobs)
    words = keys(built, "b/words")["key"]
    assert keys(built, "a/one") == {"key": "many"}
    assert keys(built, "a/1-1-1-sort") == {"lesson": "sort"}
    assert "former" not in keys(built, "b/words")
    # the pages that are there already are written again
    more = {
        "b/1-2-1-sort.md": LESSON.replace("NUMBER", "1.2.1"),
        "b/two.md": LABELLED,
        "c.md": WORDS,
    }
    project.write(more)
    built = project.build(jobs=jobs)
    for docname in ("a/one", "b/two"):
        assert keys(built, docname) == {"key": f"many@{docname}", "former": "many"}
    for docname in ("b/words", "c"):
        assert keys(built, docname) == {"key": f"{words}@{docname}", "former": words}
    for docname in ("a/1-1-1-sort", "b/1-2-1-sort"):
        assert keys(built, docname) == {"lesson": f"sort@{docname}", "former": "sort"}
    former = built.read("_static/sphinx-pedagogy/former.js")
    assert '{"1.1.1": "sort@a/1-1-1-sort", "1.2.1": "sort@b/1-2-1-sort"}' in former
    # and get their keys back
    for name in more:
        project.remove(name)
    built = project.build(jobs=jobs)
    assert keys(built, "a/one") == {"key": "many"}
    assert keys(built, "b/words") == {"key": words}
    assert keys(built, "a/1-1-1-sort") == {"lesson": "sort"}


def test_pages_in_one_file_have_keys_of_their_own(make_project: MakeProject) -> None:
    pages = {"index.md": INDEX, "one.md": LABELLED, "two.md": LABELLED}
    built = make_project(pages, pedagogy_audit={"*": "off"}).build("singlehtml")
    page = unescape(built.html())
    assert re.findall(r'data-ped-key="([^"]*)"', page) == ["many@one", "many@two"]
