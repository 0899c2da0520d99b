"""The card of a concept, as a reader with a mouse, a keyboard or a finger meets it."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
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


# ── where a site is served, and what stops a script ─────────────────────────────────

FORMULAS = r"""# Maps

:::{lesson} 1.1.1
:::

:::{concept} Soft $\max$
:id: softmax
The map $z^2$ to `probs`.
:::
"""
DEEP = "# Use\n\n:::{lesson} 1.1.2\n:::\n\nA {concept}`map <softmax>`, and $x$.\n"
NO_SCRIPT_IN_PAGES = "default-src 'self'; style-src 'self' 'unsafe-inline'"
"""Sphinx has styles in its pages; with the widest of policies no page may bring a script."""


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder with a strict policy, and notes what is asked for."""

    asked: ClassVar[list[str]] = []

    def end_headers(self) -> None:
        """Send the policy."""
        self.send_header("Content-Security-Policy", NO_SCRIPT_IN_PAGES)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Keep the path, and stay quiet."""
        self.asked.append(self.path)


@pytest.fixture(scope="module")
def deep_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site whose page lies in a folder, as pages of folders do."""
    source = {
        "index.md": "# C\n\n```{toctree}\na\nin/b\n```\n",
        "a.md": FORMULAS,
        "in/b.md": DEEP,
    }
    conf: dict[str, Any] = {
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
        "mathjax_path": "drawn.js",
        "html_static_path": ["static"],
    }
    project = Project(tmp_path_factory.mktemp("deep"), source, **conf)
    # in place of MathJax, which is large: it says what it is asked to draw
    draw = (
        "window.MathJax = { typesetPromise: async (all) => {"
        " for (const one of all) one.title = one.textContent } };"
    )
    project.write({"static/drawn.js": draw})
    built = project.build("dirhtml")
    assert built.warnings == []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=built.outdir)) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/in/b/"
        served.shutdown()


def open_with_keys(page: Page) -> None:
    """Press Tab until a card opens."""
    for _press in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        if page.locator("#ped-card").is_visible():
            break


def test_under_a_strict_policy_a_card_comes_with_its_formulas(
    chromium: Browser, deep_site: str
) -> None:
    page = chromium.new_page()
    Strict.asked.clear()
    page.goto(deep_site)
    page.wait_for_load_state()
    assert not any("cards" in path for path in Strict.asked)
    open_with_keys(page)
    card = page.locator("#ped-card")
    assert card.locator("strong").inner_text() == r"Soft \(\max\)"
    assert card.locator("strong .math").get_attribute("title") == r"\(\max\)"
    assert card.locator("p .math").get_attribute("title") == r"\(z^2\)"
    assert card.locator("p code").inner_text() == "probs"
    facts = card.locator("small").inner_text().split(" \u00b7 ")
    assert facts == ["introduced", "1.1.1 Maps", "the lesson before"]
    asked = [path for path in Strict.asked if "cards" in path]
    assert len(asked) == 2, asked
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    open_with_keys(page)
    assert len([path for path in Strict.asked if "cards" in path]) == 2


def test_where_the_cards_are_missing_links_are_links(chromium: Browser, page_file: Path) -> None:
    folder = page_file.parent / "_static" / "sphinx-pedagogy"
    hidden = folder / "cards.hidden"
    (folder / "cards.js").rename(hidden)
    try:
        context = chromium.new_context(has_touch=True)
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.locator("a[data-ped-concept]").tap()
        page.wait_for_url("**/a.html#concept-latent-space")
        context.close()
    finally:
        hidden.rename(folder / "cards.js")


def test_without_a_script_a_link_is_a_link(chromium: Browser, page_file: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.locator("a[data-ped-concept]").click()
    page.wait_for_url("**/a.html#concept-latent-space")
    context.close()
