"""How blocks look in each theme; the pictures for eyes lie in pytest's temporary folder."""

from __future__ import annotations

import gzip
import os
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from tests.benchmarks.report import OWN_GOALS

from sphinx_pedagogy import theme
from sphinx_pedagogy.blocks.assets import (
    numbers,
    reader,
    reader_style,
    schedule,
    script,
    stylesheet,
    transfer,
)
from sphinx_pedagogy.core.site_files import STATIC
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

    from sphinx_pedagogy.testing import MakeProject

    from .conftest import OpenPage, Site

THEME = Path(theme.__file__).parent / "pedagogy" / "static"
AXE = Path(__file__).parents[2] / "build" / "axe" / "axe.min.js"
PAGES = ("lesson", "blocks", "practice", "nested", "concepts", "widgets")
THEMES = ("pedagogy", "sphinx_rtd_theme", "furo", "pydata_sphinx_theme", "sphinx_book_theme")
LIGHT = [(theme, "light") for theme in THEMES]
DARK = [(theme, "dark") for theme in THEMES if theme != "sphinx_rtd_theme"]

OPEN_ALL = "document.querySelectorAll('details.ped, .ped details').forEach(it => it.open = true)"


TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""What themes do when a window changes is done by then."""


def test_budget() -> None:
    """What a page loads of ours, compressed; with the looks of others, if a setting asks."""
    styled = SimpleNamespace(pedagogy_style_admonitions=True)
    unstyled = SimpleNamespace(pedagogy_style_admonitions=False)
    for text, budget in (
        (stylesheet(unstyled), 6_000),  # type: ignore[arg-type]
        (stylesheet(styled), 7_000),  # type: ignore[arg-type]
        (script(), OWN_GOALS["own_js"][1] * 1_000),
        # loaded where a check asks for a number: it knows units and their words in three languages
        (numbers(), 3_400),
        (schedule(), 2_200),
        # loaded when a reader saves, loads or clears what is kept
        (transfer(), 1_200),
        (reader(), 6_000),
        (reader_style(), 1_500),
        ((STATIC / "js" / "widgets.js").read_text(encoding="utf-8"), 2_000),
        ((THEME / "js" / "pedagogy.js").read_text(encoding="utf-8"), 2_500),
        ((THEME / "js" / "copy.js").read_text(encoding="utf-8"), 1_200),
        ((THEME / "js" / "search.js").read_text(encoding="utf-8"), 6_000),
    ):
        assert len(gzip.compress(text.encode())) <= budget


def test_no_file_is_long() -> None:
    for file in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        assert len(file.read_text(encoding="utf-8").splitlines()) < 400, file.name


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: OpenPage, theme: str) -> None:
    """In our own theme on whole pages, beside other themes in what is ours."""
    if not AXE.exists() and not os.environ.get("CI"):
        pytest.skip("build/axe is not there: run `nox -s browser`")
    ours = theme == "pedagogy"
    part = "document" if ours else OURS
    found: list[str] = []
    for name in (*PAGES, "index", "search", "genindex") if ours else PAGES:
        for scheme in ("light", "dark") if theme != "sphinx_rtd_theme" else ("light",):
            for width in (320, 390, 1280, 1440) if ours else (320, 1280):
                # other themes look at the window when a page is opened, and not again
                if not ours or width == 320:
                    page = open_page(name, theme, scheme, width)
                    page.evaluate(OPEN_ALL)
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate(TWO_FRAMES)
                found += page.evaluate(STICKING_OUT)
                if width != 390:
                    rules = () if scheme == "light" else COLOUR_RULES
                    found += violations(page, part, rules)
    assert not found, "\n".join(found)


OURS = (
    "{ include: [...['.ped', '.ped-glossary', '.admonition:not(.hide)']"
    ".filter(it => document.querySelector(it))] }"
)
"""Our blocks, and the admonitions that we style."""


COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules that a dark page can break where the same page in light does not."""


