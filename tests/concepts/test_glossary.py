"""The glossary: what an entry says, what leads to it, in every builder, and what it costs."""

from __future__ import annotations

import json
import re
from posixpath import join
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject, Project

INDEX = """# Course

```{toctree}
1-1-1-grids
1-1-2-latents
1-2-1-joint
records
words
```
"""
RECORDS = """# Elsewhere

:::{lesson-record} 0.1.1 Descent
- Gradient descent (developed): downhill, step by step
:::

:::{concept} Loss
:display: none
What is made small.
:::
"""
GRIDS = """# Grids

:::{lesson} 1.1.1
:::

:::{requires}
- Gradient descent (introduced)
- Loss (introduced)
:::

:::{concept} Pixel grid
:depth: developed
:aka: raster; bitmap, grid of pixels
Numbers in `h` rows.
:::

::::{check} Which row?
:tests: pixel grid
One.
::::

::::{check}
Where does {concept}`gradient descent` stop?
::::

:::{misconception} Rows are columns
:of: pixel grid
:because: both are lines
They are not.
:::
"""
LATENTS = """# Latents

:::{lesson} 1.1.2
:::

:::{concept} Latent
:depth: introduced
:builds-on: Pixel grid, Gradient descent
What is left of a {concept}`raster; bitmap`.
:::
"""
JOINT = """# Joint

:::{lesson} 1.2.1
:::

:::{concept} Pixel grid
:depth: applied
:::

:::{concept} Øresund
:depth: mentioned
:::
"""
WORDS = "# Words\n\n:::{concept-glossary}\n:::\n"
FILES = {
    "index.md": INDEX,
    "records.md": RECORDS,
    "1-1-1-grids.md": GRIDS,
    "1-1-2-latents.md": LATENTS,
    "1-2-1-joint.md": JOINT,
    "words.md": WORDS,
}


@pytest.fixture
def course(make_project: MakeProject) -> Project:
    """A course with a glossary."""
    return make_project(FILES)


def entry(built: Built, concept: str, page: str = "words") -> str:
    """Return the words of an entry."""
    html = built.html(page).partition(f'<dt id="glossary-{concept}"')[2]
    found = re.split(r'<dt id="glossary-|<footer', html)[0]
    words = re.sub(r"<[^>]*>", " ", found.partition(">")[2])
    return " ".join(words.replace("¶", " ").split())


def test_an_entry_says_all(course: Project) -> None:
    built = course.build()
    assert built.warnings == []
    said = entry(built, "pixel-grid")
    for words in (
        "Also called: raster; bitmap, grid of pixels",
        "rows.",
        "Taught in : 1.1.1 Grids (developed) 1.2.1 Joint (applied)",
        "Needed for : Latent",
        "Asked in : Which row? (1.1.1)",
        "Misconceptions : Rows are columns (1.1.1)",
        "Used in : 1.1.2",
    ):
        assert words in said
    said = entry(built, "gradient-descent")
    assert "Taught in : 0.1.1 Descent (developed): downhill, step by step" in said
    assert "Asked in : 1.1.1 Grids" in said
    assert "Builds on" not in said
    assert "Builds on : Gradient descent , Pixel grid" in entry(built, "latent")
    assert entry(built, "loss") == "Loss What is made small. Used in : 1.1.1"


def test_its_markup(course: Project) -> None:
    """Terms with anchors, definitions with lists of facts: all of it there without a script."""
    html = course.build().html("words")
    assert re.search(r'<dl class="[^"]*ped-glossary', html)
    ids = re.findall(r'<dt id="(glossary-[^"]*)"', html)
    assert ids == [
        "glossary-gradient-descent",
        "glossary-latent",
        "glossary-loss",
        "glossary-pixel-grid",
        "glossary-øresund",
    ]
    assert 'href="#glossary-pixel-grid"' in html  # from what builds on it
    assert "<code" in html  # in a definition
    assert '<dl class="field-list' in html


def test_what_only_a_record_teaches_leads_to_it(course: Project) -> None:
    built = course.build()
    html = built.html("1-1-1-grids")
    needs = html.partition("ped-requires")[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]*)"', needs) == [
        "words.html#glossary-gradient-descent",
        "words.html#glossary-loss",
    ]
    # what a page teaches leads to that page
    assert 'href="1-1-1-grids.html#concept-pixel-grid"' in built.html("1-1-2-latents")


def test_without_a_glossary_the_record_is_all_there_is(make_project: MakeProject) -> None:
    files = {**FILES, "words.md": "# Words\n"}
    html = make_project(files).build().html("1-1-1-grids")
    assert 'href="records.html#lesson-descent"' in html


def test_other_sites_find_it(course: Project) -> None:
    built = course.build()
    with (built.outdir / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "/", join)["ped:concept"]
    assert {name: one.uri for name, one in found.items()} == {
        "gradient-descent": "/words.html#glossary-gradient-descent",
        "latent": "/1-1-2-latents.html#concept-latent",
        "loss": "/words.html#glossary-loss",
        "pixel-grid": "/1-2-1-joint.html#concept-pixel-grid",
        "øresund": "/1-2-1-joint.html#concept-øresund",
    }


def test_search_shows_it_first(course: Project) -> None:
    """Sphinx gives main entries of an index the highest score of all."""
    built = course.build()
    text = built.read("searchindex.js")
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    names = index["docnames"]

    def main(name: str) -> list[tuple[str, str]]:
        return [(names[at], anchor) for at, anchor, main in index["indexentries"][name] if main]

    assert main("gradient descent") == [("words", "glossary-gradient-descent")]
    assert main("pixel grid") == [("words", "glossary-pixel-grid")]
    assert main("raster, bitmap") == [("words", "glossary-pixel-grid")]


