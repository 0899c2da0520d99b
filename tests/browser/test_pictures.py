"""The course's widget of pictures by settings: its controls, its chart, and what it tells."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.test_looks import AXE, STICKING_OUT, violations

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

MODULE = Path(__file__).parents[2] / "lessons" / "widgets" / "pictures.js"
PAGE = """# Pictures by settings

:::{widget} What noise does
:module: pictures.js
:data: runs.json

The static figure.
:::
"""
CHOICES = ((0, 0, "one"), (0, 1, "two"), (1, 0, "three"), (1, 1, "four"))
DATA = {
    "settings": [
        {"name": "Image", "values": ["square", "plus"], "at": 0, "choose": True},
        {"name": "Step", "values": [0, 50], "at": 1},
    ],
    "pictures": [
        {"name": "Changing", "columns": 2},
        {"name": "Fixed", "columns": 4, "colours": "f00" * 16},
    ],
    "chart": {
        "x": "work",
        "y": "error",
        "xticks": [[0, "1"], [1, "9"]],
        "yticks": [[0, "0"], [1, "8"]],
        "dots": [[0.1 * at, 0.9 - 0.1 * at, told] for at, (_, _, told) in enumerate(CHOICES)],
    },
    "runs": [
        {
            "choice": [image, step],
            "colours": [f"00{at}" * 4, None],
            "cut": 2,
            "dot": at,
            "told": [told],
        }
        for at, (image, step, told) in enumerate(CHOICES)
    ],
}
PAINTED = """(canvas, [x, y]) =>
  [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].slice(0, 3)"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with the widget."""
    source = {
        "index.md": PAGE,
        "pictures.js": MODULE.read_text(encoding="utf-8"),
        "runs.json": json.dumps(DATA),
    }
    theme = "sphinx_rtd_theme"  # whose pages are as narrow as the screen
    built = Project(tmp_path_factory.mktemp("pictures"), source, html_theme=theme).build()
    assert built.warnings == []
    return built.outdir / "index.html"


@pytest.fixture
def widget(page: Page, page_file: Path) -> Locator:
    """Open the page, and return the widget once it is there."""
    page.goto(page_file.as_uri())
    found = page.get_by_role("region", name="What noise does")
    found.get_by_role("slider").wait_for()
    return found


def test_the_keyboard_moves_both_settings(widget: Locator) -> None:
    expect(widget.get_by_role("status")).to_have_text("two")
    slider = widget.get_by_role("slider", name="Step")
    expect(slider).to_have_attribute("aria-valuetext", "50")
    slider.press("ArrowLeft")
    expect(widget.get_by_role("status")).to_have_text("one")
    widget.get_by_role("combobox", name="Image").press("ArrowDown")
    expect(widget.get_by_role("status")).to_have_text("three")


def test_a_choice_paints_its_colours_and_cuts(widget: Locator) -> None:
    changing, fixed = widget.locator("canvas").all()
    assert changing.evaluate(PAINTED, [9, 9]) == [0, 0, 0x11]
    widget.get_by_role("combobox", name="Image").select_option("plus")
    assert changing.evaluate(PAINTED, [9, 9]) == [0, 0, 0x33]
    assert fixed.evaluate(PAINTED, [9, 9]) == [255, 0, 0]
    assert fixed.evaluate(PAINTED, [96, 9]) == [255, 255, 255]


def test_the_chart_shows_the_dots_that_were_visited(widget: Locator) -> None:
    chart = widget.get_by_role("img", name="error, by work")
    expect(chart).to_have_accessible_name("error, by work. Chosen: two. Seen so far: two")
    assert chart.locator("circle:not([stroke=none])").count() == 1
    widget.get_by_role("slider", name="Step").press("ArrowLeft")
    expect(chart).to_have_accessible_name("error, by work. Chosen: one. Seen so far: two, one")
    assert chart.locator("circle:not([stroke=none])").count() == 2
    assert chart.locator("circle:not([fill=none])").count() == 1


def test_pictures_are_told_in_words(widget: Locator) -> None:
    expect(widget.get_by_role("img", name="Changing")).to_have_accessible_name("Changing. two")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(
    widget: Locator, page: Page, width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    expect(widget.get_by_role("status")).to_have_text("two")
    assert page.evaluate(STICKING_OUT) == []
    if AXE.exists() or os.environ.get("CI"):
        assert violations(page) == []
