"""A PDF of what broke one: long blocks in blocks, wide code, signs that TeX does not know."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

LONG = "\n\n".join(
    f"Paragraph {number} of an answer. " + "It goes on. " * 20 for number in range(9)
)
PAGE = f"""# T

```{{lesson}} 1.1.1
From −1 to α: x₀ ≈ 2 → ✓
```

`````{{exercise}} Of several pages
Do it.

````{{solution}}
{LONG}

```{{pipeline-trace}} A trace
- One
  : shape: (1, 2)
- Two
  : shape: (2, 3)
```

{LONG}

```python
{"value = " + " + ".join(f"number_{number}" for number in range(40))}
```
````
`````

```{{insight}} After it
Is there.
```
"""


@pytest.fixture
def built(make_project: MakeProject) -> Built:
    """Return the page in LaTeX."""
    documents = [("index", "book.tex", "T", "A", "manual")]
    return make_project(PAGE, latex_documents=documents).build("latex")


def test_a_block_in_another_is_no_frame(built: Built) -> None:
    text = built.read("book.tex")
    assert "sphinxadmonition" not in text
    opened = re.findall(r"\\begin\{(ped\w+)\}\{(\S+?)\}", text)
    assert ("pedblock", "ped-accent") in opened
    assert ("pedinner", "ped-success") in opened
    assert text.count(r"\begin{ped") == text.count(r"\end{ped")
    assert r"\usepackage{sphinxpedagogy}" in text
    assert (built.outdir / "sphinxpedagogy.sty").is_file()


def test_a_heading_comes_along_with_the_block_below_it(built: Built) -> None:
    style = (built.outdir / "sphinxpedagogy.sty").read_text(encoding="utf-8")
    assert style.count(r"\needspace{") == 1, "it breaks a page behind a heading"
    assert r"\if@nobreak\else\needspace" in style


def test_a_project_with_nothing_of_ours_loads_no_style(make_project: MakeProject) -> None:
    documents = [("index", "book.tex", "T", "A", "manual")]
    plain = make_project("# T\n\nText\n", latex_documents=documents).build("latex")
    assert "sphinxpedagogy" not in plain.read("book.tex")


def test_it_becomes_a_pdf_in_which_nothing_is_cut(built: Built) -> None:
    if shutil.which("latexmk") is None:
        reason = "no LaTeX on this machine: install latexmk and texlive-latex-extra"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "book.tex"]
    done = subprocess.run(command, cwd=built.outdir, capture_output=True, check=False, timeout=240)
    log = (built.outdir / "book.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-3000:]
    pages = re.findall(r"Output written on book\.pdf \((\d+) pages", log)
    assert int(pages[-1]) < 15
    assert "Missing character" not in log
    assert [
        width for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(width) > 15
    ] == []


COURSE = {
    "index.md": "# C\n\n```{toctree}\n:caption: First & more\na\n```\n\n"
    "```{toctree}\n:caption: Second\nb\n```\n",
    "a.md": "# A\n\n:::{lesson} 1.1.1\nText.\n:::\n\n:::{concept} Base\nx\n:::\n\n"
    "```{figure} a.png\nA caption\n```\n",
    "a.png": "",
    "b.md": "# B\n\n:::{lesson} 1.2.1\nText.\n:::\n\n:::{concept-index}\n:::\n",
}


def test_modules_are_parts_and_figures_stay_where_they_are(make_project: MakeProject) -> None:
    documents = [("index", "book.tex", "T", "A", "manual", True)]
    text = make_project(COURSE, latex_documents=documents).build("latex").read("book.tex")
    parts = re.findall(r"\\part\{(.*?)\}|\\chapter\{(.)\}", text)
    assert parts == [(r"First \& more", ""), ("", "A"), ("Second", ""), ("", "B")]
    assert r"\renewcommand{\contentsname}" not in text
    assert r"\begin{figure}[H]" in text
    assert re.search(r"\\raggedright\\arraybackslash\}\\X\{\d+\}", text)
    articles = {"latex_toplevel_sectioning": "section"}
    text = (
        make_project(COURSE, latex_documents=documents, **articles).build("latex").read("book.tex")
    )
    assert r"\part" not in text


OUTPUTS = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3, language: python}
---
# T

:::{lesson} 1.1.1
Text.
:::

```{code-cell} python3
print(6 * 7)
```
"""


@pytest.mark.parametrize(("builder", "name"), [("text", "index.txt"), ("man", "book.1")])
def test_letters_alone_tell_an_output_from_its_code(
    make_project: MakeProject, builder: str, name: str
) -> None:
    settings: dict[str, object] = {
        "extensions": ["myst_nb"],
        "nb_execution_mode": "force",
        "man_pages": [("index", "book", "T", ["A"], 1)],
    }
    text = make_project(OUTPUTS, **settings).build(builder).read(name)
    assert text.index("print(6 * 7)") < text.index("Output:") < text.index("42")
