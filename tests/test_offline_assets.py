"""The sites' own MathJax and Mermaid: pages that ask no other host, also when opened as files."""

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

ROOT = Path(__file__).resolve().parents[1]
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
PAGES = {"index.md": DIAGRAM + MATHS + TOCTREE, "sub/plain.md": "# Plain\n"}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Settings of a project that lists the local extension."""
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    return {
        "extensions": ["sphinxcontrib.mermaid", "offline_assets"],
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
    for name in ("mathjax/tex-svg-full.js", "mermaid/mermaid.tiny.js"):
        (vendor / name).parent.mkdir(parents=True)
        (vendor / name).touch()
    built = make_project(PAGES, **settings).build()
    assert built.warnings == []
    assert CDN not in built.html()
    assert 'import mermaid from "/mermaid"' in built.html()
    assert '{"imports": {"/mermaid": "data:text/javascript,' in built.html()
    assert "_static/mermaid/mermaid.tiny.js" in built.html()
    assert "_static/mathjax/tex-svg-full.js" in built.html()
    assert (built.outdir / "_static/mathjax/tex-svg-full.js").is_file()
    for other in ("sub/plain", "search", "genindex"):
        assert "mermaid" not in built.html(other)
    assert "mathjax/" not in built.html("sub/plain")


@pytest.mark.browser
def test_a_page_opened_as_a_file_draws_its_maths_and_diagrams(
    make_project: MakeProject, settings: dict[str, object], page: Page
) -> None:
    if not FETCHED.is_dir() and not os.environ.get("CI"):
        pytest.skip("build/vendor is not there: run `nox -s browser`")
    built = make_project(PAGES, html_theme="sphinx_rtd_theme", **settings).build()
    page.goto((built.outdir / "index.html").as_uri())
    page.locator(".mermaid svg .node").first.wait_for()
    page.locator("mjx-container svg").first.wait_for()
    assert page.locator("mjx-container").count() == 2
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    # `page` itself fails the test if a request left this machine.
