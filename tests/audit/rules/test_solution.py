"""``solution``: where it may stand, and when it fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import NOTEBOOKS, findings_in

from sphinx_pedagogy.core.domain import domain_of

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


WITHHELD = """:::{exercise} Alone
:label: alone
:solution: withheld, because it is graded

Do it.
:::
"""
PLAIN = ":::{exercise} Open\n\nDo it.\n:::\n"
AUDITED = {"pedagogy_audit": {"*": "off", "solution": "warning"}}


def silenced(make_project: MakeProject, page: str, **conf: object) -> list[str]:
    """Return of each finding why it is silenced; nothing of one that speaks."""
    built = make_project(page, **{**AUDITED, **conf}).build("dummy")
    assert not any("solution" in one.text for one in built.warnings if "option" in one.subtype)
    return [one.suppressed for one in domain_of(built.env).diagnostics]


def test_a_solution_may_be_withheld_with_a_reason(make_project: MakeProject) -> None:
    assert silenced(make_project, f"# T\n\n{WITHHELD}\n{PLAIN}") == [
        "withheld, because it is graded",
        "",
    ]


def test_a_course_may_withhold_all_of_them(make_project: MakeProject) -> None:
    conf = {"pedagogy_solutions_withheld": "they are discussed in class"}
    assert silenced(make_project, f"# T\n\n{WITHHELD}\n{PLAIN}", **conf) == [
        "withheld, because it is graded",
        "withheld, because they are discussed in class",
    ]


@pytest.mark.parametrize("value", ["withheld", "withheld, because", "none", "see below"])
def test_a_solution_is_not_withheld_without_a_reason(value: str, make_project: MakeProject) -> None:
    page = "# T\n\n" + WITHHELD.replace("withheld, because it is graded", value)
    built = make_project(page, **AUDITED).build("dummy")
    [told] = [one.text for one in built.warnings if one.subtype == "pedagogy.option"]
    assert "it must say why: `withheld, because ...`" in told
    assert [one.is_active for one in domain_of(built.env).diagnostics] == [True]
