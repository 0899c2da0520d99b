"""The names that blocks state, linked: titles of recaps and gaps, and what examples are of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

FIRST = """\
# First

:::{lesson} 1.1
:::

:::{concept} Cover crop
:depth: developed
A cover crop feeds the soil.
:::

:::{concept} `mulch()`
Covers the bed.
:::
"""

LATER = "# Later\n\n:::{lesson} 1.3\n:::\n\n:::{concept} Fallow\nNothing grows.\n:::\n"

LINK = re.compile(r'<a class="ped-plain[^>]*data-ped-concept="([^"]*)"[^>]*>(.*?)</a>')


def project(body: str) -> dict[str, str]:
    """Return a course whose middle lesson has a body."""
    return {
        "index.md": "# Course\n\n```{toctree}\nfirst\nuse\nlater\n```\n",
        "first.md": FIRST,
        "use.md": f"# Use\n\n:::{{lesson}} 1.2\n:::\n\n{body}\n",
        "later.md": LATER,
    }


def build(make_project: MakeProject, body: str, **conf: object) -> Built:
    """Build the course."""
    return make_project(project(body), **conf).build()


def titles(built: Built) -> list[str]:
    """Return the titles of the blocks of the middle lesson."""
    return re.findall(r'<p class="ped-title">(.*?)</p>', built.html("use"), re.DOTALL)


@pytest.mark.parametrize("scope", ["off", "section"])
@pytest.mark.parametrize("kind", ["recap", "gap"])
def test_the_names_in_a_title_are_links(make_project: MakeProject, kind: str, scope: str) -> None:
    body = f":::{{{kind}}} cover crop\nWe had it.\n:::\n"
    built = build(make_project, body, pedagogy_link_mentions=scope)
    assert built.warnings == []
    assert LINK.findall(titles(built)[1]) == [("cover-crop", "cover crop")]
    assert 'href="first.html#concept-cover-crop"' in titles(built)[1]


def test_each_name_of_a_title_is_a_link_with_its_markup(make_project: MakeProject) -> None:
    body = ":::{recap} Cover crop,  `mulch()`, weeding\nWe had it.\n:::\n"
    built = build(make_project, body)
    assert [one.subtype for one in built.warnings] == ["pedagogy.unknown"]
    (found,) = titles(built)[1:]
    assert [concept for concept, _shown in LINK.findall(found)] == ["cover-crop", "mulch"]
    assert re.search(r"<code[^>]*><a [^>]*>.*mulch\(\).*</a></code>, weeding", found)


def test_a_name_of_the_future_is_marked(make_project: MakeProject) -> None:
    built = build(make_project, ":::{recap} Fallow\nWill come.\n:::\n")
    assert '<span class="ped-later">later</span>' in titles(built)[1]


def test_a_title_is_the_first_mention(make_project: MakeProject) -> None:
    body = ":::{recap} Cover crop\nA cover crop.\n:::\n\nA cover crop.\n\n## Two\n\nA cover crop."
    built = build(make_project, body, pedagogy_link_mentions="section")
    assert LINK.findall(built.html("use")) == [
        ("cover-crop", "Cover crop"),
        ("cover-crop", "cover crop"),
    ]


def test_an_example_says_of_what_it_is_one(make_project: MakeProject) -> None:
    body = ":::{example} Rye\n:of: cover crop, mulch(), weeding\nRye.\n:::\n"
    built = build(make_project, body)
    found = re.findall(r"<p><strong>Of:</strong> (.*?)</p>", built.html("use"))
    assert [concept for line in found for concept, _ in LINK.findall(line)] == [
        "cover-crop",
        "mulch",
    ]
    assert "Of: cover crop, mulch(), weeding" in " ".join(built.text("use").split())
    german = build(make_project, body, language="de")
    assert "<strong>Zu:</strong>" in german.html("use")


def test_an_example_of_nothing_has_no_line(make_project: MakeProject) -> None:
    built = build(make_project, ":::{example} Rye\nRye.\n:::\n\n:::{example} Oat\n\nOat.\n:::")
    assert "<strong>Of:" not in built.html("use")


@pytest.mark.parametrize("builder", ["latex", "epub", "singlehtml", "text", "man", "gettext"])
def test_every_builder_takes_it(make_project: MakeProject, builder: str) -> None:
    body = (
        ":::{recap} Cover crop, `mulch()`\nA.\n:::\n\n:::{example} Rye\n:of: cover crop\nRye.\n:::"
    )
    conf = {"version": "1", "epub_show_urls": "no"}
    built = make_project(project(body), **conf).build(builder)
    assert [one.text for one in built.warnings if "epub" not in one.text] == []
    if builder == "latex":
        tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
        assert tex.count(r"\hyperref[\detokenize{first:concept-cover-crop}]{") >= 2
    elif builder == "gettext":
        assert "Of:" not in built.read("use.pot")
