"""Beside others: strict servers, plain pages of a project, paper, and other fonts."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.test_looks import PAGES, THEMES

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from .conftest import OpenPage, Site

pytestmark = pytest.mark.browser


class Strict(SimpleHTTPRequestHandler):
    """Serves files under the strictest policy, and says nothing."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name it has)
        """Say nothing."""


@pytest.fixture(params=THEMES)
def strict_site(site: Site, request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve the gallery and return its address."""
    folder = site(request.param)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=folder)) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


# Themes have inline scripts and styles of their own, so each complaint is traced to what caused
# it: the element, the file whose code did it, or the address that was asked for.
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  const ours = event.target.closest?.(".ped, [class^='ped-'], [class*=' ped-']");
  const files = `${event.sourceFile} ${event.blockedURI}`;
  if (ours || files.includes("sphinx-pedagogy"))
    window.broken.push(`${event.violatedDirective} ${files} ${event.target.outerHTML}`);
  window.complaints = (window.complaints ?? 0) + 1;
});
"""


def test_a_strict_policy_has_nothing_against_us(page: Page, strict_site: str) -> None:
    page.context.set_offline(False)
    page.add_init_script(WATCH)
    complaints = 0
    for name in PAGES:
        page.goto(f"{strict_site}/{name}.html")
        page.wait_for_load_state()
        assert page.evaluate("window.broken") == [], name
        complaints += page.evaluate("window.complaints ?? 0")
        if name == "lesson":
            page.get_by_label("Done").check()
        if name == "blocks":
            box = page.locator(".ped-insight .ped-icon path").first.bounding_box()
            assert box
            assert box["width"] > 5
        if name == "widgets":
            expect(page.locator("#waves .ped-stage")).to_be_visible()
        assert page.evaluate("window.broken") == [], name
    assert complaints, "the policy is on: themes break it"


PLAIN = """# A page

```{note}
A note with `code`.
```

```{warning}
A trap.
```

:::{admonition} A title
:class: tip dropdown
Folded.
:::

| a | b |
|--:|:--|
| 1 | 2 |

```python
print("a")
```

> A quotation.
"""


@pytest.mark.filterwarnings("ignore:.*HandleFootnoteTransform")  # of sphinx-book-theme
@pytest.mark.parametrize("theme", THEMES)
def test_a_page_without_blocks_looks_as_without_us(page: Page, tmp_path: Path, theme: str) -> None:
    shots: list[bytes] = []
    for extensions in (["myst_parser"], ["myst_parser", "sphinx_pedagogy"]):
        conf: dict[str, object] = {"extensions": extensions, "html_theme": theme}
        conf |= {"myst_enable_extensions": ["colon_fence"], "html_permalinks": False}
        files = {"index.md": PLAIN, "conf.py": "", "_static/pedagogy.css": "body { color: red }"}
        built = Project(tmp_path / str(len(shots)), files, **conf).build()
        assert built.warnings == []
        page.goto((built.outdir / "index.html").as_uri())
        page.wait_for_load_state()
        page.evaluate("document.fonts.ready")  # a theme's icons come last
        shots.append(page.screenshot(full_page=True, animations="disabled"))
    assert shots[0] == shots[1]


def test_all_that_opens_is_open_on_paper(page: Page, tmp_path: Path) -> None:
    """Also what is not ours, on a page that has something of ours."""
    text = """# P

::::{check} Which?
Q

:::{answer}
answerword
:::
::::

::::{dropdown} D
dropword

:::{insight}
insightword
:::
::::

::::{tab-set}
:::{tab-item} One
tabword
:::
:::{tab-item} Two
othertab
:::
::::

```{raw} html
<details><summary>S</summary><p>rawword</p></details>
```

```{code-cell} python3
:tags: [hide-input]
cellword = 1
```
"""
    conf = {"extensions": ["sphinx_design", "myst_nb"], "nb_execution_mode": "off"}
    conf |= {"suppress_warnings": ["myst-nb.lexer"]}  # as nothing has run
    front = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: P}\n---\n"
    built = Project(tmp_path, front + text, html_theme="sphinx_rtd_theme", **conf).build()
    assert built.warnings == []
    page.goto((built.outdir / "index.html").as_uri())
    words = ("answerword", "dropword", "insightword", "tabword", "othertab", "rawword", "cellword")
    assert not page.get_by_text("othertab").is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for word in words:
        assert page.get_by_text(word).is_visible(), word
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not page.get_by_text("othertab").is_visible()
    assert not page.get_by_text("rawword").is_visible()
    assert not page.get_by_text("cellword").is_visible()


