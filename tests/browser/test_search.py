"""The search page of the theme: what comes first, what a snippet says, and where a hit leads."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from sphinx_pedagogy.testing import Project

from .test_looks import AXE, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FILLING = "\n\n".join(f"A line about nothing at all, number {number}." for number in range(60))
FILES = {
    "index.md": "# Course\n\n```{toctree}\n:glob:\na\nb\n*\n```\n",
    "a.md": f"""\
# Grids

:::{{lesson}} 1.1.1
:::

## Opening

{FILLING}

## Quantization

:::{{concept}} Vector quantization
:depth: developed
:aka: codebook lookup
Each vector becomes the nearest entry of a codebook.
:::

Before it there was something. Quantization rounds what a network says; <b>nothing</b> else does.

```python
quantization = codebook[nearest]
```

::::{{check}} Guess & count
How many entries are there?
:::{{answer}}
There are sixteen, as the marzipan says.
:::
::::
""",
    "b.md": """\
# Rounding and quantization

:::{lesson} 1.1.2
:::

A page whose title has the word. Grids and grids, and more grids: a grid is a grid of grids.

:::{requires}
- Vector quantization (developed): it goes on
:::
""",
    "plain.md": f"# Plain\n\n{FILLING}\n\nOnly the zephyr blows here.\n",
    "code.md": "# Code\n\nIt begins like this.\n\n```text\nsnippetless\n```\n",
    "words.md": "# Glossary\n\n:::{concept-glossary}\n:::\n",
}


@pytest.fixture(scope="module", params=["pedagogy", "sphinx_rtd_theme"])
def any_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site in our theme, and in another one."""
    return build(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it in our theme."""
    return build("pedagogy", tmp_path_factory.mktemp("search"))


def build(theme: str, folder: Path) -> Path:
    """Build the site and return its folder."""
    # from disk Sphinx's own script can show none
    project = Project(folder, FILES, html_theme=theme, html_show_search_summary=False)
    built = project.build("html")
    assert built.warnings == []
    return built.outdir


def search(page: Page, site: Path, query: str) -> None:
    """Search, and wait until all is there."""
    page.goto(f"{(site / 'search.html').as_uri()}?q={query}")
    expect(page.locator(".search-summary")).not_to_be_empty()


def test_a_concept_comes_first_with_its_definition(page: Page, site: Path) -> None:
    search(page, site, "vector quantization")
    first = page.locator("#search-results > ul > li").first
    expect(first.locator(".found-title")).to_have_text("Vector quantization Concept")
    expect(first.locator(".definition")).to_have_text(
        "Each vector becomes the nearest entry of a codebook."
    )
    expect(first.locator(".where a")).to_have_text("Grids")
    search(page, site, "codebook lookups")  # another name, and another form of it
    kind = "Vector quantization Concept · codebook lookup"
    expect(first.locator(".found-title")).to_have_text(kind)


def test_a_snippet_is_prose_and_begins_with_a_sentence(page: Page, site: Path) -> None:
    search(page, site, "quantization")
    part = page.locator(".found-page", has=page.get_by_text("Grids", exact=True)).locator(".parts")
    expect(part.locator("a")).to_have_text("Quantization")
    text = part.locator(".context").inner_text()
    assert "codebook[nearest]" not in text
    assert text.startswith("Vector quantization.")
    expect(part.locator("mark").first).to_have_text("quantization")
    search(page, site, "rounds")
    snippet = page.locator(".parts .context").first
    assert snippet.inner_text().startswith("Quantization rounds what a network says; nothing")


def test_a_title_that_is_asked_for_comes_first(page: Page, site: Path) -> None:
    for query, title in (("grids", "Grids"), ("glossary", "Glossary"), ("round", "Rounding and")):
        search(page, site, query)
        expect(page.locator(".found-page .found-title").first).to_contain_text(title)
    assert "Used in" in (site / "a.html").read_text("utf-8")
    assert "Used in" not in (site / "_static/sphinx-pedagogy/search/pages/a.js").read_text("utf-8")


def test_a_snippet_stands_where_most_of_what_is_asked_for_is(page: Page, site: Path) -> None:
    search(page, site, "nothing zephyr")
    snippet = page.locator(".found-page", has_text="Plain").locator(".context").first
    assert {*snippet.locator("mark").all_inner_texts()} == {"nothing", "zephyr"}


def test_an_answer_is_found_and_not_given_away(page: Page, site: Path) -> None:
    search(page, site, "marzipan")
    results = page.locator("#search-results")
    expect(results.locator(".parts a")).to_have_text("Quantization")
    assert "sixteen" not in results.inner_text()
    assert "marzipan" not in results.inner_text()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quantizaton", "quantization"),
        ("qauntization", "quantization"),
        ("vektor quantization", "vector quantization"),
        ("zephir", "zephyr"),
        ("nomber", "number"),
        ("xylophonist quantization", "quantization"),  # like nothing here: left out
    ],
)
def test_a_typo_finds_what_is_meant(page: Page, site: Path, typed: str, meant: str) -> None:
    search(page, site, typed)
    expect(page.locator(".search-instead")).to_have_text(f"These are results for “{meant}”.")
    assert page.locator("#search-results > ul > li").count()


@pytest.mark.parametrize("query", ["quantiz", "codebook", "sixteen", "the", "1.1.1"])
def test_what_is_there_is_no_typo(page: Page, site: Path, query: str) -> None:
    search(page, site, query)
    expect(page.locator(".search-instead")).to_have_count(0)


def test_it_works_with_the_files_of_sphinx_8(page: Page, site: Path, tmp_path: Path) -> None:
    """There the words that nobody looks for are a list, and a set since."""
    older = shutil.copytree(site, tmp_path / "older")
    for name, newer, old in (
        ("language_data.js", r"(?:const|var) stopwords = .*;", 'var stopwords = ["the"];'),
        ("searchtools.js", r"stopwords\.has\(", "stopwords.includes("),
    ):
        file = older / "_static" / name
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(newer, old, text), encoding="utf-8")
    search(page, older, "the quantizaton")
    expect(page.locator(".search-instead")).to_contain_text("the quantization")


def test_what_is_nowhere_finds_nothing(page: Page, site: Path) -> None:
    search(page, site, "xylophonist")
    expect(page.locator(".search-instead")).to_have_count(0)
    expect(page.locator("#search-results > ul > li")).to_have_count(0)
    expect(page.locator(".search-summary")).to_contain_text("did not match")


def test_a_page_that_has_it_in_code_alone_shows_how_it_begins(page: Page, site: Path) -> None:
    search(page, site, "snippetless")
    expect(page.locator(".found-page .context")).to_have_text("It begins like this.")


def test_titles_are_text(page: Page, site: Path) -> None:
    search(page, site, "guess")
    expect(page.locator(".found-object")).to_have_text("Check Guess & count")


def test_every_link_leads_to_what_is_there(page: Page, site: Path) -> None:
    links = set()
    for query in ("quantization", "vector", "guess", "codebook", "nothing", "grids"):
        search(page, site, query)
        links |= set(page.locator("#search-results a").evaluate_all("it => it.map(a => a.href)"))
    assert len(links) > 6
    for link in links:
        page.goto(link)
        found = "!location.hash || document.querySelector(location.hash) !== null"
        assert page.evaluate(found), link


@pytest.mark.parametrize(("word", "page_name"), [("marzipan", "Grids"), ("zephyr", "Plain")])
def test_a_hit_opens_what_is_closed_and_goes_to_the_word(
    page: Page, site: Path, word: str, page_name: str
) -> None:
    search(page, site, word)
    page.locator("#search-results a", has_text=page_name).first.click()
    mark = page.locator("main .highlighted", has_text=word)
    expect(mark).to_be_in_viewport()
    # back, and again: the words are kept once more
    page.go_back()
    page.locator("#search-results a", has_text=page_name).first.click()
    expect(mark).to_be_in_viewport()


def test_a_hit_in_a_section_stays_there(page: Page, site: Path) -> None:
    search(page, site, "entries")
    page.locator(".parts a", has_text="Quantization").click()
    expect(page.locator("#quantization .highlighted").first).to_be_in_viewport()


def test_a_form_of_a_word_is_marked_as_it_stands(page: Page, site: Path) -> None:
    search(page, site, "rounding codebooks")
    search(page, site, "zephyrs")
    page.locator("#search-results a", has_text="Plain").first.click()
    expect(page.locator("main .highlighted")).to_have_text("zephyr")
    expect(page.locator("main .highlighted")).to_be_in_viewport()


def test_in_any_theme_a_hit_goes_to_the_word(page: Page, any_site: Path) -> None:
    """Where Sphinx's own search is, a page with something of ours does."""
    search(page, any_site, "marzipan")
    page.locator("#search-results a", has_text="Grids").first.click()
    content = page.locator(":is(main, [role=main])")
    expect(content.locator(".highlighted", has_text="marzipan")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Page, site: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    if not AXE.exists() and not os.environ.get("CI"):
        pytest.skip("build/axe is not there: run `nox -s browser`")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    search(page, site, "vektor quantization")
    assert violations(page, "document") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pages_further_down_are_filled_when_the_reader_comes_there(page: Page, site: Path) -> None:
    search(page, site, "nothing")
    items = page.locator(".found-page")
    for at in range(items.count()):
        items.nth(at).scroll_into_view_if_needed()
        expect(items.nth(at).locator(".context").first).to_be_visible()
