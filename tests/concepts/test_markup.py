"""Names and definitions keep their markup wherever they are shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.site_cards import card_file, cards_of, data_of

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject

FIRST = r"""# The map $\sigma$

:::{lesson} 1.1.1
You.
:::

:::{concept} Soft $\max$
:id: softmax

The map $\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$ from scores to `probs`.
:::

:::{concept} Loss

$$
L = \sum_i y_i^2
$$

Small is good.
:::

:::{concept} Picture

![not for cards](dot.png)

- A list.
:::

:::{concept} Cited

A thing[^1], see {ref}`ex`, for {lesson}`1.1.2`.
:::

:::{misconception} That $\sigma$ is `linear`
:why: It looks so.

It is not.
:::

:::{exercise} Try $\sigma$
:label: ex

Do.
:::

[^1]: A note.
"""
SECOND = """# Using it

:::{lesson} 1.1.2
You.
:::

Take {concept}`it <softmax>`, {concept}`loss`, {concept}`picture` and {concept}`cited`.

{lesson}`1.1.1`
"""
VIEWS = """# Views

:::{curriculum}
:::

:::{concept-index}
:::

:::{misconception-index}
:::
"""
PAGES = {
    "a.md": FIRST,
    "b.md": SECOND,
    "views.md": VIEWS,
    "index.md": "# Course\n\n```{toctree}\na\nb\nviews\n```\n",
}
CONF: dict[str, Any] = {
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "suppress_warnings": ["image.not_readable"],
}
SIGMA = r'<span class="math notranslate nohighlight">\(\sigma\)</span>'


def test_cards(make_project: MakeProject) -> None:
    built = make_project(PAGES, **CONF).build()
    found = cards_of(built)
    title, definition, taught = found["softmax"]
    assert title == {"html": r'Soft <span class="math notranslate nohighlight">\(\max\)</span>'}
    assert r"\(\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}\)" in definition["html"]
    assert "<code" in definition["html"]
    assert data_of(card_file(built))["lessons"] == {"a": {"html": f"1.1.1 The map {SIGMA}"}}
    assert taught == [["a", "introduced"]]
    assert found["loss"][1]["html"].endswith("Small is good.")
    assert r"\(L = \sum_i y_i^2\)" in found["loss"][1]["html"]
    assert found["picture"][1] == ""
    said = f"A thing, see Exercise 1: Try {SIGMA}, for 1.1.2 Using it."
    assert found["cited"][1] == {"html": said}


PLAIN_LESSON = "# Plain\n\n:::{lesson} 1.1.1\n:::\n\n"
FORMULA = ":::{concept} Map\nIt is $x$.\n:::\n\n"
WORDS = ":::{concept} Word\nIt is plain.\n:::\n"


@pytest.mark.parametrize(("name", "loads"), [("map", True), ("word", False)])
def test_a_page_loads_what_draws_formulas_if_a_card_has_one(
    make_project: MakeProject, name: str, loads: bool
) -> None:
    pages = {
        "a.md": f"{PLAIN_LESSON}{FORMULA}{WORDS}",
        "b.md": f"# B\n\n:::{{lesson}} 1.1.2\n:::\n\n{{concept}}`{name}`\n",
        "index.md": "# I\n\n```{toctree}\na\nb\n```\n",
    }
    built = make_project(pages, **CONF).build()
    # MyST sets it up on every page
    assert bool(re.search('src="[^"]*mathjax', built.html("b"))) is loads


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "latex"])
def test_lists_and_tables(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES, **CONF).build(builder)
    names = {
        "html": "views.html",
        "dirhtml": "views/index.html",
        "singlehtml": "index.html",
        "text": "views.txt",
    }
    text = built.read(names.get(builder, "test.tex"))
    if builder == "text":
        assert r"1.1.1 The map \sigma" in text
        return
    if builder == "latex":
        assert r"1.1.1 The map \(\sigma\)" in text
        assert r"\sphinxcode{\sphinxupquote{linear}}" in text
        return
    assert f"1.1.1 The map {SIGMA}</a>" in text
    assert rf'That {SIGMA} is <code class="docutils literal notranslate">' in text
    assert re.search(
        r'Soft <span class="math notranslate nohighlight">\\\(\\max\\\)</span></a>', text
    )


def test_the_facts_for_programs_have_formulas_between_dollars(make_project: MakeProject) -> None:
    facts = json.loads(make_project(PAGES, **CONF).build().read("curriculum.json"))
    texts = {one["id"]: one["definition"] for one in facts["concepts"]}
    assert texts["softmax"].startswith(r"The map $\operatorname{softmax}(z)_i = ")
    assert texts["softmax"].endswith("from scores to `probs`.")
    assert [one["title"] for one in facts["lessons"]] == [r"The map \sigma", "Using it"]


EDITS = {
    "formula": ("a.md", "{ref}`ex`, for", "{ref}`ex` $x$, for"),
    "markup alone": ("a.md", "`probs`", "*probs*"),
    "label elsewhere": ("a.md", "{exercise} Try", "{exercise} Test"),
    "lesson title": ("b.md", "# Using it", "# Using that"),
}


@pytest.mark.parametrize("name", EDITS)
def test_pages_that_show_it_are_written_again(
    make_project: MakeProject, tmp_path: Path, name: str
) -> None:
    project = make_project(PAGES, **CONF)
    project.build()
    page, old, new = EDITS[name]
    assert PAGES[page].count(old) == 1
    project.write({page: PAGES[page].replace(old, new)})
    built = project.build(jobs=2)
    fresh = Project(tmp_path, project.root).build()
    for docname in ("a", "b", "views", "index"):
        assert built.html(docname) == fresh.html(docname)


TITLES = {
    "a.md": "# Pixels\n\n:::{lesson} 1.1.1\nYou.\n:::\n",
    "b.md": (
        "# After {lesson}`1.1.1`\n\n:::{lesson} 1.1.2\nYou.\n:::\n\n"
        "(below)=\n## What {lesson}`a` left\n\nText.\n"
    ),
    "c.md": "# More\n\n{ref}`below` {doc}`b` {lesson}`1.1.2`\n\n:::{curriculum}\n:::\n",
    "own.md": "# About {lesson}`own`\n\n:::{lesson} 1.1.4\nYou.\n:::\n",
    "index.md": "# Course\n\n```{toctree}\na\nb\nc\nown\n```\n",
}


def check_titles(built: Built, pixels: str) -> None:
    title = f"After 1.1.1 {pixels}"
    assert f"<title>{title}" in built.html("b")
    assert title in built.text("index")
    assert f"What 1.1.1 {pixels} left" in built.text("index")
    assert f'{title}"' in built.read("searchindex.js")
    assert f"What 1.1.1 {pixels} left {title} 1.1.2 {title}" in built.text("c")
    names = {
        one["slug"]: one["title"] for one in json.loads(built.read("curriculum.json"))["lessons"]
    }
    assert names["b"] == title
    # a title in which a lesson names itself comes to an end, the same everywhere
    assert "<title>About 1.1.4 About 1.1.4" in built.html("own")
    assert "About 1.1.4 About 1.1.4" in built.text("own")


def test_a_title_shows_what_its_page_shows(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project(TITLES, html_theme="alabaster")
    built = project.build()
    assert built.warnings == []
    check_titles(built, "Pixels")
    project.write({"a.md": TITLES["a.md"].replace("Pixels", "Dots")})
    built = project.build()
    check_titles(built, "Dots")
    fresh = Project(tmp_path, project.root).build(jobs=2)
    for docname in ("a", "b", "c", "own", "index"):
        assert built.html(docname) == fresh.html(docname)
