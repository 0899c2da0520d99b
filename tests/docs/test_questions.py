"""What authors ask has an answer within two clicks, and what they type into the search finds it.

The first click is "I want to", where each question is a link: the second.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
QUESTIONS = tomllib.loads((ROOT / "docs" / "snippets" / "questions.toml").read_text("utf-8"))
SEARCHES = tomllib.loads(Path(__file__).with_name("searches.toml").read_text("utf-8"))
ANSWERS = {wish: address for wishes in QUESTIONS.values() for wish, address in wishes.items()}


@pytest.mark.parametrize("wish", ANSWERS)
def test_a_question_leads_to_its_answer(wish: str, manual: Path) -> None:
    page, _, anchor = ANSWERS[wish].partition("#")
    answer = (manual / f"{page}.html").read_text("utf-8")
    assert not anchor or f'id="{anchor}"' in answer
    front = (manual / "guides" / "index.html").read_text("utf-8")
    words = re.escape(wish.partition('"')[0])  # quotes are curly on the page
    link = re.search(rf'href="([^"]*)"[^>]*>(?:<span[^>]*>)?{words}', front)
    assert link
    where, _, place = link[1].partition("#")
    assert where.endswith(f"{Path(page).name}.html")
    assert bool(place) == bool(anchor)  # it may be another anchor of the same section
    assert not place or f'id="{place}"' in answer


def test_home_leads_to_the_questions(manual: Path) -> None:
    assert 'href="guides/index.html"' in (manual / "index.html").read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("typed", SEARCHES)
def test_a_search_finds_its_page(typed: str, page: Page, manual: Path) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    page.goto(f"{(manual / 'search.html').as_uri()}?q={quote(typed)}")
    expect(page.locator(".search-summary")).not_to_be_empty()
    found = page.evaluate(
        """() => [...document.querySelectorAll("#search-results > ul > li")].slice(0, 3)
        .map(it => (it.querySelector("a") ?? it).href.split("#")[0].split("?")[0])"""
    )
    wanted = tuple(f"/{name}.html" for name in SEARCHES[typed])
    assert any(address.endswith(wanted) for address in found), found
