"""Plots in our style on a phone: their words can be read, and nothing moves when they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from sphinx_pedagogy.testing import MakeProject

pytestmark = pytest.mark.browser
matplotlib = pytest.importorskip("matplotlib")

SOURCE = """# T

```{figure} wide.png
:alt: wide

A caption of a plot that is wider than a phone, in more than one line.
```

![narrow](narrow.png)

```{image} stated.png
:width: 50%
:alt: stated
```
"""


@pytest.fixture
def built(make_project: MakeProject) -> Path:
    """A page with three plots in our style."""
    import matplotlib.style
    from matplotlib.figure import Figure

    project = make_project(SOURCE, html_theme="pedagogy")
    with matplotlib.style.context(["sphinx_pedagogy.plots"]):
        for name, width in (("wide", 7), ("narrow", 3), ("stated", 7)):
            Figure(figsize=(width, 2)).savefig(project.root / f"{name}.png")
    return project.build().outdir / "index.html"


def test_a_wide_plot_scrolls_by_itself_on_a_phone(page: Page, built: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(built.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator("figure .plot")
    assert box.evaluate("it => it.scrollWidth > it.clientWidth")
    assert box.get_attribute("tabindex") == "0"
    scale = box.locator("img").evaluate("it => it.width / it.naturalWidth")
    assert scale * 22 >= 10  # words of 11 points, at 144 to the inch
    caption = page.locator("figcaption")
    assert caption.evaluate("it => it.scrollWidth <= it.clientWidth")
    assert page.locator(".plot").count() == 2  # what has a stated width keeps it
    assert page.locator("p .plot").evaluate("it => it.scrollWidth == it.clientWidth")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_plot_has_its_place_before_it_is_loaded(page: Page, built: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(built.as_uri())
    heights = "[...document.querySelectorAll('.plot img')].map(it => Math.round(it.height))"
    loaded = page.evaluate(heights)
    page.route("**/*.png", lambda _route: None)  # it never comes
    page.reload(wait_until="domcontentloaded")
    assert page.evaluate("[...document.images].every(it => it.naturalWidth == 0)")
    assert page.evaluate(heights) == loaded


def test_on_paper_a_plot_is_whole(page: Page, built: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(built.as_uri())
    page.emulate_media(media="print")
    assert page.locator("figure .plot").evaluate("it => it.scrollWidth <= it.clientWidth")
