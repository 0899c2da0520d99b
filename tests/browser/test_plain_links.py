"""Links that the build set in plain words: as quiet as the text, and still to be seen as links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = {
    "index.md": "# C\n\n```{toctree}\na\nb\n```\n",
    "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} Cover crop\nFeeds.\n:::\n",
    "b.md": "# B\n\n:::{lesson} 1.1.2\n:::\n\nA cover crop, as in 1.1.1.\n\n"
    ":::{example} Rye\n:of: cover crop\nRye.\n:::\n\n:::{recap} Cover crop\nWe had it.\n:::\n",
}

LOOKS = """link => {
    const [own, around] = [getComputedStyle(link), getComputedStyle(link.parentElement)];
    return [own.color === around.color, own.textDecorationLine, own.textDecorationStyle];
}"""


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "alabaster"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_have_the_color_of_the_text_and_a_dotted_line(
    theme: str, scheme: str, chromium: Browser, tmp_path: Path
) -> None:
    built = Project(tmp_path, PAGES, html_theme=theme).build()
    page = chromium.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((built.outdir / "b.html").as_uri())
    links = page.locator("a.ped-plain").all()
    assert [link.inner_text() for link in links] == [
        "cover crop",
        "1.1.1",
        "cover crop",
        "Cover crop",
    ]
    for link in links:
        assert link.evaluate(LOOKS) == [True, "underline", "dotted"]
    page.close()
