"""``notebook``: names, decisions, and lessons with cells of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import HEADER, NOTEBOOKS, findings_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# T\n\n:::{{lesson}} 1.2.3\n{}\n:::\n"


@pytest.mark.parametrize(
    ("notebook", "count"),
    [
        ("", 1),
        (":notebook: none, because it is about paper", 0),
        (":notebook: none (pencil and paper)", 0),
        (":notebook: None", 1),
        (":notebook: none, because", 1),
        (":notebook: none, because …", 1),
        (":notebook: 1-2-3-filters", 0),
        (":notebook: books/1-2-3-filters", 0),
        (":notebook: 1-2-4-filters", 1),
        (":notebook: Filters", 1),
        (":notebook: nonesuch", 1),
    ],
)
def test_notebooks(notebook: str, count: int, make_project: MakeProject) -> None:
    files = {
        "page.md": LESSON.format(notebook),
        "notebooks/1-2-3-filters.md": "# A\n",
        "books/1-2-3-filters.md": "# B\n",
    }
    assert len(findings_in(make_project, "notebook", files)) == count


def test_a_lesson_with_cells_is_its_own_notebook(make_project: MakeProject) -> None:
    page = HEADER + ":::{lesson} 1.2.3\n:::\n\n```{code-cell} ipython3\n1 + 1\n```\n"
    assert findings_in(make_project, "notebook", {"page.md": page}, **NOTEBOOKS) == []


def test_a_decision_is_no_link(make_project: MakeProject) -> None:
    page = LESSON.format(":notebook: none, because")
    project = make_project(page, pedagogy_audit={"*": "off"})
    assert project.build().warnings == []
    assert "none" not in project.build().text()


def lessons(notebooks: list[str]) -> dict[str, str]:
    """Return lessons with these notebooks."""
    pages = [f"# T\n\n:::{{lesson}} 1.1.{at}\n{one}\n:::\n" for at, one in enumerate(notebooks, 1)]
    return {f"p{at}.md": page for at, page in enumerate(pages)}


@pytest.mark.parametrize(("have", "profile"), [(0, "strict"), (1, "strict"), (2, "course")])
def test_what_a_course_has_no_habit_of_is_for_strict_ones(
    have: int, profile: str, make_project: MakeProject
) -> None:
    files = lessons([":notebook: none, because it is about paper"] * have + [""] * (6 - have))
    found = findings_in(make_project, "notebook", files)
    assert [one.profile for one in found] == [profile] * (6 - have)
