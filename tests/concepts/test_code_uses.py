"""Concepts in the code of pages: what counts, where it stands, what is left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import catalogue_of, domain_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject

CONF = {
    "extensions": ["myst_nb"],
    "myst_enable_extensions": ["colon_fence", "attrs_block"],
    "nb_execution_mode": "off",
    "pedagogy_audit": {"*": "off", "forward": "warning"},
}

HEADER = "---\nkernelspec:\n  name: python3\n  display_name: Python\n  language: python\n---\n"
JUPYTEXT = HEADER.replace(
    "---\n",
    "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n",
    1,
)

LATER = """\
# Later

:::{lesson} 1.3
:::

:::{concept} Softmax
:code: nn.Softmax, torch.softmax
Makes shares.
:::

:::{concept} Branch
:code: if
Goes one way.
:::
"""


def project(use: str, name: str = "use.md") -> dict[str, str]:
    """Return a course whose first lesson uses what its last one teaches."""
    tree = "# Course\n\n```{toctree}\nuse\nlater\n```\n"
    return {"index.md": tree, name: use, "later.md": LATER}


def lesson(body: str, front: str = "") -> str:
    """Return a lesson before the other."""
    return f"{front}# Use\n\n:::{{lesson}} 1.1\n:::\n\n{body}\n"


def findings(built: Built) -> list[tuple[int | None, str]]:
    """Return line and concept of each finding."""
    found = domain_of(built.env).diagnostics
    return [(one.place.line, one.text.split('"')[1]) for one in found]


def line_of(text: str, part: str) -> int:
    """Return the line on which a part of a text begins."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    "body",
    [
        "```python\nx = 1\nnn.Softmax()\n```",
        "```{code-block} python\n:caption: Look\n:linenos:\n\nx = 1\nnn.Softmax()\n```",
        "- a list\n\n  ```python\n  nn.Softmax()\n  ```",
        "> a quote\n>\n> ```python\n> x = 1\n> nn.Softmax()\n> ```",
        ":::{exercise} Go\n```python\nx = ...\nnn.Softmax()\n```\n:::",
        ":::{insight} Go\n```python\nnn.Softmax()\n```\n:::",
        "```pycon\n>>> x = 1\n>>> nn.Softmax()\n```",
        "```ipython3\n%matplotlib inline\nnn.Softmax()\n```",
        "```python\nfor x in\n  nn.Softmax()\n```",
    ],
)
def test_a_use_before_the_teaching_is_a_finding_on_its_line(
    make_project: MakeProject, body: str
) -> None:
    text = lesson(body)
    built = make_project(project(text), **CONF).build("dummy")
    assert findings(built) == [(line_of(text, "nn.Softmax"), "Softmax")]
    [told] = domain_of(built.env).diagnostics
    assert told.text.startswith('"Softmax" is used by this code, and taught only later, in')


def test_the_first_use_of_each_concept_is_told(make_project: MakeProject) -> None:
    body = (
        "```{code-cell} ipython3\nx = 1\n```\n\n"
        "```{code-cell} ipython3\n:tags: [a]\n\n%time\nif x:\n    torch.softmax(x)\n```\n\n"
        "```{code-cell} ipython3\nnn.Softmax()\n```\n"
    )
    text = lesson(body, JUPYTEXT)
    built = make_project(project(text), **CONF).build("dummy")
    assert sorted(findings(built)) == [
        (line_of(text, "if x"), "Branch"),
        (line_of(text, "torch.softmax"), "Softmax"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "`nn.Softmax()`",
        "```\nnn.Softmax()\n```",
        "```text\nnn.Softmax()\n```",
        "```python\n# nn.Softmax()\n```",
        "{.no-mentions}\n```python\nnn.Softmax()\n```",
        "```{code-block} python\n:class: no-mentions\n\nnn.Softmax()\n```",
        ":::{next-step} On\n```python\nnn.Softmax()\n```\n:::",
        ":::{insight} On\n:hidden:\n```python\nnn.Softmax()\n```\n:::",
        "```{code-cell} ipython3\n:tags: [remove-cell]\n\nnn.Softmax()\n```",
        "```{code-cell} ipython3\n:tags: [hide-input]\n\nnn.Softmax()\n```",
        ":::{requires}\n- Softmax (mentioned): why\n:::\n\n```python\nnn.Softmax()\n```",
        ":::{concept} Softmax\nHere.\n:::\n\n```python\nnn.Softmax()\n```",
        "```python\nclass A:\n    def f(self):\n```",
    ],
)
def test_what_nobody_is_to_read_is_no_use(make_project: MakeProject, body: str) -> None:
    front = JUPYTEXT if "code-cell" in body else ""
    built = make_project(project(lesson(body, front)), **CONF).build("dummy")
    assert findings(built) == []


