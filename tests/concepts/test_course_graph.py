"""The course as a graph: once for a site, small, and of the course as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.site_cards import FOLDER, data_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

FIRST = """# Order

:::{lesson} 1.1.1
:time: 20 min
:::

:::{concept} Order
:depth: developed
What stands before what, or `sorted`.
:::

:::{check} Which?
:label: which
:tests: Order, Counting
- [x] this
- [ ] that
:::

:::{check} Unseen
:label: unseen
:hidden:
- [x] this
- [ ] that
:::
"""
SECOND = """# Merging

:::{lesson} 1.1.2
:::

:::{requires}
- Order (introduced): to compare
:::

:::{concept} Merging
:builds-on: Order
Two lists become one.
:::

Again, {concept}`Counting`.
"""
PAGES = {
    "index.md": "# C\n\n```{toctree}\nin/a\nin/b\nrecords\nother\n```\n",
    "in/a.md": FIRST,
    "in/b.md": SECOND,
    "records.md": "# Records\n\n:::{lesson-record} 0.1.1 Before\n- Counting (applied)\n:::\n",
    "other.md": "# Other\n\n:::{check} Elsewhere\n:label: asked\n- [x] yes\n- [ ] no\n:::\n",
}


def graph_of(built: Built) -> dict[str, Any]:
    """Return the graph of a site."""
    (file,) = (built.outdir / FOLDER).glob("graph-*.js")
    assert data_of(built.outdir / FOLDER / "graph.js") == {"file": file.name}
    return data_of(file)


def test_it_says_what_is_taught_needed_used_and_tested(make_project: MakeProject) -> None:
    graph = graph_of(make_project(PAGES).build("html"))
    places = {concept: place for place, (concept, _title, _bases) in enumerate(graph["concepts"])}
    order, merging, counting = (places[one] for one in ("order", "merging", "counting"))
    assert graph["concepts"][merging] == ["merging", "Merging", [order]]
    before, first, second = graph["lessons"]
    assert before == ["", "0.1.1 Before", before[2], "", [[counting, 4, ""]], [], []]
    assert first == [
        "a",
        "1.1.1 Order",
        "in/a.html",
        "20 min",
        [[order, 3, "in/a.html#concept-order"]],
        [],
        [counting],
    ]
    assert second[5:] == [[[order, 2]], [counting]]
    assert graph["checks"] == {
        "which": [1, "in/a.html#which", "Which?", [order, counting]],
        "asked": [-1, "other.html#asked", "Elsewhere", []],
    }
    assert graph["depths"][2] == "developed"


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_addresses_are_those_of_the_builder(make_project: MakeProject, builder: str) -> None:
    graph = graph_of(make_project(PAGES).build(builder))
    address = graph["checks"]["which"][1]
    assert address == {"dirhtml": "in/a/#which", "singlehtml": "index.html#which"}[builder]


@pytest.mark.parametrize("builder", ["epub", "text", "gettext"])
def test_no_other_builder_has_it(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES, suppress_warnings=["epub"]).build(builder)
    assert list(built.outdir.rglob("graph*.js")) == []


def test_where_nothing_is_kept_there_is_none_and_no_list_promises_one(
    make_project: MakeProject,
) -> None:
    pages = {**PAGES, "mine.md": "---\norphan: true\n---\n\n# Mine\n\n:::{ready-next}\n:::\n"}
    project = make_project(pages, pedagogy_progress=False)
    built = project.build("html")
    assert list(built.outdir.rglob("graph*.js")) == []
    assert "This site keeps nothing of what you do" in built.text("mine")
    assert "JavaScript" not in built.text("mine")
    project.configure(pedagogy_progress=True)
    assert "it needs JavaScript" in project.build("html").text("mine")


def test_a_change_writes_it_anew_and_no_other_page(make_project: MakeProject) -> None:
    project = make_project(PAGES)
    built = project.build("html")
    page = built.outdir / "other.html"
    before = page.stat().st_mtime_ns
    project.write({"in/a.md": FIRST.replace("Which?", "Which one?")})
    built = project.build("html")
    assert graph_of(built)["checks"]["which"][2] == "Which one?"
    assert page.stat().st_mtime_ns == before


def test_a_text_says_once_that_the_lists_are_on_the_site(make_project: MakeProject) -> None:
    views = "".join(f":::{{{name}}}\n:::\n\n" for name in ("review-queue", "learner-state"))
    built = make_project(f"# P\n\n{views}").build("text")
    assert built.warnings == []
    said = " ".join(built.read("index.txt").split())
    assert "JavaScript" not in said
    assert said.endswith(
        "What to review first. The lists for one reader are on the site of the course, where a "
        "browser makes them. What you know by now."
    )


@pytest.mark.parametrize("name", ["learner-state", "ready-next", "path-to-concept"])
def test_a_view_for_one_reader_takes_nothing(make_project: MakeProject, name: str) -> None:
    project = make_project(f"# P\n\n:::{{{name}}} 1.2\n:module: 1\n:::\n")
    said = sorted(one.text for one in project.build("html").warnings)
    assert said == [
        f'{name}: it has no option "module"; remove it',
        f'{name}: it takes nothing after its name; remove "1.2"',
    ]
