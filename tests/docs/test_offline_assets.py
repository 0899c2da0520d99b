"""The sites' own Mermaid, and formulas without a script: pages that ask no other host."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from sphinx_pedagogy.testing import MakeProject

ROOT = Path(__file__).resolve().parents[2]
FETCHED = ROOT / "build" / "vendor"
pytestmark = pytest.mark.skipif(
    Version(version("sphinxcontrib-mermaid")) < Version("2.0"),
    reason="our own sites are built with the pinned sphinxcontrib-mermaid, which is 2.0 or later",
)
CDN = "cdn.jsdelivr.net"

DIAGRAM = """
# Diagram

```{mermaid}
flowchart LR
  image --> encoder --> latent
```
"""
MATHS = r"""
# Maths

$\boldsymbol{x}_t = \sqrt{\bar\alpha_t}\,x_0$

$$
\begin{aligned}
\mathcal{L} &= \underbrace{\lVert x - \hat x \rVert^2}_{\text{rebuilt}} + \beta\,D_{\mathrm{KL}} \\
&= \operatorname{softmax}(\color{red}{z}) + \cancel{a}
\end{aligned}
$$
"""
TOCTREE = "\n```{toctree}\nsub/plain\n```\n"
HIDDEN = f"""
````{{dropdown}} Later
{DIAGRAM.strip().partition(chr(10))[2]}
````
"""
WIDE = r"""
A formula $s_{\mathrm{teacher}} = s(x_t \mid c) + (w - 1)\,(s(x_t \mid c) - s(x_t)) + \varepsilon$.

And `a_name_of_code_that_is_as_long_as_a_line_on_a_phone_can_be_and_some_more_of_it()`.
"""
PAGES = {"index.md": DIAGRAM + MATHS + TOCTREE, "sub/plain.md": "# Plain\n"}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Settings of a project that lists the local extension."""
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    return {
        "extensions": ["sphinxcontrib.mermaid", "offline_assets", "sphinx_pedagogy.formulas"],
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
    }


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: dict[str, object]) -> Path:
    """A stand-in for what `nox` fetches, empty as long as a test puts nothing there."""
    import offline_assets

    monkeypatch.setattr(offline_assets, "VENDOR", tmp_path / "vendor")
    return tmp_path / "vendor"


def test_without_fetched_files_everything_keeps_its_defaults(
    make_project: MakeProject, settings: dict[str, object], vendor: Path
) -> None:
    html = make_project(PAGES, **settings).build().html()
    assert "importmap" not in html
    assert CDN in html


def test_pages_load_the_fetched_files_where_they_need_them(
    make_project: MakeProject, settings: dict[str, object], vendor: Path
) -> None:
    (vendor / "mermaid").mkdir(parents=True)
    (vendor / "mermaid" / "mermaid.tiny.js").touch()
    built = make_project(PAGES, **settings).build()
    assert built.warnings == []
    assert CDN not in built.html()
    assert "_static/mermaid/mermaid.tiny.js" in built.html()
    assert "_static/diagrams.js" in built.html()
    # a strict policy refuses what is not a file of the site
    assert "data:" not in built.html()
    assert 'type="module"' not in built.html()
    assert (built.outdir / "_static/diagrams.js").is_file()
    assert "mathjax" not in built.html().replace("mathjax_ignore", "")
    for other in ("sub/plain", "search", "genindex"):
        assert "mermaid" not in built.html(other)
        assert "diagrams.js" not in built.html(other)


@pytest.mark.browser
def test_a_page_opened_as_a_file_draws_its_maths_and_diagrams(
    make_project: MakeProject, settings: dict[str, object], page: Page
) -> None:
    if not FETCHED.is_dir() and not os.environ.get("CI"):
        pytest.skip("build/vendor is not there: run `nox -s browser`")
    built = make_project(PAGES, html_theme="sphinx_rtd_theme", **settings).build()
    page.goto((built.outdir / "index.html").as_uri())
    page.locator(".mermaid svg .node").first.wait_for()
    assert page.locator("math").count() == 2
    box = page.locator("math mfrac, math munder, math msqrt").first.bounding_box()
    assert box
    assert box["width"] > 10
    # `page` itself fails the test if a request left this machine.


@pytest.mark.browser
def test_a_hidden_diagram_is_drawn_when_it_is_seen(
    make_project: MakeProject, settings: dict[str, object], page: Page
) -> None:
    if not FETCHED.is_dir() and not os.environ.get("CI"):
        pytest.skip("build/vendor is not there: run `nox -s browser`")
    settings |= {"extensions": [*settings["extensions"], "sphinx_design"]}  # type: ignore[misc]
    built = make_project({"index.md": f"# Page\n{HIDDEN}"}, **settings).build()
    page.goto((built.outdir / "index.html").as_uri())
    page.wait_for_load_state()
    assert page.locator(".mermaid svg").count() == 0
    page.get_by_text("Later").click()
    label = page.locator(".mermaid svg .node").first
    label.wait_for()
    box = label.bounding_box()
    assert box
    assert box["width"] > 10


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 390, 1280])
def test_no_page_scrolls_sideways(
    make_project: MakeProject, settings: dict[str, object], page: Page, width: int
) -> None:
    """With the looks that the course and the manual share; the index is the widest page."""
    if not FETCHED.is_dir() and not os.environ.get("CI"):
        pytest.skip("build/vendor is not there: run `nox -s browser`")
    names = "".join(f"A{at}.name_that_is_rather_long_as_a_word; " for at in range(9)).strip("; ")
    pages = {"index.md": f"# Page\n\n```{{index}} {names}\n```\n{WIDE}{MATHS}{DIAGRAM}"}
    looks = {"html_static_path": [str(ROOT / "docs" / "_static")], "html_css_files": ["site.css"]}
    built = make_project(pages, html_theme="pedagogy", **settings, **looks).build()
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("index", "genindex"):
        page.goto((built.outdir / f"{name}.html").as_uri())
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        scrolled, seen = page.evaluate(sizes)
        assert scrolled <= seen, name