# options of the check, language of the page, what readers write, and what stays wrong
NUMBERS = [
    (
        ":number: 48",
        "",
        "48|48%|48 %|48 times|48 Stück|+48|48.0|≈ 48|x = 48|４８",
        "0.48%|4 8|480|48 49",
    ),
    (":number: 0.5", "", "1/2|½|50%|.5|0,5|5e-1|2⁻¹", "0.5%|1/0|5|1/2/2"),
    (":number: 48%\n:tolerance: 2%", "", "48|48%|0.48|48.9 %|48 percent", "0.48%|51%|4.8"),
    (
        ":number: 1.2e-4",
        "",
        "0.00012|1.2·10⁻⁴|1.2×10^-4|1,2 * 10^(-4)|1.2E-4|1.2 x 10**-4",
        "1.2·10⁴|12",
    ),
    (":number: -5", "", "–5|−5|-5|- 5|-10/2", "5|+5|--5"),
    (":number: 1.234,5", "", "1.234,5|1,234.5|1 234,5|1'234.5|1234.5", "1.2345|12.345"),
    (":number: 1234", "", "1,234|1234|1 234|1’234|1_234", "1.234|12,34|1 2 3 4|0x4d2"),
    (":number: 1234", "de", "1.234|1234|1.234,0", "1.2340|12.34"),
    (":number: 1500000", "", "1.5 million|1,500,000|1.5·10⁶|1.500.000|1500 k", "1.5 billion|15"),
    (":number: 3e8\n:tolerance: 5%", "", "2.9e8|300 million|3·10⁸ m/s", "2.8e8|3"),
    (":number: 3.5", "", "3 1/2|3½|7/2|3,5 GiB", "3 1/2 2|31/2"),
    (
        ":number: 880\n\nHow many hertz?",
        "",
        "880|880 Hz|880 hz|880 hertz|0.88 kHz|0.88 kilohertz|0.00088 MHz|880,0 Hz",
        "880 kHz|880 mHz|880 apples|880 s|880 %|880 million|$880|880 Hz/s",
    ),
    (
        ":number: 5\n\nA tone of 2 Hz, and then it falls 5 m.",
        "",
        "5|5 m|5 metres|500 cm|5,000 mm|0.005 km",
        "5 s|5 km|5 Hz|5 m/s|5 metric",
    ),
    (":number: 30\n\nIt drives 30 m/s.", "", "30 m/s|30 m per s|0.03 km/s", "30 m|30 m/h|30 km/s"),
    (":number: 16384\n\nHow many tokens in 3 ms?", "", "16384 tokens|16,384", "16384 apples"),
    (":number: 1500000\n\nHow many tokens?", "", "1.5 million tokens|1500 k", "1.5 tokens"),
]


def test_numbers_as_people_write_them(page: Page, tmp_path: Path) -> None:
    pages = {"index.md": "# C\n\n```{toctree}\n:glob:\np*\n```\n"}
    for at, (options, _lang, _right, _wrong) in enumerate(NUMBERS):
        pages[f"p{at}.md"] = (
            f"# P\n\n::::{{check}} Q\n{options}\n\nQ?\n\n:::{{answer}}\nA\n:::\n::::\n"
        )
    built = Project(tmp_path, pages).build()
    assert built.warnings == []
    found = []
    for at, (options, language, right, wrong) in enumerate(NUMBERS):
        if language:
            file = built.outdir / f"p{at}.html"
            html = file.read_text("utf-8").replace('lang="en"', f'lang="{language}"')
            file.write_text(html, "utf-8")
        page.goto((built.outdir / f"p{at}.html").as_uri())
        verdicts = page.evaluate(TRY, [*right.split("|"), *wrong.split("|")])
        expected = [True] * len(right.split("|")) + [False] * len(wrong.split("|"))
        answers = zip(right.split("|") + wrong.split("|"), verdicts, expected, strict=True)
        found += [(options, answer, got) for answer, got, wanted in answers if got != wanted]
    assert found == []


TRY = """async (answers) => {
  const check = document.querySelector(".ped-check");
  const verdicts = [];
  for (const answer of answers) {
    check.querySelector("input").value = answer;
    check.querySelector("form").requestSubmit();
    await new Promise((resolve) => setTimeout(resolve));  // the script that reads numbers is there
    verdicts.push(check.querySelector(".ped-result").classList.contains("ped-success"));
  }
  return verdicts;
}"""


# Most themes count padding as part of each width, so that any card fits; furo does not.
@pytest.mark.parametrize("theme", ["sphinx_rtd_theme", "furo"])
@pytest.mark.parametrize("width", [320, 390])
def test_a_card_fits_a_phone_whatever_the_fonts(
    chromium: Browser, open_page: OpenPage, theme: str, width: int
) -> None:
    page = open_page("concepts", theme, width=width)
    page.evaluate(
        """document.head.append(Object.assign(document.createElement("style"), { textContent:
          ".ped-card { font: 28px monospace !important; letter-spacing: 0.2em }" }))"""
    )
    link = page.locator("a[data-ped-concept]:visible").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#ped-card")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.querySelector('#ped-card').scrollWidth") <= box["width"]


@pytest.mark.filterwarnings("ignore:.*HandleFootnoteTransform")  # of sphinx-book-theme
@pytest.mark.parametrize("theme", THEMES)
def test_columns_keep_their_side_in_a_block(page: Page, tmp_path: Path, theme: str) -> None:
    text = "# P\n\n:::{insight} I\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n:::\n"
    built = Project(tmp_path, text, html_theme=theme).build()
    page.goto((built.outdir / "index.html").as_uri())
    side = "[...document.querySelectorAll('.ped td')].map(cell => getComputedStyle(cell).textAlign)"
    assert page.evaluate(side) == ["right", "center"]
