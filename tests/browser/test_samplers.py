"""The course's widget of samplers side by side: its controls, and what it says to whom."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.test_looks import AXE, STICKING_OUT, violations

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

MODULE = Path(__file__).parents[2] / "lessons" / "widgets" / "samplers.js"
PAGE = """# Samplers

:::{widget} Two samplers
:module: samplers.js
:data: samplers.json

The static figure.
:::
"""


def run(seed: int, frames: list[list[int]], valid: bool) -> dict[str, Any]:
    """Return a run that asks the network once a step."""
    evaluations = list(range(len(frames)))
    return {"seed": seed, "frames": frames, "evaluations": evaluations, "valid": valid}


SLOW = [[-1, -1, -1, -1], [0, -1, -1, -1], [0, 1, -1, -1], [0, 1, 1, -1], [0, 1, 1, 0]]
FAST = [[-1, -1, -1, -1], [0, 0, 1, 1]]
WORLD = {
    "rows": 2,
    "columns": 2,
    "values": [{"name": "blue", "colour": "#2a6fb0"}, {"name": "gold", "colour": "#f2cf5b"}],
}
DATA = {
    **WORLD,
    "samplers": [
        {"name": "Slow", "unit": "passes", "runs": [run(3, SLOW, True), run(7, FAST, True)]},
        {"name": "Fast", "unit": "passes", "runs": [run(3, FAST, False), run(7, FAST, True)]},
    ],
}

BUDGETS = {
    **WORLD,
    "budgets": [
        {
            "name": f"{passes} passes",
            "samplers": [
                {
                    "name": "Any",
                    "unit": "passes",
                    "share": f"valid: {share}%",
                    "runs": [run(3, frames, True), run(7, frames, False)],
                }
            ],
        }
        for passes, share, frames in ((1, 40, FAST), (4, 90, SLOW))
    ],
}


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with the widget."""
    source = {
        "index.md": PAGE,
        "samplers.js": MODULE.read_text(encoding="utf-8"),
        "samplers.json": json.dumps(DATA),
    }
    theme = "sphinx_rtd_theme"  # whose pages are as narrow as the screen
    built = Project(tmp_path_factory.mktemp("samplers"), source, html_theme=theme).build()
    assert built.warnings == []
    return built.outdir / "index.html"


@pytest.fixture
def widget(page: Page, page_file: Path) -> Locator:
    """Open the page, and return the widget once it is there."""
    page.clock.install(time=0)
    page.goto(page_file.as_uri())
    page.clock.pause_at(60_000)  # on a busy machine, time would go on between two lines of a test
    found = page.get_by_role("region", name="Two samplers")
    found.get_by_role("button", name="Play").wait_for()
    return found


def test_a_budget_begins_anew_with_the_same_seed(page: Page, tmp_path: Path) -> None:
    source = {
        "index.md": PAGE,
        "samplers.js": MODULE.read_text(encoding="utf-8"),
        "samplers.json": json.dumps(BUDGETS),
    }
    built = Project(tmp_path / "budgets", source).build()
    page.goto((built.outdir / "index.html").as_uri())
    widget = page.get_by_role("region", name="Two samplers")
    widget.get_by_label("Seed").select_option("7")
    widget.get_by_role("slider").fill("1")
    expect(panel(widget, "Any")).to_contain_text("Step 1 of 1")
    expect(panel(widget, "Any")).to_contain_text("valid: 40%")
    widget.get_by_label("Budget").select_option("4 passes")
    expect(panel(widget, "Any")).to_contain_text("Step 0 of 4")
    expect(panel(widget, "Any")).to_contain_text("valid: 90%")
    widget.get_by_role("slider").fill("4")
    expect(panel(widget, "Any")).to_contain_text("Done: not one of the world’s pictures")


def panel(widget: Locator, name: str) -> Locator:
    """Return the part of one sampler."""
    return widget.locator(".samplers-panel", has_text=name)