def violations(page: Page, where: str = OURS, rules: Sequence[str] = ()) -> list[str]:
    """Return what axe has against a part of a page, by some rules or by all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    run = f"options => axe.run({where}, options).then(it => it.violations)"
    found = page.evaluate(run, options)
    return [
        f"{page.url}: {violation['id']}: {node['html'][:100]}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


STICKING_OUT = """() => {
  const scrolls = element => getComputedStyle(element).overflowX !== "visible";
  const inScroller = (element, block) => {
    for (let up = element.parentElement; up !== block.parentElement; up = up.parentElement)
      if (scrolls(up)) return true;
    return false;
  };
  const found = [];
  for (const block of document.querySelectorAll(".ped, .ped-glossary, .admonition")) {
    const edge = block.getBoundingClientRect().right + 1;
    for (const inner of block.querySelectorAll(":not(svg *, .headerlink)"))
      if (inner.getBoundingClientRect().right > edge && !inScroller(inner, block))
        found.push(`${block.className}: ${inner.outerHTML.slice(0, 80)}`);
    if (edge > document.documentElement.clientWidth + 1) found.push(`page: ${block.className}`);
  }
  return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "scheme"), LIGHT + DARK)
def test_text_turns_right_to_left(open_page: OpenPage, theme: str, scheme: str) -> None:
    page = open_page("blocks", theme, scheme, 390)
    page.evaluate("document.documentElement.dir = 'rtl'")
    style = "getComputedStyle(document.querySelector('.ped-example'))"
    assert page.evaluate(f"{style}.borderRightWidth") == "3px"
    assert page.evaluate(f"{style}.borderLeftWidth") == "0px"


@pytest.mark.browser
def test_a_light_theme_stays_light_on_a_dark_system(open_page: OpenPage) -> None:
    light = open_page("practice", scheme="light").evaluate(COLOURS)
    assert open_page("practice", scheme="dark").evaluate(COLOURS) == light


COLOURS = """[...document.querySelectorAll(".ped, .ped *")].map(element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor].join();
})"""


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_five_lines_tint_a_course(open_page: OpenPage, theme: str) -> None:
    page = open_page("blocks", theme)
    colour = "getComputedStyle(document.querySelector('.ped-insight')).backgroundColor"
    before = page.evaluate(colour)
    page.evaluate(TINT, "body { --ped-idea: red }")
    assert page.evaluate(colour) != before


