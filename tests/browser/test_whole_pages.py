"""Whole pages in a browser: complete without a script, light to load, and from no other host."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Build = Callable[..., Path]

pytestmark = pytest.mark.browser

MOST = 120_000
MOST_SCRIPTS = 30_000
"""What a page may load, compressed and without images: in all, and of it scripts."""

DIAGRAM = """
```{mermaid}
---
alt: An image goes through an encoder and becomes a latent.
---
flowchart LR
  image --> encoder["encoder<br>frozen"] -- "much smaller" --> latent
  classDef new fill:#fff3c4,stroke:#b7791f,stroke-width:3px,color:#1a202c;
  class encoder new;
```
"""
WIDE_DIAGRAM = """
```{mermaid}
flowchart LR
  one["The first of them"] --> two["The second of them"] --> three["The third of them"]
  three --> four["The fourth of them"] --> five["The fifth of them"]
```
"""
MATHS = r"""
$\boldsymbol{x}_t = \sqrt{\bar\alpha_t}\,x_0$

$$
\begin{aligned}
\mathcal{L} &= \underbrace{\lVert x - \hat x \rVert^2}_{\text{rebuilt}} + \beta\,D_{\mathrm{KL}} \\
&= \operatorname{softmax}(\color{red}{z}) + \cancel{a}
\end{aligned}
$$
"""
LESSON = """
:::{lesson} 1.1.1
What a code is.
:::

:::{concept} Code
:depth: developed
What is smaller, and says the same.
:::

::::{check} How large?
:number: 4
How large is it, beside {concept}`code`?
:::{answer}
Four.
:::
::::
"""
HIDDEN = f"""
:::{{dropdown}} Later
{DIAGRAM}
:::
"""
WIDE = r"""
A formula $s_{\mathrm{teacher}} = s(x_t \mid c) + (w - 1)\,(s(x_t \mid c) - s(x_t)) + \varepsilon$.

And `a_name_of_code_that_is_as_long_as_a_line_on_a_phone_can_be_and_some_more_of_it()`.
"""
NAMES = "".join(f"A{at}.name_that_is_rather_long_as_a_word; " for at in range(9)).strip("; ")
PAGE = f"# Page\n{LESSON}{DIAGRAM}{MATHS}{WIDE}{WIDE_DIAGRAM}\n```{{index}} {NAMES}\n```\n"


@pytest.fixture(scope="session")
def build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a project whose pages shall need nothing from elsewhere, once for all its tests.

    Drawings stay in a folder of all processes: Mermaid takes seconds for each.
    """

    @cache
    def built(page: str = PAGE, theme: str = "pedagogy") -> Path:
        project = Project(
            tmp_path_factory.mktemp("whole"),
            page,
            extensions=["sphinx_design", "sphinx_pedagogy.diagrams", "sphinx_pedagogy.formulas"],
            myst_enable_extensions=["colon_fence", "dollarmath"],
            pedagogy_executed=str(shared / "executed"),
            html_theme=theme,
        )
        made = project.build()
        assert [one.text for one in made.warnings] == []
        return made.outdir

    return built


def loaded(page: Page, address: str) -> dict[str, int]:
    """Open a page, and return what it loads: the compressed size of each kind of file."""
    sizes: dict[str, int] = {}
    seen: set[str] = set()

    def weigh(kind: str, address: str) -> None:
        parts = urlsplit(address)
        assert parts.scheme in {"file", "data", "blob"}, address
        if parts.scheme == "file" and parts.path not in seen and kind != "image":
            seen.add(parts.path)
            with open(unquote(parts.path), "rb") as file:  # noqa: PTH123 (an address, not a path)
                sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(file.read(), 9))

    page.on("request", lambda request: weigh(request.resource_type, request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return sizes


def test_a_page_with_everything_is_light_and_asks_no_other_host(build: Build, page: Page) -> None:
    built = build()
    sizes = loaded(page, (built / "index.html").as_uri())
    assert sum(sizes.values()) <= MOST, sizes
    assert sizes.get("script", 0) <= MOST_SCRIPTS, sizes
    assert page.locator("math").count() == 3
    assert page.locator(".ped-drawing svg").count() == 2


def test_a_page_is_complete_without_a_script(build: Build, chromium: Browser) -> None:
    built = build(f"# Page\n{DIAGRAM}{MATHS}{HIDDEN}")
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto((built / "index.html").as_uri())
        drawing = page.get_by_role("img", name="An image goes through an encoder").first
        box = drawing.bounding_box()
        assert box
        assert box["width"] > 200
        assert drawing.get_by_text("latent").is_visible()
        page.get_by_text("Later").click()
        assert page.get_by_text("latent").last.is_visible()
        box = page.locator("math mfrac, math munder, math msqrt").first.bounding_box()
        assert box
        assert box["width"] > 10
    finally:
        context.close()


CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour, under) => {
    canvas.fillStyle = under; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (a, b) =>
    (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  let page = document.querySelector(".ped-drawing"), paper = "rgba(0, 0, 0, 0)";
  for (; page && paper === "rgba(0, 0, 0, 0)"; page = page.parentElement)
    paper = getComputedStyle(page).backgroundColor;
  const under = rgb(paper, "#fff");
  const found = [];
  for (const text of document.querySelectorAll(".ped-drawing text")) {
    const label = text.parentElement.parentElement;
    const shape = label.querySelector("rect, path, polygon") ;
    const fill = rgb(shape ? getComputedStyle(shape).fill : paper, paper);
    found.push(contrast(rgb(getComputedStyle(text).fill, paper), fill));
  }
  for (const line of document.querySelectorAll(".ped-drawing svg > path"))
    found.push(contrast(rgb(getComputedStyle(line).stroke, paper), under));
  return [light(under), Math.min(...found), found.length];
}"""


@pytest.mark.filterwarnings("ignore:.*sphinx_book_theme.* is deprecated")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "theme", ["pedagogy", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
)
def test_a_drawing_can_be_read_in_each_scheme(
    build: Build, page: Page, theme: str, scheme: str
) -> None:
    built = build(f"# Page\n{DIAGRAM}", theme)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((built / "index.html").as_uri())
    paper, contrast, counted = page.evaluate(CONTRASTS)
    assert counted >= 6
    assert contrast >= 3
    dark = scheme == "dark" and theme != "sphinx_rtd_theme"
    assert (paper < 0.2) == dark


def test_nothing_moves_when_a_drawing_is_shown(build: Build, page: Page) -> None:
    built = build()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((built / "index.html").as_uri())
    moved = page.evaluate(
        """() => new Promise(tell => {
          let sum = 0;
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => tell(sum), 500);
        })"""
    )
    assert moved < 0.02


def test_what_is_wide_scrolls_on_a_phone_and_can_be_read(build: Build, page: Page) -> None:
    built = build()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((built / "index.html").as_uri())
    scale = "it => it.getBoundingClientRect().width / it.viewBox.baseVal.width"
    for drawing in page.locator(".ped-drawing svg").all():
        assert drawing.evaluate(scale) * 16 >= 9.5
    wide = page.locator(".ped-drawing").last
    assert wide.evaluate("it => it.scrollWidth > it.clientWidth")
    assert wide.get_attribute("tabindex") == "0"


@pytest.mark.parametrize("width", [320, 360, 390, 1280])
def test_no_page_scrolls_sideways(build: Build, page: Page, width: int) -> None:
    """The index is the widest page."""
    built = build()
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("index", "genindex"):
        page.goto((built / f"{name}.html").as_uri())
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        scrolled, seen = page.evaluate(sizes)
        assert scrolled <= seen, name
