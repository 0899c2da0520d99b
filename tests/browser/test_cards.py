"""The card of a concept, as a reader with a mouse, a keyboard or a finger meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST = """# Latents

:::{lesson} 1.1.1
First.
:::

:::{concept} Latent space
:depth: developed
Where the codes live.
:::
"""
SECOND = """# Diffusion

:::{lesson} 1.1.2
Second.
:::

Before it, {concept}`the latent space <latent space>`, and after it a word.
"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a lesson that mentions a concept of the lesson before."""
    source = {
        "index.md": "# C\n\n```{toctree}\na\nb\n```\n",
        "a.md": FIRST,
        "b.md": SECOND,
    }
    built = Project(tmp_path_factory.mktemp("cards"), source).build()
    assert built.warnings == []
    return built.outdir / "b.html"


@pytest.fixture
def lesson(chromium: Browser, page_file: Path) -> Page:
    """Open the page on a desk."""
    page = chromium.new_page(viewport={"width": 1000, "height": 700})
    page.goto(page_file.as_uri())
    return page


def test_it_opens_under_a_pointer_and_stays_while_that_is_on_it(lesson: Page) -> None:
    lesson.locator("a[data-ped-concept]").hover()
    card = lesson.get_by_role("tooltip")
    card.wait_for(state="visible")
    text = card.inner_text()
    for words in ("Latent space", "Where the codes live.", "developed", "1.1.1 Latents"):
        assert words in text
    assert "the lesson before" in text
    card.hover()
    lesson.wait_for_timeout(400)
    assert card.is_visible()
    lesson.mouse.move(900, 650)
    card.wait_for(state="hidden")


def test_it_opens_on_focus_and_escape_closes_it(lesson: Page) -> None:
    link = lesson.locator("a[data-ped-concept]")
    card = lesson.locator("#ped-card")
    for _press in range(60):
        lesson.keyboard.press("Tab")
        if card.is_visible():
            break
    assert link.get_attribute("aria-describedby") == "ped-card"
    lesson.keyboard.press("Escape")
    assert not card.is_visible()
    assert link.get_attribute("aria-describedby") is None


def test_the_first_tap_shows_it_and_the_second_follows_the_link(
    chromium: Browser, page_file: Path
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 600}, has_touch=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    link = page.locator("a[data-ped-concept]")
    link.tap()
    page.locator("#ped-card").wait_for(state="visible")
    assert page.url.endswith("b.html")
    box = page.locator("#ped-card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    link.tap()
    page.wait_for_url("**/a.html#concept-latent-space")
    context.close()
