"""Fences that are not closed, closed by what was meant for another, or without braces."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser

from sphinx_pedagogy.blocks.fences import LEVELS, holds_nothing

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Warned

# name: the page, and for each line at which something is to be said, a word of it
PAGES: dict[str, tuple[str, dict[int, str]]] = {
    "colons": ("# T\n\n:::{insight} A\ntext\n\n## More\n", {3: "end of the page"}),
    "backticks": ("# T\n\n```{check} A\ntext\n\nMore\n", {3: "end of the page"}),
    "tildes": ("# T\n\n~~~{recap}\ntext\n\nMore\n", {3: "write ~~~"}),
    "options": ("# T\n\n:::{insight} A\n:label: x\n\ntext\n\nMore\n", {3: "end of the page"}),
    "yaml": ("# T\n\n:::{insight} A\n---\nlabel: x\n---\ntext\n\nMore\n", {3: "end of the page"}),
    "prefix": ("# T\n\n:::{ped:insight} A\ntext\n", {3: "nothing closes it"}),
    "start": ("# T\n\n:::{exercise-start} A\n\ntext\n\n:::{exercise-end}\n:::\n", {3: "line 8"}),
    "view": ("# T\n\n:::{insight} A\na\n:::\n\n```{concept-map}\n\nMore\n", {7: "concept-map"}),
    "drawer": (
        "# T\n\n::::{exercise} A\ntext\n\n:::{solution}\nkept\n::::\n\nMore\n",
        {6: 'of "::::{exercise}", which opens in line 3'},
    ),
    "two": (
        "# T\n\n:::{insight} A\ntext\n\n## More\n\n:::{insight} B\ntext\n:::\n",
        {3: 'line 10 closes it, and not ":::{insight}" of line 8'},
    ),
    "as-many": (
        "# T\n\n:::{exercise} A\n:::{hint}\nh\n:::\nrest\n:::\n\nMore\n",
        {3: "line 6", 8: "closes nothing"},
    ),
    "longer": (
        "# T\n\n:::{exercise} A\n::::{hint}\nh\n::::\nrest\n:::\n",
        {3: "more colons than the fences in it"},
    ),
    "longer-backticks": (
        "# T\n\n```{exercise} A\n````{recap} r\nh\n````\nrest\n```\n",
        {3: "more backticks"},
    ),
    "code-as-long": ("# T\n\n```{insight} A\n\n```python\nx\n```", {3: "line 7"}),
    "code-inside": (
        "# T\n\n:::{insight} A\n```python\nx\n:::\n\nMore\n",
        {4: 'of ":::{insight}", which opens in line 3'},
    ),
    "note-inside": ("# T\n\n::::{insight} A\n:::{note}\nx\n::::\n", {4: "note"}),
    "code-before": (
        "# T\n\n:::{insight} A\na\n:::\n\n```python\nx = 1\n\n```{check} B\nq\n```\n",
        {7: 'not "```{check}" of line 10'},
    ),
    "code-takes-all": ("# T\n\n```python\nx = 1\n\n:::{insight} A\na\n:::\n", {3: "nothing"}),
    "stray": ("# T\n\n:::{insight} A\na\n:::\n```\n\nMore\n", {6: "closes nothing"}),
    "item": ("# T\n\n- a\n\n  :::{insight} A\n  text\n\n  more\n- b\n", {5: "list item"}),
    "item-outside": (
        "# T\n\n- a\n  :::{insight} A\n  text\n\n:::\n\nMore\n",
        {4: "item", 7: "nothing"},
    ),
    "quote": ("# T\n\n> :::{insight} A\n> text\n>\n> more\n\nMore\n", {3: "quote"}),
    "in-note": ("# T\n\n::::{note}\n:::{insight} A\ntext\n::::\n", {4: "insight"}),
    "no-braces": ("# T\n\n:::insight A\na\n:::\n\n:::{recap}\nr\n:::\n", {3: ":::{insight} A"}),
    "no-braces-code": ("# T\n\n```check\na\n```\n\n:::{recap}\nr\n:::\n", {3: "write ```{check}"}),
    "no-blank": ("# T\n\n:::{insight}A\na\n:::\n", {3: "write :::{insight} A"}),
    "half": ("# T\n\n```{insight\na\n```\n", {3: "write ```{insight}"}),
    "two-colons": ("# T\n\n::{insight} A\na\n", {3: "write :::{insight}"}),
    "sure": ("# T\n\n:::mental-model A\na\n:::\n", {3: "write :::{mental-model} A"}),
    "item-short": ("# T\n\n- a\n\n  :::{insight} A\n  text\n\n- b\n", {5: "write :::"}),
    "quote-short": ("# T\n\n> :::{insight} A\n> text\n\nMore\n", {3: "write :::"}),
    "titled": ("# T\n\n:::insight A title\na\n:::\n", {3: "write :::{insight} A title"}),
    "cells": (
        "# T\n\n:::{insight} A\na\n:::\n\n```{code-cell\na\n```\n\n```code-cell\nb\n```\n\n"
        ":::{code-cell} python\nc\n:::\n\n``` {code-cell} python\nd\n```\n",
        {
            7: "write ```{code-cell}",
            11: "write ```{code-cell}",
            15: "write ```{code-cell} python",
            19: "write ```{code-cell} python",
        },
    ),
    # nothing to say
    "right-cell": ("# T\n\n:::{insight} A\na\n:::\n\n```{code-cell} python\na\n```\n", {}),
    "right": ("# T\n\n::::{exercise} A\n:::{hint}\nh\n:::\n```\ncode\n```\n::::", {}),
    "right-at-end": ("# T\n\n````{insight} A\n\n```python\nx\n```\n````", {}),
    "item-code": ("# T\n\n:::{insight} A\na\n:::\n\n- a\n\n  ```python\n  x\n\n- b\n", {}),
    "example": ("# T\n\n````markdown\n```{insight} A\n````\n\n```text\n:::{check}\n```\n", {}),
    "example-inside": ("# T\n\n:::{insight} A\n````markdown\n```{check}\nq\n````\n:::\n", {}),
    "unknown-body": ("# T\n\n:::{insight} A\n```{raw} html\n:::{check}\n```\n:::\n", {}),
    "another": ("# T\n\n:::note\na\n\n```python\nx\n", {}),
    "class-of-others": ("# T\n\n:::insight\na\n:::\n\n:::{note}\nx\n", {}),
}


def told(warnings: list[Warned], page: str) -> dict[int | None, str]:
    """Return what was said of a page about its fences."""
    kinds = {"pedagogy.fence", "pedagogy.directive"}
    return {one.line: one.text for one in warnings if one.path == page and one.subtype in kinds}


def test_each_fence_that_takes_too_much_is_told_at_its_line(make_project: MakeProject) -> None:
    files = {f"{name}.md": text for name, (text, _wanted) in PAGES.items()}
    built = make_project({"index.md": "# T\n", **files}, suppress_warnings=["toc"]).build()
    wrong = {}
    for name, (_text, wanted) in PAGES.items():
        found = told(built.warnings, f"{name}.md")
        if found.keys() != wanted.keys() or any(wanted[at] not in found[at] for at in wanted):
            wrong[name] = found
    assert wrong == {}


def test_a_mistake_in_an_included_file_is_told_there(make_project: MakeProject) -> None:
    part = "one\n\n:::{insight} A\ntext\n\nMore\n"
    page = "# T\n\n```{include} part.txt\n```\n\n```{include} shown.md\n:literal:\n```\n"
    project = make_project(
        {"index.md": page, "part.txt": part, "shown.md": part}, exclude_patterns=["shown.md"]
    )
    assert [(one.path, one.line) for one in project.build().warnings] == [("part.txt", 3)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_is_told_again_by_a_build_that_reads_nothing(
    make_project: MakeProject, jobs: int
) -> None:
    text = "# T\n\n:::{insight} A\ntext\n"
    pages = {f"p{number}.md": text for number in range(12)}
    project = make_project({"index.md": text, **pages}, suppress_warnings=["toc"])
    first = project.build(jobs=jobs).warnings
    assert len(first) == 13
    assert project.build().warnings == first


def test_a_fence_in_a_cell_of_a_notebook(make_project: MakeProject) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# T\n", "\n", ":::{insight} A\n"]},
        {"cell_type": "markdown", "metadata": {}, "source": [":::{insight} B\n", "b\n", ":::"]},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    project = make_project(
        {"index.ipynb": json.dumps(notebook)},
        extensions=["myst_nb", "sphinx_pedagogy"],
        nb_execution_mode="off",
    )
    project.configure(extensions=["myst_nb", "sphinx_pedagogy"])
    (warned,) = [one for one in project.build().warnings if one.subtype == "pedagogy.fence"]
    assert warned.line is None  # a notebook has cells
    assert warned.text.startswith("cell 1, line 3: ")


def test_braces_that_lack_in_another_cell_than_the_block(make_project: MakeProject) -> None:
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": ["# T\n", "\n", "```exercise\n", "```"],
        },
        {"cell_type": "markdown", "metadata": {}, "source": [":::{insight} B\n", "b\n", ":::"]},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    project = make_project(
        {"index.ipynb": json.dumps(notebook)},
        extensions=["myst_nb", "sphinx_pedagogy"],
        nb_execution_mode="off",
    )
    (warned,) = [one for one in project.build().warnings if one.subtype == "pedagogy.directive"]
    assert warned.text.startswith("cell 1, line 3: ")
    assert "write ```{exercise}" in warned.text


def test_a_block_with_one_colon_is_a_comment_in_rst(make_project: MakeProject) -> None:
    page = """T
