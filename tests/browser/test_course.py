"""The pages of our own course: light, still, begun on the first screen, open to all, and linked."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

import pytest

from .conftest import build_once
from .test_looks import AXE, COLOUR_RULES, OPEN_ALL, violations
from .test_theme import SHIFTED
from .test_whole_pages import MOST, MOST_SCRIPTS, loaded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

LESSONS = Path(__file__).parents[2] / "lessons"
_ALL = sorted(it.relative_to(LESSONS).with_suffix("") for it in LESSONS.glob("*-*/*.md"))
PAGES = ("index", *(str(it) for it in _ALL if not it.suffix))
"""The front page, and the lessons: not their plans and reviews."""
SIZES = ((390, 844), (1440, 900))
FIRST_WORDS = """[...document.querySelectorAll("main section > p")]
  .find(it => it.checkVisibility() && it.textContent.trim()).getBoundingClientRect().top"""
HOOK = """[...document.querySelectorAll(`main > section > :is(section > p, section > .ped,
    section > figure, .cell .cell_output, figure, .ped-check)`)]
  .map(it => it.checkVisibility() && it.getBoundingClientRect()).find(box => box.height).top"""
"""Where the author begins: the first picture, puzzle or words under a heading."""
LINES = 3 * 1.65 * 16
"""So many pixels are three lines on a phone: less of a hook catches nobody."""


@pytest.fixture(scope="session")
def course(shared: Path) -> Path:
    """Build the course from its stored outputs, once for all processes of a run."""
    output = shared / "course"
    build_once(LESSONS, output, shared / "course-doctrees", "pedagogy_executor=none")
    return output


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_course_keeps_the_budgets(page: Page, course: Path, name: str) -> None:
    address = (course / f"{name}.html").as_uri()
    sizes = loaded(page, address)
    assert sum(sizes.values()) <= MOST, sizes
    assert sizes.get("script", 0) <= MOST_SCRIPTS, sizes
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        assert page.evaluate(SHIFTED) < 0.02
        assert page.evaluate(FIRST_WORDS) < height
        if name != "index":
            assert page.evaluate(HOOK) + LINES <= height
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("name", [*PAGES, "my-progress", "records/glossary"])
def test_axe_finds_nothing_on_a_page_of_the_course(page: Page, course: Path, name: str) -> None:
    if not AXE.exists():
        pytest.skip("build/axe is not there: run `nox -s browser`")
    found = []
    looks: tuple[tuple[Literal["light", "dark"], Sequence[str]], ...] = (
        ("light", ()),
        ("dark", COLOUR_RULES),
    )
    for (scheme, rules), (width, height) in zip(looks, SIZES, strict=True):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto((course / f"{name}.html").as_uri())
        page.evaluate(OPEN_ALL)
        found += violations(page, "document", rules)
    assert not found, "\n".join(found)


CUT = """[...document.querySelectorAll("main table.docutils")]
  .filter(it => it.scrollWidth > it.clientWidth)
  .map(it => getComputedStyle(it).backgroundAttachment)"""
OUTSIDE = """[...document.querySelectorAll("main table.docutils td")]
  .filter(it => it.textContent.trim() && it.getBoundingClientRect().right > innerWidth)
  .map(it => it.textContent)"""
BROKEN = """[...document.querySelectorAll(".ped-glossary .field-list > dt")]
  .filter(it => { const words = document.createRange(); words.selectNodeContents(it.firstChild);
    return words.getClientRects().length > 1 && !it.firstChild.textContent.trim().includes(" "); })
  .map(it => it.textContent)"""


PAST = """[...document.querySelectorAll(".ped table.docutils")].filter(it =>
    it.getBoundingClientRect().right > it.closest(".ped").getBoundingClientRect().right).length"""
TRIANGLES = """[...document.querySelectorAll("main summary, main summary > p")]
  .filter(it => it.checkVisibility() && getComputedStyle(it).display == "list-item").length"""


@pytest.mark.browser
def test_what_opens_has_one_marker_and_holds_its_tables(page: Page, course: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((course / "6-3" / "6-3-5-from-pixels-to-latents.html").as_uri())
    assert page.evaluate(TRIANGLES) == 0, "others have a chevron"
    page.evaluate(OPEN_ALL)
    assert page.evaluate(PAST) == 0


ALONE = """[...document.querySelectorAll(".ped-grid")].filter(it => {
  const tops = [...it.children].map(card => Math.round(card.getBoundingClientRect().top));
  return tops.length > 2 && tops.filter(top => top == tops.at(-1)).length < 2;
}).length"""
SHORT_BRACES = """[...document.querySelectorAll("munder > mo:last-child")]
  .filter(it => getComputedStyle(it).boxShadow == "none").length"""


@pytest.mark.browser
@pytest.mark.parametrize(
    "name",
    [
        "6-3/6-3-5-from-pixels-to-latents",
        "7-4/7-4-4-z-image",
        "8-3/8-3-1-nano-banana-pro",
        "9-2/9-2-1-why-discrete",
    ],
)
def test_rows_of_cards_are_even_and_braces_whole(page: Page, course: Path, name: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((course / f"{name}.html").as_uri())
    assert page.evaluate(ALONE) == 0
    assert page.evaluate(SHORT_BRACES) == 0, "Chromium cuts a long one without a shadow"


@pytest.mark.browser
def test_records_can_be_read_on_a_phone(page: Page, course: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((course / "records" / "module-7-4.html").as_uri())
    assert page.evaluate(OUTSIDE) == [], "rows that look empty"
    # what still scrolls, by a table of many columns: a shade says that there is more
    assert {*page.evaluate(CUT)} <= {"local, local, scroll, scroll"}
    page.goto((course / "records" / "glossary.html").as_uri())
    assert page.evaluate(BROKEN) == []


@pytest.mark.browser
def test_no_link_and_no_entry_of_the_search_leads_nowhere(course: Path) -> None:
    """Also what a search finds: objects, titles, and entries of the index."""
    dead = []
    for file in course.rglob("*.html"):
        if file.name != "404.html":  # its links begin at the root of a host
            links = re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', file.read_text("utf-8"))
            dead += [
                f"{file.relative_to(course)}: {link}"
                for link in dict.fromkeys(map(unescape, links))
                if not arrives(file, link)
            ]
    dead += [
        entry for entry in found_by_search(course) if not arrives(course / "index.html", entry)
    ]
    assert dead == []


def arrives(page: Path, link: str) -> bool:
    """Tell whether a link of a page leads to a file, and to an anchor that is there."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True  # another host
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not parts.fragment or target.suffix != ".html":
        return target.exists()
    return target.exists() and unquote(parts.fragment) in anchors(target)


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the ids of a page."""
    return frozenset(map(unescape, re.findall(r'\bid="([^"]*)"', page.read_text("utf-8"))))


def found_by_search(course: Path) -> Iterator[str]:
    """Yield the address of each thing in the index of the search."""
    text = (course / "searchindex.js").read_text("utf-8")
    index = json.loads(text.partition("(")[2].rpartition(")")[0])
    names = index["docnames"]
    for prefix, found in index["objects"].items():
        for document, kind, _priority, anchor, name in found:
            full = f"{prefix}.{name}" if prefix else name
            objtype = index["objnames"][str(kind)][1]
            known = {"": full, "-": f"{objtype}-{full}"}
            yield f"{names[document]}.html#{known.get(anchor, anchor)}"
    for places in (*index["alltitles"].values(), *index["indexentries"].values()):
        for document, anchor, *_rest in places:
            yield f"{names[document]}.html" + (f"#{anchor}" if anchor else "")
