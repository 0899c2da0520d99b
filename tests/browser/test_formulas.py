"""Formulas in a browser: drawn without JavaScript, and no wider than a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from sphinx_pedagogy.testing import Built, MakeProject

pytestmark = pytest.mark.browser

LONG = " + ".join(f"x_{{{at}}}" for at in range(40))
PAGE = rf"""# Page

Words $\frac{{a}}{{b}}$, and $c$.

$$
\begin{{aligned}} a &= \sqrt{{b}} \\[4pt] &= \left(\frac{{c}}{{d}}\right) \end{{aligned}}
$$ (one)

$$
{LONG}
$$

Words ${LONG}$ in a line.
"""


@pytest.fixture
def built(make_project: MakeProject) -> Built:
    return make_project(
        {"index.md": PAGE},
        extensions=["sphinx_pedagogy.formulas"],
        myst_enable_extensions=["dollarmath"],
        html_theme="pedagogy",
    ).build()


def test_formulas_are_drawn_without_javascript(built: Built, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto((built.outdir / "index.html").as_uri())
        above, below = (
            page.locator(f"math mfrac > mi >> nth={at}").bounding_box() for at in (0, 1)
        )
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"] + 1
        assert not page.locator("annotation").first.is_visible()
    finally:
        context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_a_long_formula_scrolls_and_the_keyboard_reaches_it(
    built: Built, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((built.outdir / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    scrolling = "[...document.querySelectorAll('[tabindex=\"0\"]')].map(it => it.localName)"
    assert page.evaluate(scrolling) == ["div", "span"]
    text = page.get_by_text("in a line").evaluate("it => it.scrollWidth - it.clientWidth")
    assert text == 0, "the text around it stays"
    hint = "getComputedStyle(document.querySelector('.ped-long')).backgroundAttachment"
    assert page.evaluate(hint) == "local, local, scroll, scroll"


ABOVE = """() => {
  const text = document.createRange();
  text.selectNodeContents(document.querySelector("p:has(.math)").firstChild);
  return text.getBoundingClientRect().top
    - document.querySelector("p math").getBoundingClientRect().top;
}"""


@pytest.mark.parametrize("formula", [r"\frac{a + b}{c} + d = \sqrt{e + f}", "a + b + c = d + e"])
def test_a_formula_that_could_scroll_stands_on_the_line(
    make_project: MakeProject, page: Page, formula: str
) -> None:
    built = make_project(
        f"# P\n\nWords ${formula}$, words.\n",
        extensions=["sphinx_pedagogy.formulas"],
        myst_enable_extensions=["dollarmath"],
        html_theme="pedagogy",
    ).build()
    page.goto((built.outdir / "index.html").as_uri())
    above = []
    for width in (480, 481):
        page.set_viewport_size({"width": width, "height": 800})
        above.append(page.evaluate(ABOVE))
    assert above[0] == pytest.approx(above[1], abs=0.6)


def test_what_stands_behind_a_formula_stays_on_its_line(built: Built, page: Page) -> None:
    page.goto((built.outdir / "index.html").as_uri())
    page.evaluate("""() => {
        const text = document.querySelector("p:has(.math)");
        text.querySelector(".math").nextSibling.splitText(1);
        const comma = document.createElement("i");
        comma.append(text.querySelector(".math").nextSibling);
        text.querySelector(".math").after(comma);
    }""")
    for width in range(60, 120, 4):
        apart = page.evaluate(
            """width => {
                const text = document.querySelector("p:has(.math)");
                text.style.width = `${width}px`;
                const [formula, comma] = [".math", "i"].map(
                    (name) => text.querySelector(name).getBoundingClientRect());
                return Math.abs(comma.left - formula.right);
            }""",
            width,
        )
        assert apart < 3, width


@pytest.fixture
def parts(make_project: MakeProject) -> Built:
    text = (
        "# Page\n\n"
        r"$\frac{a}{b}\frac{c}{d}$ $a \vec v$ $\bar R$ $\begin{bmatrix}1&2\end{bmatrix}$"
    )
    return make_project(
        {"index.md": text},
        extensions=["sphinx_pedagogy.formulas"],
        myst_enable_extensions=["dollarmath"],
    ).build()


def test_parts_of_a_formula_keep_apart(parts: Built, page: Page) -> None:
    """Beside MathJax, two fractions looked like one, and matrices stood off their brackets."""
    page.goto((parts.outdir / "index.html").as_uri())
    em = page.evaluate("parseFloat(getComputedStyle(document.querySelector('math')).fontSize)")
    paddings = page.evaluate(
        """["mfrac", "mtd:first-child", "mtd:last-child"].map(name => {
          const style = getComputedStyle(document.querySelector(name));
          return [style.paddingLeft, style.paddingRight].map(parseFloat);
        })"""
    )
    assert paddings[0] == pytest.approx([0.12 * em] * 2, rel=0.05)
    assert paddings[1][0] == paddings[2][1] == 0
    assert min(paddings[1][1], paddings[2][0]) > 0.2 * em
    arrow, letter = (
        page.locator(f"mover:has-text('→') > {name}").bounding_box() for name in ("mo", "mi")
    )
    assert arrow
    assert letter
    middles = [it["x"] + it["width"] / 2 for it in (arrow, letter)]
    assert arrow["width"] > 0.2 * em
    assert middles[0] == pytest.approx(middles[1], abs=0.15 * em)
    lifted = "getComputedStyle(document.querySelector('mover:not(:has(mo[mathsize])) > mo')).top"
    assert page.evaluate(f"parseFloat({lifted})") < 0
