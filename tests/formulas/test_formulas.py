"""Formulas on pages: MathML without JavaScript, numbers, warnings, and what is shown without it."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from sphinx_pedagogy.testing import MakeProject

SETTINGS: dict[str, Any] = {
    "extensions": ["sphinx_pedagogy.formulas"],
    "myst_enable_extensions": ["dollarmath", "amsmath", "colon_fence"],
}
PAGE = r"""# Page

Text $x^2$, and {math}`y`.

$$
a = b
$$ (first)

\begin{align}
c &= d \\
e &= f
\end{align}

See {eq}`first`.
"""
BROKEN = "# Page\n\nText\nand $\\foo{x}$ here.\n\n$$\n\\bar\n\\baz<\n$$\n"


def test_a_page_has_mathml_and_loads_nothing_to_draw_it(make_project: MakeProject) -> None:
    built = make_project({"index.md": PAGE, "plain.md": "# Plain\n"}, **SETTINGS).build()
    assert [warning.text for warning in built.warnings if "toctree" not in warning.text] == []
    html = built.html()
    assert html.count("<math") == 4
    assert "cdn.jsdelivr.net" not in html
    assert "mathjax@" not in html
    assert '<div class="math notranslate nohighlight" id="equation-first">' in html
    assert '<span class="eqno">(1)<a class="headerlink" href="#equation-first"' in html
    assert 'href="#equation-first"' in html
    assert "_static/sphinx-pedagogy/formulas.css" in html
    assert (built.outdir / "_static/sphinx-pedagogy/formulas.css").is_file()
    assert "formulas.css" not in built.html("plain")


def test_what_cannot_be_made_is_warned_of_in_each_build_and_shown_as_it_is(
    make_project: MakeProject,
) -> None:
    project = make_project({"index.md": BROKEN}, **SETTINGS)
    for _ in range(2):
        built = project.build()
        assert [(warning.subtype, warning.line) for warning in built.warnings] == [
            ("pedagogy.formula", 4),
            ("pedagogy.formula", 6),
        ]
        assert r'the formula "\foo{x}" is shown as its source' in built.warnings[0].text
        assert r'Unknown command "\foo"' in built.warnings[0].text
        assert r"<code>\foo{x}</code>" in built.html()
        assert "<pre>\\bar\n\\baz&lt;</pre>" in built.html()


def test_a_warning_can_be_suppressed(make_project: MakeProject) -> None:
    settings = SETTINGS | {"suppress_warnings": ["pedagogy.formula"]}
    assert make_project({"index.md": BROKEN}, **settings).build().warnings == []


def test_other_builders_keep_their_own_formulas(make_project: MakeProject) -> None:
    assert make_project({"index.md": BROKEN}, **SETTINGS).build("latex").warnings == []


def test_what_a_build_leaves_out_is_not_warned_of(make_project: MakeProject) -> None:
    source = "# T\n\n:::{only} latex\n$\\foo$\n:::\n\n:::{only} html\n$\\oops$\n:::\n"
    warnings = make_project({"index.md": source}, **SETTINGS).build().warnings
    assert [r"\oops" in warning.text for warning in warnings] == [True]


def test_macros_of_the_project_are_known(make_project: MakeProject) -> None:
    macros = {"R": r"\mathbb{R}", "b2": "x"}
    settings = SETTINGS | {"mathjax3_config": {"tex": {"macros": macros}}}
    built = make_project({"index.md": r"# T" + "\n\n$\\R$\n"}, **settings).build()
    assert "ℝ" in built.html()
    assert [warning.subtype for warning in built.warnings] == ["pedagogy.config"]
    assert '"b2"' in built.warnings[0].text


def test_a_setting_can_choose_another_renderer(make_project: MakeProject) -> None:
    settings = SETTINGS | {"html_math_renderer": "mathjax"}
    built = make_project({"index.md": BROKEN}, **settings).build()
    assert built.warnings == []
    assert "<math" not in built.html()


def test_without_the_package_a_warning_says_how_to_get_it(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "sphinx_pedagogy.formulas.find_spec",
        lambda name: None if name == "math_core" else find(name),
    )
    built = make_project({"index.md": "# T\n\n$x$\n"}, **SETTINGS).build()
    assert [warning.subtype for warning in built.warnings] == ["pedagogy.config"]
    assert 'pip install "sphinx-pedagogy[formulas]"' in built.warnings[0].text
    assert r"\(x\)" in built.html()


def test_cards_have_it_too(make_project: MakeProject) -> None:
    page = (
        "# T\n\n:::{lesson} 1.1\nx\n:::\n\n:::{concept} Sum\n:id: sum\n\nIs $a+b$.\n:::\n\n"
        "See {concept}`sum`.\n"
    )
    settings = SETTINGS | {"extensions": ["sphinx_pedagogy", *SETTINGS["extensions"]]}
    built = make_project({"index.md": page}, **settings).build()
    cards = list((built.outdir / "_static/sphinx-pedagogy").glob("cards-*.js"))
    assert "<math>" in cards[0].read_text("utf-8")


def test_the_title_of_a_window_has_a_formula_once_as_text(make_project: MakeProject) -> None:
    page = "# The map $x_1 < \\alpha$ *here*\n\nText.\n"
    html = make_project({"index.md": page}, **SETTINGS).build().html("index")
    assert "<title>The map x₁ &lt; α here" in html
    assert "<math" in html.partition("<h1>")[2].partition("</h1>")[0]


def test_a_book_has_formulas_and_declares_them(make_project: MakeProject) -> None:
    settings = SETTINGS | {"version": "1", "epub_show_urls": "no"}
    pages = {"index.md": f"{PAGE}\n```{{toctree}}\nplain\nä b\n```\n"}
    pages |= {"plain.md": "# Plain\n\n`<math xmlns=`\n", "ä b.md": "# More\n\n$x$\n"}
    built = make_project(pages, **settings).build("epub")
    with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as files:
        names = {name.rpartition("/")[2]: name for name in files.namelist()}
        page, package = (
            files.read(names[name]).decode() for name in ("index.xhtml", "content.opf")
        )
    assert page.count('<math xmlns="http://www.w3.org/1998/Math/MathML"') == 4
    declared = re.findall(r'href="([^"]*)" media-type="[^"]*" properties="mathml" />', package)
    assert sorted(declared) == ["%C3%A4%20b.xhtml", "index.xhtml"]
