"""Pages for authors: shown to them, and left out of the readers' site without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

INDEX = """# Course

```{toctree}
1-1-1-lists
1-1-1-lists.plan
Its plan <deep/plan.md>
```

{doc}`kept-doc <1-1-1-lists.plan>`, [kept-link](1-1-1-lists.plan.md),
{ref}`kept-ref <planned-here>`, [kept-label](#planned-here),
{ref}`kept-block <the-gap>`, {doc}`/deep/plan`, [](deep/plan.md).
"""
LESSON = """# Lists

:::{lesson} 1.1.1
Lists, as in {doc}`kept-words <1-1-1-lists.plan>`.
:::
"""
PLAN = """# A secret plan

:::{plan}
:status: planned
Teach lists.
:::

(planned-here)=
## A section

:::{plan-gap} Counting
:label: the-gap
:size: small
:resolution: counting
A line.
:::
"""
FILES = {
    "index.md": INDEX,
    "1-1-1-lists.md": LESSON,
    "1-1-1-lists.plan.md": PLAN,
    "1-1-1-lists.reviews.md": "# A secret review\n\n:::{review} 1\n:::\n",
    "deep/plan.md": "# A deep plan\n\n:::{plan}\n:status: planned\nDeep.\n:::\n",
}


def test_a_reader_gets_no_authors_page_and_no_broken_link(make_project: MakeProject) -> None:
    built = make_project(FILES).build()
    assert built.warnings == []
    pages = {path.name for path in built.outdir.rglob("*.html")}
    assert not {"plan.html", "1-1-1-lists.plan.html", "1-1-1-lists.reviews.html"} & pages
    text = built.text()
    for word in ("kept-doc", "kept-link", "kept-ref", "kept-label", "kept-block"):
        assert word in text
    assert "plan.html" not in built.html()
    assert "secret" not in text
    assert "kept-words" in built.text("1-1-1-lists")
    assert "For authors" not in built.text("1-1-1-lists")


def test_an_author_gets_them_without_a_place_in_a_toctree(make_project: MakeProject) -> None:
    files = FILES | {"index.md": INDEX.replace("1-1-1-lists.plan\n", "")}
    files["index.md"] = files["index.md"].replace("Its plan <deep/plan.md>\n", "")
    built = make_project(files, pedagogy_audience="author").build()
    assert built.warnings == []
    html = built.html()
    for target in ("1-1-1-lists.plan.html#planned-here", "deep/plan.html", "#the-gap"):
        assert target in html
    assert "For authors: plan, review 1 (pass)" in built.text("1-1-1-lists")
    assert "1.1.1 Lists" in built.text("1-1-1-lists.plan")


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_the_audience_can_change_between_builds(builder: str, make_project: MakeProject) -> None:
    project = make_project(FILES, pedagogy_author_pages=["**/plan.md", "*.plan.md", "*.reviews.md"])
    assert project.build(builder).warnings == []
    project.configure(pedagogy_audience="author")
    assert project.build(builder).warnings == []
    project.configure(pedagogy_audience="reader")
    again = project.build(builder)
    assert again.warnings == []
    assert not [name for name in again.env.all_docs if "plan" in name]


def test_a_reader_learns_of_other_broken_links(make_project: MakeProject) -> None:
    files = FILES | {"index.md": INDEX + "\n{doc}`nowhere.plan`, {ref}`no-such-label`\n"}
    built = make_project(files).build()
    assert [warned.subtype for warned in built.warnings] == ["ref.doc", "ref.ref"]


def test_entries_of_a_toctree_in_restructuredtext(make_project: MakeProject) -> None:
    index = (
        "Course\n======\n\n.. toctree::\n\n   1-1-1-lists.plan\n   1-1-1-lists\n\n"
        "kept-after\n\n:doc:`kept-doc <1-1-1-lists.plan>`\n"
    )
    files = {name: text for name, text in FILES.items() if name != "index.md"}
    built = make_project({**files, "index.rst": index}).build()
    assert built.warnings == []
    assert "kept-after kept-doc" in built.text()
    assert built.env.toctree_includes == {"index": ["1-1-1-lists"]}
