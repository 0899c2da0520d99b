"""What the search page of the theme loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.search import js_index

from sphinx_pedagogy.course.plain_formula import plain_formula
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

FILES = {
    "index.md": "# Course\n\n```{toctree}\na\nnotes\nhidden\n```\n",
    "a.md": """\
# Grids of numbers

:::{lesson} 1.1.1
What a picture is made of.
:::

An opening of some words

:::{requires}
- Counting (introduced)
:::

## A part with $x_0$

:::{concept} Pixel grid
:depth: developed
:aka: raster
Numbers $x_{ij}$ in rows, and $\\frac{a}{b}$ besides.
:::

```python
torch.flatten(grid)
```

$$\\sum_i x_i$$

| Head | Tail |
|---|---|
| cell | other |
| size | A word of six or more says something. |

::::{check} Count them
How many are there?
:::{answer}
Four hundred.
:::
::::
""",
    "notes.md": "# Notes\n\nSee {concept}`pixel grid`.\n",
    "hidden.md": "---\nno-search: true\n---\n\n# Hidden\n\nSecret words\n",
}


def data_of(built: Built, name: str) -> Any:
    """Return the data in one of the scripts."""
    text = built.read(f"_static/sphinx-pedagogy/search/{name}.js")
    return json.loads(text.partition(" = ")[2].rstrip().removesuffix(";"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the course in our theme."""
    markdown = ["colon_fence", "dollarmath"]
    folder = tmp_path_factory.mktemp("search")
    project = Project(folder, FILES, html_theme="pedagogy", myst_enable_extensions=markdown)
    return project.build("html")


def test_a_snippet_is_prose_and_code_is_found_all_the_same(built: Built) -> None:
    top, part = data_of(built, "pages/a")
    assert top == ["grids-of-numbers", "Grids of numbers", "An opening of some words.", ""]
    assert part[:2] == ["a-part-with-x-0", "A part with x₀"]
    assert part[2].startswith("Pixel grid. Numbers xᵢⱼ in rows, and … besides.")
    assert "size · A word of six or more says something." in part[2]
    assert part[2].endswith("Count them. How many are there?")
    assert part[3] == "torch.flatten(grid) Head · Tail. cell · other. Answer. Four hundred."
    assert "sum" not in part[2]


def test_a_page_that_the_search_leaves_out_has_no_text(built: Built) -> None:
    assert data_of(built, "pages/hidden") == []
    assert "secret" not in data_of(built, "words")


def test_a_concept_has_its_definition_its_home_and_who_teaches_it(built: Built) -> None:
    definition = "Numbers xᵢⱼ in rows, and … besides."
    concept = ["Pixel grid", ["raster"], definition, "a", "concept-pixel-grid", ["a"]]
    assert concept in data_of(built, "concepts")


def test_words_are_those_that_pages_have(built: Built) -> None:
    words = data_of(built, "words")
    assert words == sorted(set(words))
    assert {"grids", "flatten", "hundred", "raster"} <= set(words)
    assert "document" not in words


def test_files_follow_the_pages(make_project: MakeProject) -> None:
    project = make_project(dict(FILES), html_theme="pedagogy")
    first = project.build("html")
    folder = first.outdir / "_static" / "sphinx-pedagogy" / "search" / "pages"
    assert (folder / "notes.js").exists()
    project.remove("notes.md")
    project.write({"index.md": FILES["index.md"].replace("notes\n", "")})
    project.build("html")
    assert not (folder / "notes.js").exists()
    assert (folder / "a.js").exists()


INDEXED = "# {}\n\n```{{index}} {}\n```\n\nWords.\n"


def test_entries_of_the_index_are_found_after_the_next_build_too(
    make_project: MakeProject,
) -> None:
    def entries(built: Built) -> Any:
        return js_index.loads(built.read("searchindex.js"))["indexentries"]

    project = make_project(
        {
            "index.md": "# Course\n\n```{toctree}\na\nb\ngone\n```\n",
            "a.md": INDEXED.format("A", "margin note"),
            "b.md": INDEXED.format("B", "quiz"),
            "gone.md": INDEXED.format("C", "homework"),
        },
        html_theme="pedagogy",
    )
    assert entries(project.build("html")).keys() == {"margin note", "quiz", "homework"}
    project.remove("gone.md")
    project.write(
        {
            "index.md": "# Course\n\n```{toctree}\na\nb\n```\n",
            "b.md": INDEXED.format("B", "test"),
        }
    )
    again = entries(project.build("html"))
    assert again.keys() == {"margin note", "test"}
    assert again == entries(project.build("html", fresh=True))


@pytest.mark.parametrize("theme", ["sphinx_rtd_theme", "alabaster"])
def test_no_other_theme_has_them(make_project: MakeProject, theme: str) -> None:
    other = make_project(dict(FILES), html_theme=theme).build("html")
    assert not (other.outdir / "_static" / "sphinx-pedagogy" / "search").exists()


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("x_0", "x₀"),
        ("q(x_t|x_{t-1})", "q(xₜ|xₜ₋₁)"),
        (r"\alpha_t \times 3", "αₜ × 3"),
        (r"\mathbb{R}^{512}", "R⁵¹²"),
        ("64 \\times 64", "64 × 64"),
        (r"90\%", "90%"),
        ("z_T", "z_T"),
        (r"\frac{a}{b}", "…"),
        ("a + b + c + d + e + f + g + h", "…"),
    ],
)
def test_a_formula_is_text_where_it_can_be(tex: str, text: str) -> None:
    assert plain_formula(tex) == text