# ── limits ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("argument", "option", "listed"),
    [
        ("1.1", "", ["latent", "pixel-grid"]),
        ("1", "", ["latent", "øresund", "pixel-grid"]),
        ("0.1", "", ["gradient-descent"]),
        ("", ":lesson: latents", ["latent"]),
        ("1.1", ":lesson: joint", []),
    ],
)
def test_limits(argument: str, option: str, listed: list[str], make_project: MakeProject) -> None:
    view = f"# Words\n\n:::{{concept-glossary}} {argument}\n{option}\n:::\n"
    built = make_project({**FILES, "words.md": view}).build()
    html = built.html("words")
    assert sorted(re.findall(r'<dt id="glossary-([^"]*)"', html)) == sorted(listed)
    assert ("Nothing yet." in html) is not bool(listed)


def test_the_widest_is_the_home_of_a_concept(make_project: MakeProject) -> None:
    """Every entry has one address; a second glossary shows it without one."""
    own = "# A\n\n:::{concept-glossary} 0.1\n:::\n"
    twice = WORDS + "\n:::{concept-glossary}\n:::\n"
    index = INDEX.replace("words\n", "words\na-module\n")
    built = make_project(
        {**FILES, "index.md": index, "words.md": twice, "a-module.md": own}
    ).build()
    assert built.warnings == []
    html = built.html("words")
    assert html.count('id="glossary-loss"') == 1
    assert html.count("What is made small.") == 2
    assert 'id="glossary-' not in built.html("a-module")
    assert "downhill" in built.html("a-module")


def test_letters_lead_through_many(make_project: MakeProject) -> None:
    names = [f"{letter}{at}" for letter in "ÄABC1" for at in range(6)]
    blocks = "\n".join(f":::{{concept}} {name}\n:::\n" for name in names)
    files = {**FILES, "1-2-1-joint.md": f"{JOINT}\n{blocks}"}
    html = make_project(files).build().html("words")
    letters = html.partition('class="ped-initials')[2].partition("</ul>")[0]
    assert re.findall(r'href="#(.*?)">(.*?)<', letters)[:3] == [
        ("glossary-10", "#"),
        ("glossary-a0", "A"),
        ("glossary-b0", "B"),
    ]
    assert 'class="ped-initials' not in make_project(FILES).build().html("words")


# ── builders ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "xml", "pseudoxml"])
def test_other_builders(builder: str, course: Project) -> None:
    course.configure(man_pages=[("index", "course", "Course", "us", "1")])
    built = course.build(builder)
    assert built.warnings == []
    said = " ".join(
        one.read_text(encoding="utf-8") for one in built.outdir.rglob("*") if one.is_file()
    )
    assert "What is made small." in said
    assert "raster; bitmap" in said


def test_latex(course: Project) -> None:
    built = course.build("latex")
    assert built.warnings == []
    (file,) = built.outdir.glob("*.tex")
    text = file.read_text(encoding="utf-8")
    labels = set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text))
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text))
    assert "words:glossary-gradient-descent" in wanted
    assert wanted <= labels


def test_epub_and_one_page(course: Project) -> None:
    course.configure(version="1", copyright="Test")
    built = course.build("epub")
    assert built.warnings == []
    ET.parse(built.outdir / "words.xhtml")  # noqa: S314 (our own)
    html = course.build("singlehtml").html("index")
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert "glossary-loss" in ids
    assert sorted(ids) == sorted(set(ids))
    assert 'href="#glossary-loss"' in html


def test_translators_get_none_of_it(course: Project) -> None:
    messages = re.findall(r'(?m)^msgid "(.+)"$', course.build("gettext").read("words.pot"))
    assert messages == ["Words"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Auch genannt", "Gelehrt in", "Grundlage für", "Gefragt in", "Irrtümer"]),
        ("fr", ["Enseigné dans", "Sert de base à", "Demandé dans"]),
    ],
)
def test_languages(language: str, words: list[str], make_project: MakeProject) -> None:
    said = make_project(FILES, language=language).build().html("words")
    assert [word for word in words if word not in said] == []


# ── incremental builds ──────────────────────────────────────────────────────────────


def written(project: Project, page: str, old: str, new: str) -> set[str]:
    """Return the pages that are written again after an edit."""
    file = project.root / page
    pages = (project.root / "_build/html").glob("*.html")
    before = {one.name: one.stat().st_mtime_ns for one in pages}
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    built = project.build()
    return {
        one.stem
        for one in built.outdir.glob("*.html")
        if one.stat().st_mtime_ns != before[one.name]
    } - {"genindex", "search", "index"}


def test_it_is_written_again_when_a_fact_changes(course: Project) -> None:
    course.build()
    assert "words" in written(course, "records.md", "What is made small", "What is kept small")
    assert "What is kept small" in entry(course.build(), "loss")
    assert "words" in written(course, "1-2-1-joint.md", "depth: applied", "depth: developed")
    assert "words" in written(course, "1-1-1-grids.md", "Which row", "What row")
    # nothing that it shows
    assert written(course, "1-1-2-latents.md", "What is left", "All that is left") - {
        "1-1-2-latents"
    } <= {"words"}
    assert written(course, "1-1-1-grids.md", "They are not.", "They never are.") == {"1-1-1-grids"}


def test_links_follow_the_glossary(course: Project) -> None:
    course.build()
    course.write({"words.md": "# Words\n"})
    assert 'href="records.html#lesson-descent"' in course.build().html("1-1-1-grids")
    course.write({"words.md": WORDS})
    assert "words.html#glossary-gradient-descent" in course.build().html("1-1-1-grids")