TINT = """text => {
  const style = document.createElement("style");
  style.textContent = text;
  document.head.prepend(style);
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", THEMES)
def test_the_script_moves_nothing(open_page: OpenPage, page: Page, theme: str, width: int) -> None:
    for name in ("lesson", "practice"):
        page.route("**/blocks.js*", lambda route: route.abort())
        before = open_page(name, theme, width=width).evaluate(TOPS)
        page.unroute("**/blocks.js*")
        after = open_page(name, theme, width=width).evaluate(TOPS)
        moved = [abs(now - then) for now, then in zip(after, before, strict=True)]
        assert max(moved) <= 2, moved


TOPS = """[...document.querySelectorAll(".ped")].map(
  block => Math.round(block.getBoundingClientRect().top + scrollY)
)"""


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_a_page_is_complete_without_scripts(chromium: Browser, site: Site, theme: str) -> None:
    page = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto((site(theme) / "practice.html").as_uri())
    answer = page.locator("#predicted .ped-answer")
    assert not answer.get_by_text("It explodes.").is_visible()
    answer.locator("summary").click()
    assert answer.get_by_text("It explodes.").is_visible()
    assert page.locator(".ped-choices").first.get_by_text("a blue cube").is_visible()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_answers_are_printed(chromium: Browser, site: Site, theme: str) -> None:
    page = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto((site(theme) / "practice.html").as_uri())
    page.emulate_media(media="print")
    box = page.get_by_text("It explodes.").bounding_box()
    assert box
    assert box["height"] > 0
    page.context.close()


@pytest.mark.browser
def test_each_kind_has_an_icon_of_its_own(open_page: OpenPage) -> None:
    page = open_page("blocks")
    kinds = ("insight", "concept", "misconception", "mental-model", "analogy", "of-course", "recap")
    paths = [page.locator(f".ped-{kind} > .ped-title > .ped-icon path") for kind in kinds]
    assert len({path.first.get_attribute("d") for path in paths}) == len(kinds)


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_icons_are_seen_in_forced_colours(chromium: Browser, site: Site, theme: str) -> None:
    page = chromium.new_context(forced_colors="active", offline=True).new_page()
    page.goto((site(theme) / "blocks.html").as_uri())
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    icon = "getComputedStyle(document.querySelector('.ped-insight .ped-icon')).stroke"
    mark = """getComputedStyle(
      document.querySelector(".admonition > .admonition-title"), "::before").backgroundColor"""
    chevron = """getComputedStyle(
      document.querySelector("details.ped > summary"), "::before").backgroundColor"""
    assert page.evaluate(icon) != paper
    assert page.evaluate(mark) != paper
    page.goto((site(theme) / "practice.html").as_uri())
    assert page.evaluate(chevron) != paper
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_facts_of_a_lesson_stand_on_one_line(open_page: OpenPage, theme: str) -> None:
    """Also the links to its notebook, whose item holds more than one paragraph."""
    page = open_page("lesson", theme)
    bottoms = page.evaluate(
        """[...document.querySelectorAll(".ped-lesson > .ped-facts > li strong")].map(
          name => Math.round(name.getBoundingClientRect().bottom))"""
    )
    assert len(bottoms) > 2
    steps = [after - before for before, after in pairwise(bottoms)]
    assert [step for step in steps if abs(step) > 1 and step < 15] == [], "all on it, or below it"


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore:.*HandleFootnoteTransform")  # of sphinx-book-theme
@pytest.mark.parametrize("theme", THEMES)
def test_asides_of_sphinx_design_look_like_ours(page: Page, tmp_path: Path, theme: str) -> None:
    asides = [f":::{{{name}}}\nA word.\n:::\n\nText.\n" for name in ("aside", "ped:aside")]
    text = "\n".join(["# P\n\n## S\n", *asides])
    settings = {"extensions": ["sphinx_design"], "pedagogy_style_admonitions": True}
    built = Project(tmp_path, text, html_theme=theme, **settings).build()
    assert built.warnings == []
    page.goto((built.outdir / "index.html").as_uri())
    for width in (390, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        theirs, ours = page.evaluate(ASIDES)
        assert theirs == ours, width


ASIDES = """[".sd-aside", ".ped-aside"].map(name => {
  const style = getComputedStyle(document.querySelector(name));
  return ["float", "clear", "width", "fontSize", "lineHeight", "marginLeft", "marginRight",
    "marginTop", "paddingTop", "borderTop", "borderLeft", "backgroundColor"].map(it => style[it]);
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1000])
def test_a_wide_table_of_a_view_scrolls_within_itself(
    make_project: MakeProject, chromium: Browser, width: int
) -> None:
    """Alabaster, which Sphinx takes if nobody says else, has no scrolling tables."""
    source = {
        "index.md": "# C\n\n```{toctree}\na\nb\n```\n",
        "a.md": "# A\n\n:::{lesson} 1.1\nx\n:::\n\n:::{concept} Triangulation network\n"
        ":note: a longer note on how it is taught, with more words than a phone is wide\nx\n:::\n",
        "b.md": "# A second lesson with a title\n\n:::{lesson} 1.2\nx\n:::\n\n:::{requires}\n"
        "- Triangulation network (introduced)\n:::\n\n:::{student-state}\n:::\n\n"
        ":::{prerequisites}\n:::\n",
    }
    built = make_project(source, html_theme="alabaster").build()
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto((built.outdir / "b.html").as_uri())
    assert page.locator("table.ped-view").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["alabaster", "pedagogy"])
def test_the_words_of_a_view_lie_below_its_facts_on_a_phone(
    make_project: MakeProject, chromium: Browser, theme: str
) -> None:
    """They lay beyond the edge of the screen, beside rows that looked empty."""
    note = "a longer note on how it is taught, with more words than a phone is wide"
    source = {
        "index.md": "# C\n\n```{toctree}\na\nb\n```\n",
        "a.md": "# A\n\n:::{lesson} 1.1\nx\n:::\n\n:::{concept} Network\n"
        f":note: {note}\nx\n:::\n",
        "b.md": "# B\n\n:::{lesson} 1.2\nx\n:::\n\n:::{student-state}\n:::\n",
    }
    built = make_project(source, html_theme=theme).build()
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto((built.outdir / "b.html").as_uri())
    table = page.locator("table.ped-view").last
    assert table.evaluate("it => it.scrollWidth <= it.parentElement.clientWidth")
    name, facts, words = (
        table.locator(f"tbody tr:first-child > {cell}").bounding_box()
        for cell in ("th", "td:nth-child(2)", "td:last-child")
    )
    assert name
    assert facts
    assert words
    assert name["y"] + name["height"] <= facts["y"] + 1
    assert facts["y"] + facts["height"] <= words["y"] + 1
    assert words["width"] > 200
    heads = table.locator("thead th")
    seen = [heads.nth(at).bounding_box() for at in range(heads.count())]
    assert seen[1]
    assert abs(seen[1]["x"] - facts["x"]) < 2
    page.close()
