"""The course's widget of points by settings: its sliders, and what it says to whom."""

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

MODULE = Path(__file__).parents[2] / "lessons" / "widgets" / "cloud.js"
PAGE = """# Points by settings

:::{widget} Where the samples lie
:module: cloud.js
:data: runs.json

The static figure.
:::
"""
DATA = {
    "settings": [
        {"name": "Guidance", "values": [1, 3], "at": 0},
        {"name": "Steps", "values": [1, 50], "at": 1},
    ],
    "reach": 3,
    "rings": [[2, 0, 0.5, 0], [-2, 0, 0.5, 1]],
    "groups": [{"name": "first", "sign": "A"}, {"name": "second", "sign": "B"}],
    "group": [0, 1],
    "runs": [
        {"choice": [guidance, steps], "points": [[guidance, steps], [90, 0]], "told": [told]}
        for guidance, steps, told in ((0, 0, "one"), (0, 1, "two"), (1, 0, "three"), (1, 1, "four"))
    ],
}


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with the widget."""
    source = {
        "index.md": PAGE,
        "cloud.js": MODULE.read_text(encoding="utf-8"),
        "runs.json": json.dumps(DATA),
    }
    theme = "sphinx_rtd_theme"  # whose pages are as narrow as the screen
    built = Project(tmp_path_factory.mktemp("cloud"), source, html_theme=theme).build()
    assert built.warnings == []
    return built.outdir / "index.html"


@pytest.fixture
def widget(page: Page, page_file: Path) -> Locator:
    """Open the page, and return the widget once it is there."""
    page.goto(page_file.as_uri())
    found = page.get_by_role("region", name="Where the samples lie")
    found.get_by_role("slider").first.wait_for()
    return found


def test_each_setting_has_a_slider_that_the_keyboard_moves(widget: Locator) -> None:
    expect(widget.get_by_role("status")).to_have_text("two")
    guidance = widget.get_by_role("slider", name="Guidance")
    guidance.press("ArrowRight")
    expect(guidance).to_have_attribute("aria-valuetext", "3")
    expect(widget.get_by_role("status")).to_have_text("four")
    widget.get_by_role("slider", name="Steps").press("ArrowLeft")
    expect(widget.get_by_role("status")).to_have_text("three")


def test_the_picture_is_told_in_words_and_no_point_is_outside(widget: Locator) -> None:
    picture = widget.get_by_role("img")
    expect(picture).to_have_accessible_name("Guidance 1, Steps 50: two")
    first, far = widget.locator("path").evaluate_all(
        "dots => dots.map(dot => dot.getAttribute('transform'))"
    )
    assert first == "translate(0.000 -1.000)"
    assert far == "translate(2.910 0.000)"


def test_groups_differ_in_shape_and_not_in_colour_alone(widget: Locator) -> None:
    shapes = widget.locator("path").evaluate_all("dots => dots.map(dot => dot.getAttribute('d'))")
    assert len(set(shapes)) == 2
    expect(widget).to_contain_text("first, rings A")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(widget: Locator, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    expect(widget.get_by_role("status")).to_have_text("two")
    assert page.evaluate(STICKING_OUT) == []
    if AXE.exists() or os.environ.get("CI"):
        assert violations(page) == []
