"""What authors write for MathJax, and the formulas that come of it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pedagogy.formulas.converter import (
    Converter,
    stated_macros,
    usable_macros,
)
from sphinx_pedagogy.formulas.formula_error import FormulaError
from sphinx_pedagogy.formulas.tex import MACROS, displayed, mended

NO_ENTITIES = re.compile(r"&(?!(?:amp|lt|gt|quot);)")


def words(tex: str, *, display: bool = True) -> str:
    """Return the letters and signs of a formula, without its source."""
    made = Converter(MACROS).convert(tex, display=display)
    assert not NO_ENTITIES.search(made)
    root = ET.fromstring(made)  # noqa: S314 (our own)
    return "".join(root[0][0].itertext()).strip()


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\begin{aligned}a&=b\\[4pt]c&=d\end{aligned}", "a=bc=d"),
        (r"\begin{align}a&=b\\*c&=d\end{align}", "a=bc=d"),
        (r"\begin{alignat}{2}a&=b\end{alignat}", "a=b"),
        (r"\begin{eqnarray*}a&=&b\end{eqnarray*}", "a=b"),
        (r"\begin{equation}\begin{split}a\\b\end{split}\end{equation}", "ab"),
        (r"\begin{matrix}a\cr b\end{matrix}", "ab"),
        (r"\begin{gather}a\label{x}\nonumber\end{gather}", "a"),
        (r"\text{if $x>0$ or $y$}", "if x>0 or y"),
        (r"\mbox{for \$5}", "for $5"),
        (r"x\tag{3}", "x(3)"),
        (r"x\tag*{A}", "xA"),
        (r"\require{cancel}\cancel{x}", "x"),
        (r"\DeclareMathOperator{\sg}{sg}\sg x", "sg\u2061x"),
        (r"\DeclareMathOperator*\sg{sg}\sg_x", "sgx"),
        (r"\sum_{\substack{i\\j}}", "∑ij"),
        (r"\widetilde{x}", "x~"),
        (r"\\[x]", "[x]"),
        (r'\text{say "a"}\texttt{"b"}', 'say "a""b"'),
        (r'\text{“a” "b"}', "“a” ”b”"),
        (r"\vec v", "v→"),
    ],
)
def test_what_mathjax_knows_is_told_in_other_words(tex: str, shown: str) -> None:
    assert words(tex).replace("\xa0", " ").replace("˜", "~").replace("∼", "~") == shown


def test_numbers_of_environments_are_left_to_sphinx() -> None:
    assert words(r"\begin{align}a\\b\end{align}") == "ab"


@pytest.mark.parametrize(
    ("tex", "told"),
    [
        ("x", "x"),
        ("", ""),
        (r"a\\b", r"\begin{aligned}a\\b\end{aligned}"),
        ("a\n\nb", r"\begin{aligned}a\\b\end{aligned}"),
        (r"\begin{align}a\\b\end{align}", r"\begin{align}a\\b\end{align}"),
    ],
)
def test_lines_of_what_stands_alone_are_aligned(tex: str, told: str) -> None:
    assert displayed(tex, whole=False) == told
    assert displayed(tex, whole=True) == tex


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{bmatrix}1\\2\\\end{bmatrix}",
        r"\begin{bmatrix}1\\2\\[4pt] \end{bmatrix}",
        "\\begin{bmatrix}1\\cr 2 \\cr\n\\end{bmatrix}",
        r"\begin{array}{c}1\\2\\\end{array}",
        displayed("1\\\\2\\\\", whole=False),
    ],
)
def test_the_end_of_the_last_line_begins_no_further_one(tex: str) -> None:
    assert Converter(MACROS).convert(tex, display=True).count("<mtr>") == 2


def test_a_comment_at_the_end_hides_nothing_of_ours() -> None:
    shown = displayed("a \\\\ b % more", whole=False)
    assert words(shown) == "ab"
    assert words(displayed("a % 1\n\nb % 2", whole=False)) == "ab"
    assert words(displayed(r"5\% \\ 6\%", whole=False)) == "5%6%"


@pytest.mark.parametrize(
    "operator",
    [
        r"\mathop{\mathrm{argmin}}",
        r"\mathop{\rm argmin}",
        r"\mathop {\textrm{argmin~}}\limits",
        r"\operatorname*{argmin}",
    ],
)
def test_what_is_below_a_named_operator_is_below_it(operator: str) -> None:
    made = Converter(MACROS).convert(operator + "_x x", display=True)
    assert re.search(r"<munder>.*argmin.*<mi>x</mi></munder>", made)


STILL = '<mo stretchy="false">'


@pytest.mark.parametrize(
    "tex",
    [
        r"\left(x\right)",
        r"\left[x_i^2 + \hat{y}\right]",
        r"\left\|\left(x\right)\right\|",
        r"\left(\mathrm{a}, \text{b}\right)",
    ],
)
def test_delimiters_around_what_is_low_do_not_stretch(tex: str) -> None:
    """Chromium gives those that stretch the room of their widest form."""
    made = Converter(MACROS).convert(tex, display=True)
    assert made.count('stretchy="false"') == 2 * tex.count(r"\left") + tex.count(r"\hat")


@pytest.mark.parametrize(
    "inside",
    [r"\frac12", r"\sum x", r"\begin{matrix}1\\2\end{matrix}", r"x^{a^b}", r"\sqrt{x}"],
)
def test_delimiters_around_what_is_high_stretch(inside: str) -> None:
    made = Converter(MACROS).convert(rf"\left({inside}\right)", display=True)
    assert STILL not in made


def test_a_formula_holds_its_source() -> None:
    made = Converter({}).convert(" a<b ", display=False)
    assert '<annotation encoding="application/x-tex">a&lt;b</annotation>' in made
    assert made.startswith("<math><semantics>")
    assert Converter({}).convert("a", display=True).startswith('<math display="block">')
    xml = Converter({}, xml=True).convert("a", display=False)
    assert xml.startswith('<math xmlns="http://www.w3.org/1998/Math/MathML">')


def test_books_have_the_older_mathml() -> None:
    """EPUB knows no such attribute of a table or a fraction, and no markup of words."""
    book = Converter({}, xml=True)
    made = book.convert(r"\tfrac12 + \textbf{ab} \begin{matrix}x\end{matrix}", display=True)
    assert '<mstyle displaystyle="false"><mfrac>' in made
    assert '<mstyle displaystyle="false" scriptlevel="0"><mtable>' in made
    assert "<mtext>ab</mtext>" in made
    assert 'display="block"' in made
    with pytest.raises(FormulaError, match="character"):
        book.convert("\\text{\x0b}", display=True)


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"a + \foo{x} + 1", r'Unknown command "\foo"'),
        (r"é é \foo", r'Unknown command "\foo"'),
        (r"a & b", 'Found "&", which may only appear in a table-like environment, at & b'),
        # in the words of the author, not in those that it is told to the converter
        (displayed(r"\begin{pmatrix} a \\ b", whole=False), r'its "\begin{pmatrix}" has no "\end'),
        (displayed(r"a \\ b \end{pmatrix}", whole=False), r'its "\end{pmatrix}" has no "\begin'),
        (r"{x", 'Expected closing token "}", but reached end of input'),
        (r"\text{$x}", "Math mode within text mode is not implemented yet, at $x}"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tex: str, reason: str) -> None:
    with pytest.raises(FormulaError) as caught:
        Converter({}).convert(tex, display=True)
    assert str(caught.value).startswith(reason)


def test_a_command_of_one_formula_is_known_to_those_after_it() -> None:
    page = Converter({})
    page.convert(r"\newcommand{\foo}[1]{#1^2}", display=True)
    assert "<mi>y</mi>" in page.convert(r"\foo{y}", display=False)
    with pytest.raises(FormulaError):
        Converter({}).convert(r"\foo{y}", display=False)


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 100_000 + "}" * 100_000,
        "{" * 100_000,
        r"\sqrt{" * 20_000,
        "x^{" * 5_000 + "1" + "}" * 5_000,
        r"\hat" * 20_000 + "x",
        r"\hat " * 20_000 + "x",
        r"\left(" * 20_000,
        r"\begin{matrix}" * 20_000,
    ],
    ids=lambda tex: tex[:8].strip(),
)
def test_what_is_nested_too_deep_ends_no_build(tex: str) -> None:
    """The converter calls itself for each level, until its process is killed."""
    with pytest.raises(FormulaError, match="nested more than 200 deep"):
        Converter({}).convert(tex, display=True)


def test_what_is_nested_as_deep_as_anybody_writes_is_made() -> None:
    assert words("{" * 150 + "x" + "}" * 150) == "x"
    assert words("{x}" * 1_000) == "x" * 1_000
    assert words(r"\{x\}" * 300) == "{x}" * 300
    assert words("[0,1)" * 300) == "[0,1)" * 300
    assert Converter({}).convert(r"\left(x\right." * 40, display=True)
    assert Converter({}).convert(r"\left\{x\right." * 40, display=True)


@pytest.mark.parametrize(
    "opening",
    [
        r"\{",
        "(",
        "[",
        "⟨",
        r"\langle ",
        r"\lceil ",
        r"\lVert ",
        r"\lbrace ",
        r"\bigl( ",
        r"\ulcorner ",
    ],
)
def test_delimiters_that_are_left_open_hold_up_no_build(opening: str) -> None:
    """The converter takes twice as long for each."""
    assert words(opening * 12)
    with pytest.raises(FormulaError, match="more than 16 delimiters"):
        Converter({}).convert(opening * 40, display=True)


def test_a_command_that_calls_itself_is_told() -> None:
    with pytest.raises(FormulaError, match="expanding to itself"):
        Converter({}).convert(r"\newcommand{\a}{\hat{\a}}\a", display=True)


class Config:
    """Stands in for the settings of a project."""

    mathjax3_config = {  # noqa: RUF012
        "tex": {
            "macros": {
                "E": [r"\mathbb{E}\left[#1\right]", 1],
                "square": r"\R^2",
                "R": r"\mathbb{R}",
                "a1": "x",
                "odd": r"\nowhere",
                "none": [],
            }
        }
    }
    mathjax4_config = None


def test_macros_of_a_project_are_known_and_what_is_wrong_with_them() -> None:
    known, wrong = usable_macros(stated_macros(Config))  # type: ignore[arg-type]
    assert wrong == ["a1", "odd"]
    assert {"E", "R", "square", "none", *MACROS} == {*known}
    made = Converter(known).convert(r"\E{x} \in \square", display=False)
    assert "𝔼" in made
    assert "ℝ" in made


@given(st.text(alphabet="\\{}$&^_[]abx 12|é'\"<>%~#\n", max_size=30))
@settings(max_examples=300, deadline=None)
def test_nothing_that_is_written_breaks_a_build(tex: str) -> None:
    try:
        made = Converter(MACROS).convert(displayed(tex, whole=False), display=True)
    except FormulaError:
        pass  # its source is shown
    else:
        ET.fromstring(made)  # noqa: S314 (our own)
    assert isinstance(mended(tex), str)
