"""The blocks that only authors and teachers get, as their author would test them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Project

LESSON = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
# First

:::{lesson} 1.1.1
x
:::

```{code-cell} python3
6 * 7
```

:::{field-note} The column
:told-by: Bo
It knew.
:::

:::{story-tip}
Wait before the last sentence.
:::
"""
PLAN = "# Plan\n\n:::{plan}\nx\n:::\n\n:::{plan-field-note} The column\n:::\n"


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A course on its authors' site: with a lesson, its plan and its notebook."""
    return make_project(
        {"index.md": LESSON, "index.plan.md": PLAN},
        extensions=["myst_nb", "pedagogy_sample"],
        nb_execution_mode="off",
        suppress_warnings=["myst-nb.lexer"],
        pedagogy_notebooks=["index.md"],
        pedagogy_audience="author",
        pedagogy_audit={"*": "off", "plan": "warning"},
    )


def test_teachers_get_the_tip_and_students_do_not(project: Project) -> None:
    assert "How to tell it Wait before" in project.build().text()
    project.configure(pedagogy_audience="reader")
    assert "Wait before" not in project.build().text()


def test_a_notebook_has_the_story_as_text_and_no_tip(project: Project) -> None:
    notebook = json.loads(project.build().read("_notebooks/index.ipynb"))
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert "**Field note: The column**\n\nIt knew." in text
    assert "Wait before" not in text


def test_a_story_that_is_told_was_planned(project: Project) -> None:
    assert project.build().warnings == []


def test_a_planned_story_that_is_not_told(project: Project) -> None:
    project.write({"index.md": LESSON.replace("} The column", "} The row")})
    [warned] = project.build().warnings
    assert (warned.path, warned.line) == ("index.plan.md", 7)
    assert 'the field-note "The column" is planned' in warned.text