def test_a_page_can_be_left_out(make_project: MakeProject) -> None:
    text = lesson("```python\nnn.Softmax()\n```", "---\nno-mentions: true\n---\n")
    assert findings(make_project(project(text), **CONF).build("dummy")) == []


def test_both_syntaxes_agree(make_project: MakeProject) -> None:
    text = (
        "Use\n===\n\n.. lesson:: 1.1\n\n.. code-block:: python\n   :linenos:\n\n   x = 1\n"
        "   nn.Softmax()\n\nLook::\n\n   if x: pass\n\n>>> if x: pass\n"
    )
    built = make_project(project(text, "use.rst"), **CONF).build("dummy")
    assert sorted(findings(built)) == [(10, "Softmax"), (16, "Branch")]
    conf = {**CONF, "highlight_language": "python"}
    built = make_project(project(text, "use.rst"), **conf).build("dummy")
    assert sorted(findings(built)) == [(10, "Softmax"), (14, "Branch")]


def test_a_notebook_is_read_too(make_project: MakeProject) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": lesson("")},
        {
            "cell_type": "code",
            "metadata": {},
            "source": "%time\nnn.Softmax()",
            "outputs": [],
            "execution_count": None,
        },
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}}
    data = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    built = make_project(project(json.dumps(data), "use.ipynb"), **CONF).build("dummy")
    assert [concept for _line, concept in findings(built)] == ["Softmax"]


def test_signs_stand_for_concepts(make_project: MakeProject) -> None:
    """Of R and Python readers stumble over signs first."""
    text = lesson("```r\nrow <- 1\ntable %>%\n  head()\n```\n\n```r\ntable |> head()\n```")
    later = LATER.replace("nn.Softmax, torch.softmax", "%>%, |>")
    files = project(text) | {"later.md": later}
    assert findings(make_project(files, **CONF).build("dummy")) == [
        (line_of(text, "table %>%"), "Softmax")
    ]
    files["later.md"] = LATER.replace("nn.Softmax, torch.softmax", "<-")
    assert findings(make_project(files, **CONF).build("dummy")) == [
        (line_of(text, "row <-"), "Softmax")
    ]


def test_cells_that_were_not_run_are_in_the_language_of_their_kernel(
    make_project: MakeProject,
) -> None:
    """MyST-NB knows the language of a kernel that it started, or that a page names."""
    front = JUPYTEXT.replace("  language: python\n", "")
    text = lesson("```{code-cell} ipython3\nx = 1\nnn.Softmax()\n```", front)
    built = make_project(project(text), suppress_warnings=["mystnb.lexer"], **CONF).build("dummy")
    assert findings(built) == [(line_of(text, "nn.Softmax"), "Softmax")]


def test_a_traceback_is_no_code_of_the_author(make_project: MakeProject) -> None:
    text = lesson("```pytb\nTraceback (most recent call last):\nTypeError: if\n```")
    assert findings(make_project(project(text), **CONF).build("dummy")) == []


def test_a_use_in_code_keeps_a_concept_fresh_and_needs_no_requirement(
    make_project: MakeProject,
) -> None:
    files = project(lesson("Nothing."))
    files["index.md"] = files["index.md"].replace("later\n", "later\nafter\n")
    code = "```python\nif x: nn.Softmax()\n```\n\n" * 4
    files["after.md"] = lesson(code).replace("1.1", "1.4")
    audited = {"*": "off", "undeclared": "warning", "forward": "warning"}
    built = make_project(files, **{**CONF, "pedagogy_audit": audited}).build()
    assert findings(built) == []
    uses = catalogue_of(built.env).course.uses_of("softmax")
    assert [(use.lesson, use.inside) for use in uses] == [("after", "code")] * 4
    assert "Used in: 1.4" in built.text("later")


def test_a_new_name_is_looked_for_on_all_pages(make_project: MakeProject) -> None:
    built = make_project(project(lesson("```python\nrelu(x)\n```")), **CONF)
    assert findings(built.build("dummy")) == []
    built.write({"later.md": LATER.replace("torch.softmax", "relu")})
    assert findings(built.build("dummy")) == [(7, "Softmax")]
    built.write({"later.md": LATER})
    assert findings(built.build("dummy")) == []


def test_nothing_is_parsed_where_no_concept_has_a_name_in_code(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        pytest.fail("it was parsed")

    monkeypatch.setattr("sphinx_pedagogy.course.code_names.uses_of", fail)
    files = project(lesson("```python\nif x: pass\n```"))
    files["later.md"] = "# Later\n\n:::{lesson} 1.3\n:::\n"
    make_project(files, **CONF).build("dummy")


def test_code_that_was_included_is_told_where_it_is_included(
    make_project: MakeProject, tmp_path: Path
) -> None:
    text = lesson("```{literalinclude} some.py\n:language: python\n```")
    files = {**project(text), "some.py": "x = 1\nnn.Softmax()\n"}
    assert findings(make_project(files, **CONF).build("dummy")) == [(6, "Softmax")]
