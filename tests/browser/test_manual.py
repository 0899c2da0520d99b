"""The pages of our manual: open to all, still while they load, and no wider than the screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

import pytest
from tests.docs.conftest import DOCS
from tests.docs.conftest import manual as manual  # a fixture

from .test_course import FIRST_WORDS, LINES, SIZES
from .test_looks import AXE, COLOUR_RULES, OPEN_ALL, violations
from .test_theme import SHIFTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

NO_PAGES = {"_build", "changes", "jupyter_execute", "sample-plugin", "snippets", "tutorial"}
ALL = sorted(
    str(file.relative_to(DOCS).with_suffix(""))
    for file in DOCS.rglob("*.md")
    if file.relative_to(DOCS).parts[0] not in NO_PAGES
)
KINDS = (
    "index",
    "blocks/check",
    "contributing/architecture",
    "course/1-2-4-merge-sort",
    "explanation/benchmarks",
    "guides/builders",
    "reference/settings",
    "rules/index",
    "start/tutorial",
    "genindex",
    "search",
)
"""Pages of each kind: all others are like one of them."""
LOOKS: tuple[tuple[Literal["light", "dark"], int, int, Sequence[str]], ...] = (
    ("light", 390, 844, ()),
    ("dark", 1440, 900, COLOUR_RULES),
)


@pytest.mark.browser
@pytest.mark.parametrize("name", KINDS)
def test_a_page_of_each_kind_can_be_shown(page: Page, manual: Path, name: str) -> None:
    assert_shown(page, manual, name)


@pytest.mark.browser
@pytest.mark.every_page
@pytest.mark.parametrize("name", sorted({*ALL} - {*KINDS}))
def test_every_other_page_can_be_shown(page: Page, manual: Path, name: str) -> None:
    assert_shown(page, manual, name)


def assert_shown(page: Page, manual: Path, name: str) -> None:
    """Hold a page to what axe finds, to what moves while it loads, and to its width."""
    if not AXE.exists() and not os.environ.get("CI"):
        pytest.skip("build/axe is not there: run `nox -s browser`")
    for scheme, width, height, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto((manual / f"{name}.html").as_uri())
        assert page.evaluate(SHIFTED) < 0.02
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(OPEN_ALL)
        assert violations(page, "document", rules) == []


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("course/1-")])
def test_a_sample_lesson_begins_on_the_first_screen(page: Page, manual: Path, name: str) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto((manual / f"{name}.html").as_uri())
        assert page.evaluate(FIRST_WORDS) + LINES <= height


EDGES = """() => {
  const text = document.querySelector("main section > p").getBoundingClientRect();
  return [...document.querySelectorAll(".sd-container-fluid, main table.docutils")].map(whole => {
    const cards = [...whole.querySelectorAll(".sd-card")];
    const boxes = (cards.length ? cards : [whole]).map(it => it.getBoundingClientRect());
    return [Math.min(...boxes.map(it => it.left)) - text.left,
      Math.max(...boxes.map(it => it.right)) - text.right];
  });
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_cards_and_table_of_the_front_page_end_where_the_text_does(
    page: Page, manual: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((manual / "index.html").as_uri())
    edges = page.evaluate(EDGES)
    assert len(edges) == 2
    assert [edge for pair in edges for edge in pair] == pytest.approx([0, 0, 0, 0], abs=0.5)
