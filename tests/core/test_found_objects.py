"""Every entry of Sphinx's search index leads to an anchor that exists."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.testing import Built

FILES = {
    "index.md": "# Course\n\n```{toctree}\nfront\na\nrecords\n```\n",
    "front.md": "# Module 1.1: Grids & more\n\n:::{course-module} 1.1\n:::\n",
    "a.md": """\
# Grids of numbers

:::{lesson} 1.1.1
:::

## A part

:::{concept} Pixel grid: rows & columns v1.2
:depth: developed
Numbers in rows.
:::

:::{concept} grid
:depth: developed
The name is the title.
:::

::::{check} Count them
How many?
:::{answer}
Four.
:::
::::

:::{misconception} It is a small picture
It is numbers.
:::

:::{mental-model} A sheet of squares
Each has a number.
:::

:::{analogy} A mosaic
Stones.
:::
""",
    "records.md": """\
# Records

:::{lesson-record} 0.1.1 Descent
- Gradient descent (developed)
:::
""",
}


def entries(index: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield page, anchor and words of all that the index has, as Sphinx's script reads it."""
    names = index["docnames"]
    for prefix, objects in index["objects"].items():
        for page, kind, _priority, anchor, name in objects:
            shown = f"{prefix}.{name}" if prefix else name
            if anchor == "-":
                anchor = f"{index['objnames'][str(kind)][1]}-{shown}"
            yield names[page], anchor or shown, shown
    for group in ("alltitles", "indexentries"):
        for words, places in index[group].items():
            for page, anchor, *_main in places:
                if anchor:
                    yield names[page], anchor, words


def index_of(built: Built) -> dict[str, Any]:
    """Return the index that a build has written."""
    text = built.read("searchindex.js")
    index: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return index


def dead(built: Built) -> list[tuple[str, str, str]]:
    """Return those that lead nowhere."""
    found = list(entries(index_of(built)))
    assert found
    ids = {page: set(re.findall(r'\bid="([^"]*)"', built.html(page))) for page, *_ in found}
    return [entry for entry in found if entry[1] not in ids[entry[0]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a course with an object of each kind."""
    project = Project(tmp_path_factory.mktemp("objects"), FILES)
    return project.build("html")


def test_no_entry_of_the_index_is_dead(built: Built) -> None:
    assert built.warnings == []
    assert dead(built) == []


def test_each_kind_is_in_it_and_called_as_its_blocks_are(built: Built) -> None:
    index = index_of(built)
    kinds = {"Analogy", "Check", "Concept", "Lesson", "Mental model", "Misconception"}
    used = {str(row[1]) for rows in index["objects"].values() for row in rows}
    shown = {index["objnames"][kind][2] for kind in used}
    assert shown == kinds


def test_other_sites_find_a_page_that_has_no_anchor(built: Built) -> None:
    rows = [row for row in built.env.get_domain("ped").get_objects() if row[2] == "module"]
    assert [(row[0], row[3], row[4], row[5]) for row in rows] == [("1.1", "front", "", -1)]