def test_step_and_back(widget: Locator) -> None:
    assert widget.get_by_label("Budget").count() == 0  # there is nothing to choose
    widget.get_by_role("button", name="Step").click()
    widget.get_by_role("button", name="Step").click()
    expect(panel(widget, "Slow")).to_contain_text("Step 2 of 4")
    expect(panel(widget, "Slow")).to_contain_text("Passes: 2")
    expect(panel(widget, "Slow")).not_to_contain_text("Done")
    # who is done early waits, and is charged no more
    expect(panel(widget, "Fast")).to_contain_text("Step 1 of 1")
    expect(panel(widget, "Fast")).to_contain_text("Passes: 1")
    expect(panel(widget, "Fast")).to_contain_text("Done: not one of the world’s pictures")
    widget.get_by_role("button", name="Back").click()
    expect(panel(widget, "Slow")).to_contain_text("Step 1 of 4")
    widget.get_by_role("button", name="Reset").click()
    expect(panel(widget, "Fast")).to_contain_text("Step 0 of 1")


def test_the_picture_is_told_in_words(widget: Locator) -> None:
    picture = panel(widget, "Slow").get_by_role("img")
    expect(picture).to_have_accessible_name("Slow: row 1: hidden, hidden; row 2: hidden, hidden")
    widget.get_by_role("slider").fill("4")
    expect(picture).to_have_accessible_name("Slow: row 1: blue, gold; row 2: gold, blue")
    assert picture.inner_text().split() == ["B", "G", "G", "B"]


def test_by_keyboard_alone(widget: Locator, page: Page) -> None:
    slider = widget.get_by_role("slider")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(panel(widget, "Slow")).to_contain_text("Step 2 of 4")
    step = widget.get_by_role("button", name="Step")
    for _press in range(5):
        step.press("Enter")
    # at the end the button says so, and keeps the focus
    expect(step).to_be_focused()
    expect(step).to_have_attribute("aria-disabled", "true")
    expect(panel(widget, "Slow")).to_contain_text("Step 4 of 4")


def test_it_plays_only_when_asked_and_speaks_when_it_stops(widget: Locator, page: Page) -> None:
    status = widget.get_by_role("status")
    page.clock.run_for(5000)
    expect(panel(widget, "Slow")).to_contain_text("Step 0 of 4")
    widget.get_by_role("button", name="Play").click()
    page.clock.run_for(1500)
    expect(panel(widget, "Slow")).to_contain_text("Step 2 of 4")
    expect(status).to_be_empty()
    widget.get_by_role("button", name="Pause").click()
    expect(status).to_contain_text("Step 2. Slow, passes: 2. Fast, passes: 1, Done: not one")
    page.clock.run_for(5000)
    expect(panel(widget, "Slow")).to_contain_text("Step 2 of 4")
    widget.get_by_role("button", name="Play").click()
    page.clock.run_for(5000)
    expect(widget.get_by_role("button", name="Play")).to_be_visible()
    expect(status).to_contain_text("Step 4. Slow, passes: 4, Done: valid.")
    # once more from the beginning
    widget.get_by_role("button", name="Play").click()
    expect(panel(widget, "Slow")).to_contain_text("Step 0 of 4")


def test_a_seed_begins_anew(widget: Locator) -> None:
    widget.get_by_role("slider").fill("4")
    widget.get_by_label("Seed").select_option("7")
    expect(panel(widget, "Slow")).to_contain_text("Step 0 of 1")
    expect(widget.get_by_role("slider")).to_have_attribute("max", "1")
    widget.get_by_role("button", name="Step").click()
    expect(panel(widget, "Slow")).to_contain_text("Done: valid")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(widget: Locator, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    widget.get_by_role("slider").fill("2")
    assert page.evaluate(STICKING_OUT) == []
    page.clock.resume()  # axe waits for timers
    if AXE.exists() or os.environ.get("CI"):
        assert violations(page) == []
