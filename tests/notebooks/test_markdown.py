"""Pages as Markdown: what each kind of thing becomes, from MyST and reST alike."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.notebooks.inline import code, escaped, paragraph
from sphinx_pedagogy.notebooks.markdown import Markdown
from sphinx_pedagogy.notebooks.opening import packages_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

MYST = {
    "a *b* **c** `d` $e_1$\nf": "a *b* **c** `d` $e_1$ f",
    "a\\*b\\* costs 5\\$, x_y, _z_, \\<b\\>": "a\\*b\\* costs 5\\$, x_y, *z*, &lt;b>",
    "- a\n- b\n  - c": "- a\n- b\n  - c",
    "- a\n\n  b\n- c": "- a\n\n  b\n\n- c",
    "3. a\n4. b": "3. a\n4. b",
    "> a": "> a",
    "```python\na = 1\n```": "```python\na = 1\n```",
    "```\n`` `\n```": "```\n`` `\n```",
    "$$\na\n\\\\ b\n$$": "$$\n\\begin{aligned}a\n\\\\ b\\end{aligned}\n$$",
    "| a | b |\n|---|---|\n| $c|d$ | `e` |".replace("c|d", "c"): (
        "| a | b |\n|---|---|\n| $c$ | `e` |"
    ),
    "Term\n: Words": "- **Term**\n\n  Words",
    "```{note}\nHi\n```": "> **Note**\n>\n> Hi",
    ":::{insight} One\nHi\n:::": "> **Insight: One**\n>\n> Hi",
    "<b>x</b> [site](https://a.org/b_c)": "<b>x</b> [site](https://a.org/b_c)",
    "% nothing\n\n---\n\nx": "---\n\nx",
    "a[^1]\n\n[^1]: b": "a<sup>1</sup>\n\n---\n\n<sup>1</sup> b",
    "<script>alert(1)</script>": "",
    "![what](dot.png)": "![what](data:image/png;base64,UE5H)",
}
REST = {
    "| a\n| b": "a\\\nb",
    "x\n\n:a: b": "x\n\n- **a**\n\n  b",
    "A. x\n#. y": "- **A.** x\n- **B.** y",
    ".. topic:: T\n\n   x": "> **T**\n>\n> x",
    ">>> 1\n1": "```python\n>>> 1\n1\n```",
    "a\\ :sub:`2`": "a<sub>2</sub>",
    "- a\\* 1. b": "- a\\* 1. b",
}


def written(make_project: MakeProject, name: str, text: str) -> str:
    """Return a page as Markdown."""
    project = make_project(
        {name: text},
        extensions=["myst_parser", "sphinx_pedagogy"],
        myst_enable_extensions=["colon_fence", "deflist", "dollarmath"],
        suppress_warnings=["image.not_readable"],
        master_doc="index",
    )
    (project.root / "dot.png").write_bytes(b"PNG")
    document = project.build("pseudoxml").doctree()
    picture = f"data:image/png;base64,{base64.b64encode(b'PNG').decode()}"
    return Markdown(lambda node: node.get("refuri"), lambda node: picture).flow(document.children)


@pytest.mark.parametrize("source", MYST)
def test_myst(source: str, make_project: MakeProject) -> None:
    assert written(make_project, "index.md", source) == MYST[source]


@pytest.mark.parametrize("source", REST)
def test_rest(source: str, make_project: MakeProject) -> None:
    assert written(make_project, "index.rst", source) == REST[source]


def test_words_mean_themselves() -> None:
    assert escaped("`*$ \\( [a](b) &amp; snake_case _x ~~") == (
        "\\`\\*\\$ \\\\( &#91;a](b) &amp;amp; snake_case \\_x \\~\\~"
    )
    assert paragraph("- no list") == "\\- no list"
    assert paragraph("1. no list") == "1\\. no list"
    assert paragraph("1.5 and -1") == "1.5 and -1"
    assert code("a`b") == "``a`b``"
    assert code("`") == "`` ` ``"


def test_packages() -> None:
    codes = ["import numpy as np, json\nfrom sklearn.svm import SVC\n%matplotlib inline"]
    codes += ["if True:\n    import heavy", "not python at all", "from . import x", "import world"]
    assert packages_of(codes, {"world"}) == ["numpy", "scikit-learn"]
