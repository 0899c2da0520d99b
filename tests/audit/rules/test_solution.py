"""``solution``: where it may stand, and when it fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import NOTEBOOKS, findings_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

EXERCISE = "# T\n\n:::{exercise} Sum\n:label: sum\nAdd.\n:::\n\n"


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (EXERCISE, 1),
        (EXERCISE + ":::{solution}\n:for: sum\nFour.\n:::", 0),
        (EXERCISE + ":::{solution}\n:for: SUM\nFour.\n:::", 0),
        ("# T\n\n::::{exercise} A\nDo.\n\n:::{solution}\nDone.\n:::\n::::", 0),
        ("# T\n\n:::{exercise-start} A\n:::\nDo.\n\n:::{solution-start}\n:::\nDone.\n\n"
         ":::{solution-end}\n:::\n\n:::{exercise-end}\n:::", 0),
        ("# T\n\n:::{exercise} A\nDo.\n:::\n\n:::{exercise} B\nDo.\n:::", 2),
        ("# T\n", 0),
    ],
)  # fmt: skip
def test_solutions(page: str, count: int, make_project: MakeProject) -> None:
    assert len(findings_in(make_project, "solution", {"page.md": page})) == count


ONLY_INSTRUCTOR = """# T

::::::{exercise} E
:label: e

Do.

::::{only} instructor
:::{solution}
For teachers.
:::
::::
::::::
"""


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (ONLY_INSTRUCTOR, 0),
        (ONLY_INSTRUCTOR.replace("{solution}", "{hint}"), 1),
        (
            "# T\n\n:::{exercise} E\n:label: e\nDo.\n:::\n\n"
            "::::{only} instructor\n:::{solution}\n:for: e\nSo.\n:::\n::::\n",
            0,
        ),
        (
            "# T\n\n:::{exercise-start} E\n:::\n\nDo.\n\n"
            "::::{only} instructor\n:::{solution}\nSo.\n:::\n::::\n\n:::{exercise-end}\n:::\n",
            0,
        ),
    ],
)
def test_a_solution_that_another_build_shows_is_not_missing(
    page: str, count: int, make_project: MakeProject
) -> None:
    assert len(findings_in(make_project, "solution", {"page.md": page})) == count


def test_an_exercise_without_a_title_is_called_this_exercise(make_project: MakeProject) -> None:
    page = "# T\n\n:::{exercise}\nDo.\n:::\n"
    project = make_project({"index.md": page}, pedagogy_audit={"*": "off", "solution": "error"})
    [warned] = project.build("dummy").warnings
    assert warned.text.startswith("this exercise has no solution; ")


@pytest.mark.parametrize(("tags", "count"), [([], 1), (["raises-exception"], 0)])
def test_a_solution_that_fails(tags: list[str], count: int, make_project: MakeProject) -> None:
    def markdown(source: str, name: str) -> dict[str, object]:
        return {"cell_type": "markdown", "metadata": {}, "id": name, "source": source}

    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "no",
        "traceback": ["ValueError: no"],
    }
    failed = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"tags": tags},
        "id": "c",
        "source": "solve()",
        "outputs": [error],
    }
    cells = [
        markdown("# T\n\n```{exercise-start} A\n```\nDo.\n\n```{solution-start}\n```\n", "a"),
        failed,
        markdown("```{solution-end}\n```\n\n```{exercise-end}\n```", "b"),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    files = {"page.ipynb": json.dumps(book)}
    assert len(findings_in(make_project, "solution", files, **NOTEBOOKS)) == count
