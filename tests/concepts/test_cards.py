"""The file of cards: one for a site, of the course as it is, whichever pages are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.site_cards import FOLDER, card_file, cards_of, data_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject

TREE = "# C\n\n```{toctree}\nin/a\nin/b\n```\n"
FIRST = """# Latents

:::{lesson} 1.1.1
:::

:::{concept} Latent space
:depth: developed
Where the codes live.
:::
"""
SECOND = "# Use\n\n:::{lesson} 1.1.2\n:::\n\nA {concept}`latent space`.\n"
PAGES = {"index.md": TREE, "in/a.md": FIRST, "in/b.md": SECOND}


def pages_of(built: Built) -> dict[Path, int]:
    """Return when each page was written."""
    return {file: file.stat().st_mtime_ns for file in built.outdir.rglob("*.html")}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_each_builder_of_pages_has_it(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES).build(builder)
    assert cards_of(built) == {
        "latent-space": ["Latent space", "Where the codes live.", [["a", "developed"]]]
    }


@pytest.mark.parametrize("builder", ["epub", "text", "gettext"])
def test_no_other_builder_has_it(make_project: MakeProject, builder: str) -> None:
    built = make_project(PAGES, suppress_warnings=["epub"]).build(builder)
    assert list(built.outdir.rglob("cards*.js")) == []


def test_a_page_holds_no_card_and_a_link_leads_to_the_lesson(make_project: MakeProject) -> None:
    built = make_project(PAGES).build()
    html = built.html("in/b")
    assert "Where the codes live." not in html
    assert "cards" not in re.sub(r"(?s)<head>.*?</head>", "", html)
    assert re.search(r'<a [^>]*data-ped-concept="latent-space"[^>]* href="a\.html#', html)


def test_a_changed_definition_is_a_new_file_and_leaves_the_pages_that_link(
    make_project: MakeProject,
) -> None:
    project = make_project(PAGES)
    built = project.build()
    old, before = card_file(built), pages_of(built)
    project.write({"in/a.md": FIRST.replace("codes", "points").replace("developed", "applied")})
    built = project.build(jobs=2)
    new, after = card_file(built), pages_of(built)
    assert new.name != old.name
    assert not old.exists()
    assert cards_of(built)["latent-space"][1:] == ["Where the points live.", [["a", "applied"]]]
    page = built.outdir / "in" / "b.html"
    assert before[page] == after[page]
    # content that was there once has its name again
    project.write({"in/a.md": FIRST})
    assert card_file(project.build()).name == old.name


def test_a_build_that_writes_no_page_has_the_course_as_it_is(make_project: MakeProject) -> None:
    settings: dict[str, Any] = {"pedagogy_depths": ["seen", "developed"]}
    project = make_project(PAGES, **settings)
    built = project.build()
    card_file(built).unlink()
    (built.outdir / FOLDER / "cards.js").unlink()
    before = pages_of(built)
    built = project.build()
    assert cards_of(built)["latent-space"][2] == [["a", "developed"]]
    assert {file for file, time in pages_of(built).items() if time != before[file]} <= {
        built.outdir / name for name in ("genindex.html", "search.html", "index.html")
    }


def test_a_course_without_concepts_has_none_any_more(make_project: MakeProject) -> None:
    project = make_project(PAGES)
    project.build()
    project.write({"in/a.md": FIRST.partition(":::{concept}")[0], "in/b.md": "# Use\n\nText.\n"})
    assert list((project.build().outdir / FOLDER).glob("cards*.js")) == []


def test_cards_are_in_the_language_of_the_build(make_project: MakeProject) -> None:
    built = make_project(PAGES, language="de").build()
    assert data_of(card_file(built))["ago"] == ["in der Lektion davor", "vor {} Lektionen"]
    assert cards_of(built)["latent-space"][2] == [["a", "entwickelt"]]
