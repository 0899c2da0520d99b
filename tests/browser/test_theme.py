"""The theme for courses in a browser: schemes, the drawer, contents that follow, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.browser_keys import storage_prefix
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from .conftest import OpenPage

pytestmark = pytest.mark.browser

PAPER = "getComputedStyle(document.body).backgroundColor"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(20, 23, 27)"

SHIFTED = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(it => (sum += it.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""

STOPS_BEFORE_TEXT = """[...document.querySelectorAll(
  "a[href], button, input, summary, [tabindex='0']")]
  .filter(it => it.checkVisibility() && it.compareDocumentPosition(document.querySelector("main"))
    & Node.DOCUMENT_POSITION_FOLLOWING).length"""


@pytest.mark.parametrize(("scheme", "other"), [("light", BLACK), ("dark", WHITE)])
def test_the_reader_chooses_a_scheme_that_lasts(
    open_page: OpenPage, scheme: str, other: str
) -> None:
    page = open_page("lesson", "pedagogy", scheme)
    own = page.evaluate(PAPER)
    assert own == (WHITE if scheme == "light" else BLACK)
    page.locator(".scheme-button").click()
    assert page.evaluate(PAPER) == other
    page.goto(page.url.replace("lesson", "blocks"))
    assert page.evaluate(PAPER) == other
    page.locator(".scheme-button").click()
    page.reload()
    assert page.evaluate(PAPER) == own


def test_code_follows_the_scheme(open_page: OpenPage) -> None:
    page = open_page("nested", "pedagogy")
    colours = (
        "[...document.querySelectorAll('.highlight span')].map(it => getComputedStyle(it).color)"
    )
    light = page.evaluate(colours)
    page.locator(".scheme-button").click()
    assert light
    assert set(page.evaluate(colours)).isdisjoint(light)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["lesson", "practice"])
def test_nothing_moves_while_a_page_loads(open_page: OpenPage, name: str, width: int) -> None:
    assert open_page(name, "pedagogy", width=width).evaluate(SHIFTED) < 0.02


def test_a_front_page_tells_where_to_begin_until_there_is_something_to_go_on_with(
    open_page: OpenPage,
) -> None:
    page = open_page("index", "pedagogy", width=390)
    page.locator(".ped-continue").evaluate(
        "it => it.insertAdjacentHTML('afterend', '<p class=ped-begin>Begin: <a href=#>1</a></p>')"
    )
    begin, go_on = page.locator(".ped-begin"), page.locator(".ped-continue")
    assert begin.is_visible()
    assert not go_on.is_visible()
    height = begin.bounding_box()
    go_on.evaluate("it => (it.innerHTML = 'Continue: <a href=lesson.html>A lesson</a>')")
    assert not begin.is_visible()
    assert go_on.bounding_box() == height


def test_the_switch_has_its_place_before_the_script_shows_it(
    open_page: OpenPage, page: Page
) -> None:
    width = "document.querySelector('.page-tools').getBoundingClientRect().width"
    page.route("**/pedagogy.js*", lambda route: route.abort())
    before = open_page("lesson", "pedagogy", width=390).evaluate(width)
    page.unroute("**/pedagogy.js*")
    assert open_page("lesson", "pedagogy", width=390).evaluate(width) == before


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_a_lesson_begins_on_the_first_screen(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("lesson", "pedagogy", width=width)
    words = page.evaluate("""[...document.querySelectorAll("main section > p")]
      .find(it => it.checkVisibility()).getBoundingClientRect().top""")
    assert words < height


def test_the_text_is_a_few_tab_stops_away(open_page: OpenPage) -> None:
    assert open_page("lesson", "pedagogy", width=1440).evaluate(STOPS_BEFORE_TEXT) < 12


def test_a_phone_gets_the_tree_in_a_drawer(open_page: OpenPage) -> None:
    page = open_page("lesson", "pedagogy", width=390)
    tree = page.locator("#navigation")
    assert not tree.is_visible()
    page.locator(".nav-button").click()
    assert tree.is_visible()
    page.keyboard.press("Escape")
    assert not tree.is_visible()


def test_contents_mark_the_section_in_view(open_page: OpenPage) -> None:
    page = open_page("practice", "pedagogy", width=1440)
    links = page.locator(".page-contents li li a")
    links.last.click()
    page.wait_for_function("document.querySelector('.page-contents [aria-current]')")
    page.wait_for_timeout(1000)
    marked = page.locator(".page-contents [aria-current]")
    assert marked.count() == 1


def test_a_lesson_that_is_done_is_marked_in_the_tree(open_page: OpenPage) -> None:
    page = open_page("lesson", "pedagogy")
    link = page.locator(".wy-menu [aria-current=page]")
    assert link.get_attribute("data-progress")
    assert link.locator(".done").count() == 0
    page.locator(".ped-progress input").check()
    link.locator(".done").wait_for()
    assert link.locator(".done").get_attribute("aria-label") == "Done"
    prefix = storage_prefix("Gallery")
    assert page.locator(".wy-menu").get_attribute("data-prefix") == prefix


ON_PAPER = """() => {
  const seen = it => it.checkVisibility() && it.getBoundingClientRect().height > 0;
  const all = selector => [...document.querySelectorAll(selector)].filter(seen);
  const found = [
    all("main *:not(svg *, math *, .headerlink)")
      .filter(it => it.getBoundingClientRect().right > innerWidth + 1),
    all("main :is(pre, table, div.math)")
      .filter(it => getComputedStyle(it).overflowX !== "visible"),
    all("main details:not(.ped-still)")
      .filter(it => [...it.children].slice(1).some(one => one.textContent.trim() && !seen(one))),
    all(".wy-nav-side, .wy-nav-top, .page-contents, .page-top, .skip-link"),
  ];
  return found.map(list => list.map(it => it.outerHTML.slice(0, 90)));
}"""


@pytest.mark.parametrize("name", ["lesson", "practice", "nested", "blocks"])
def test_on_paper_all_is_open_and_nothing_is_cut(open_page: OpenPage, name: str) -> None:
    page = open_page(name, "pedagogy", "dark", width=700)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ON_PAPER) == [[], [], [], []]
    assert page.evaluate(PAPER) == WHITE


def test_asides_stand_in_the_margin_and_beside_nothing_they_run_across(
    page: Page, tmp_path: Path
) -> None:
    aside = f":::{{aside}}\n{'A remark of some words. ' * 9}\n:::\n"
    text = f"# P\n\n## One\n\n{aside}\nText that follows.\n\n{aside}\n## Two\n\n"
    text += ":::{insight} I\nText.\n:::\n"
    built = Project(tmp_path, text, html_theme="pedagogy").build()
    page.goto((built.outdir / "index.html").as_uri())

    def boxes(width: int) -> list[tuple[float, float, float]]:
        page.set_viewport_size({"width": width, "height": 900})
        found: list[tuple[float, float, float]]
        found = page.evaluate("""[...document.querySelectorAll(".ped-aside, #two, .ped-insight")]
          .map(it => it.getBoundingClientRect()).map(box => [box.left, box.right, box.top])""")
        return found

    (left, right, _), (across, end, top), (two, edge, below), _ = boxes(1100)
    assert left > two + 100
    assert (across, end) == (two, edge)
    assert below > top + 30
    (left, right, _), (again, _, start), (_, edge, _), (_, _, block) = boxes(1440)
    assert left == again > edge
    assert block < start + 120
    assert right <= 1440
    (left, right, _), _, (two, edge, _), _ = boxes(390)
    assert (left, right) == (two, edge)


def test_what_fades_in_when_it_opens_is_printed(open_page: OpenPage) -> None:
    """As folded cells of myst-nb do: on paper they were blank."""
    page = open_page("lesson", "pedagogy", width=700)
    page.emulate_media(media="print")
    page.evaluate("""() => {
      const style = document.createElement("style");
      style.textContent = "@keyframes late { 0% { opacity: 0 } }"
        + "details[open] > summary ~ * { animation: late 60s }";
      document.head.append(style);
      document.querySelector("main").insertAdjacentHTML("beforeend",
        "<details open><summary>More</summary><p id='late'>Text</p></details>");
    }""")
    assert page.evaluate("getComputedStyle(document.getElementById('late')).opacity") == "1"


def test_the_ground_of_code_is_the_one_that_its_shades_fade_into(open_page: OpenPage) -> None:
    page = open_page("nested", "pedagogy", "dark")
    ground, cover = page.evaluate("""(() => {
      const code = document.querySelector("div.highlight");
      const probe = document.createElement("i");
      probe.style.color = "var(--cover)";
      code.querySelector("pre").append(probe);
      return [getComputedStyle(code).backgroundColor, getComputedStyle(probe).color];
    })()""")
    assert ground == cover