=

.. insight:: Right

   text

.. insight: Lost

   text

.. check

   text

.. check this later

.. example of something

   and more of it

.. insight: without more
"""
    other = "T\n=\n\n.. insight: theirs\n\n   text\n\n.. mental-model: ours\n\n   text\n"
    built = make_project({"index.rst": page, "other.rst": other}, suppress_warnings=["toc"]).build()
    assert list(told(built.warnings, "index.rst")) == [8, 12]
    assert list(told(built.warnings, "other.rst")) == [8]


# what every list, quote and fence may begin with, and what is none
PARTS = (
    *("- ", "1. ", "2) ", "> ", "* ", "+ ", ": d\n", "[^1]: t\n", ":field: x\n"),
    *("a", "word ", "\n", "\n\n", "    ", "*b* ", "f(x)", "1.5"),
)


def test_a_text_that_is_not_parsed_has_nothing() -> None:
    config = MdParserConfig(enable_extensions={"colon_fence", "deflist", "fieldlist"})
    parser = create_md_parser(config, SphinxRenderer)
    chosen = random.Random(7)  # noqa: S311 (no secret)
    texts = ["".join(chosen.choices(PARTS, k=chosen.randint(0, 14))) for _at in range(500)]
    texts += ["- " * depth + "a" for depth in range(1, 25)]
    skipped = [text for text in texts if holds_nothing(text)]
    assert 100 < len(skipped) < len(texts)
    for text in skipped:
        tokens = parser.parse(text)
        assert not [one for one in tokens if one.type in {"fence", "colon_fence"}], text
        assert max((one.level for one in tokens), default=0) < LEVELS - 1, text
