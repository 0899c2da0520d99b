"""Lines of pages with cells and tables: what is said of a place names its line in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_pedagogy.core.domain import catalogue_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

FRONT = """\
---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---
"""

CELL = "```{code-cell}\n1 + 1\n```\n"
TAGGED = "```{code-cell}\n:tags: [hide-input]\n\n1 + 1\n\n2\n```\n"
RAW = "```{raw-cell}\n:format: text/html\n<b>raw</b>\n```\n"
BREAK = '+++ {"tag": "x"}\n'

COURSE = """\
# Course

:::{concept} Dew point
When water falls out of the air.
:::

```{toctree}
use
```
"""
CONF = {
    "pedagogy_link_mentions": "section",
    "nb_execution_mode": "off",
    "suppress_warnings": ["myst-nb.lexer"],
}


def lines_of(make_project: MakeProject, text: str, name: str = "use.md") -> list[tuple[int, int]]:
    """Return the line of each mention as it is told, and as it is in the file."""
    files = {"index.md": COURSE, name: text}
    built = make_project(files, extensions=["myst_nb", "sphinx_pedagogy"], **CONF).build()
    assert built.warnings == []
    plain = catalogue_of(built.env).plain
    assert plain
    true = [at for at, line in enumerate(text.splitlines(), 1) if "Dew point" in line]
    told = [one.line for one in plain.of("use")]
    return list(zip(told, true, strict=True))


@pytest.mark.parametrize("blank", [0, 1, 2, 5])
def test_lines_behind_a_cell_are_those_of_the_file(make_project: MakeProject, blank: int) -> None:
    blanks = "\n" * blank
    cells = (CELL, TAGGED, RAW, BREAK, CELL + CELL, f"{CELL}\n\n{BREAK}")
    prose = f"{blanks}Dew point.\n\nAnd more,\nDew point.\n\n\n"
    text = f"{FRONT}{blanks}# Use\n\nDew point.\n\n" + "".join(cell + prose for cell in cells)
    found = lines_of(make_project, text)
    assert len(found) == 13
    assert [told for told, _true in found] == [true for _told, true in found]


TABLE = """\
# Use

| Dew point | x |
|:--|--|
| Dew point | {concept}`dew point` |
| *a* | Dew point |

:::{note}
| a | b |
|---|---|
| a | b |
| **Dew point** | b |
:::

```{list-table}
* - a
  - Dew point
```

Dew point.
"""


@pytest.mark.parametrize("front", ["", FRONT + "\n\n\n" + CELL])
def test_each_row_of_a_table_has_its_line(make_project: MakeProject, front: str) -> None:
    text = front + TABLE
    files = lines_of(make_project, text)
    assert len(files) == 6
    assert [told for told, _true in files] == [true for _told, true in files]


def test_tables_of_restructuredtext_have_their_lines(make_project: MakeProject) -> None:
    text = """\
Use
===

.. table::
   :widths: auto

   +-----------+
   | x         |
   +===========+
   | Dew point |
   | and more  |
   +-----------+
   | Dew point |
   +-----------+
"""
    found = lines_of(make_project, text, "use.rst")
    assert [told for told, _true in found] == [true for _told, true in found]


def test_findings_name_the_line_too(make_project: MakeProject) -> None:
    text = f"{FRONT}\n# Use\n\n{CELL}\n\n\n\n:::{{concept}} Fog\n:depht: x\nFog.\n:::\n"
    files = {"index.md": COURSE, "use.md": text}
    built = make_project(files, extensions=["myst_nb", "sphinx_pedagogy"], **CONF).build()
    (told,) = built.warnings
    line = text.splitlines().index(":::{concept} Fog") + 1
    assert told.line in (line, line + 1)
    assert re.search("depht", told.text)


@pytest.mark.parametrize("front", ["", FRONT + "\n\n\n" + CELL + "\n\n\n"])
def test_a_project_without_a_lesson_keeps_its_lines(make_project: MakeProject, front: str) -> None:
    # gettext writes them into its catalogues; the second build comes after one that asks
    table = "Text.\n\n| a | b |\n|---|---|\n| c | d |\n\nMore.\n"
    conf = {"nb_execution_mode": "off", "suppress_warnings": ["myst-nb.lexer"]}

    def lines(*names: str, page: str = "") -> list[tuple[int | None, str]]:
        files = {"index.md": front + "# T\n\n" + table + page}
        built = make_project(files, extensions=["myst_nb", *names], **conf).build()
        found = built.doctree("index").findall(nodes.paragraph)
        return [(node.line, node.astext()) for node in found]

    without = lines()
    assert (
        lines("sphinx_pedagogy", page="\n:::{concept} Fog\nFog.\n:::\n")[: len(without)] != without
    )
    assert lines("sphinx_pedagogy") == without
