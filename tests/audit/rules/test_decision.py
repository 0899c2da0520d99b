"""``decision``: what contradicts one, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import HEADER, NOTEBOOKS, findings_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# A\n\n:::{lesson} 1.1.1\n:notebook: %s\n:::\n\n"
CELL = "```{code-cell}\n%sprint(1)\n```\n"


def with_cell(reason: str, tags: str = "") -> str:
    """Return a lesson with a cell that gives a reason for having no notebook."""
    return HEADER.replace("# T\n\n", LESSON % reason) + CELL % tags


@pytest.mark.parametrize(
    ("lesson", "notebook", "found"),
    [
        ("a.md", "notebooks/a.md", 1),
        ("a.md", "notebooks/1-1-1-a.md", 1),
        ("m/a.md", "m/notebooks/a.md", 1),
        ("m/a.md", "notebooks/a.md", 1),
        ("a.md", "notebooks/b.md", 0),
        ("a.md", "a-more.md", 0),
    ],
)
def test_a_notebook_that_is_there(
    lesson: str, notebook: str, found: int, make_project: MakeProject
) -> None:
    files = {lesson: LESSON % "none, because it is on paper", notebook: HEADER + CELL % ""}
    said = findings_in(make_project, "decision", files, **NOTEBOOKS)
    assert [(one.place.line, one.guess) for one in said] == [(3, False)] * found
    files[notebook] = "# A page without cells\n\n```{insight}\nx\n```\n"
    assert not findings_in(make_project, "decision", files, **NOTEBOOKS)


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("none, because there is no code", 1),
        ("none: nothing to run", 1),
        ("none, because it has no cells", 1),
        ("none, because the page has its own cells", 0),
        ("none, because it codes nothing new", 0),
        ("none", 0),
    ],
)
def test_a_reason_that_cells_contradict(reason: str, found: int, make_project: MakeProject) -> None:
    files = {"a.md": with_cell(reason)}
    said = findings_in(make_project, "decision", files, **NOTEBOOKS)
    assert [one.guess for one in said] == [True] * found
    files = {"a.md": with_cell(reason, ':tags: ["remove-cell"]\n')}
    assert not findings_in(make_project, "decision", files, **NOTEBOOKS)


@pytest.mark.parametrize(
    ("recorded", "stated", "found"),
    [
        ("1-1-1-a", "none, because it is short", 1),
        ("none, it was on paper", "1-1-1-a", 1),
        ("none, it was on paper", "none, because it is short", 0),
        ("1-1-1-a", "/notebooks/1-1-1-a", 0),
    ],
)
def test_a_record_and_its_lesson(
    recorded: str, stated: str, found: int, make_project: MakeProject
) -> None:
    files = {
        "a.md": LESSON % stated,
        "notebooks/1-1-1-a.md": "# A\n\n```{insight}\nx\n```\n",
        "r.md": f"# R\n\n:::{{lesson-record}}\n:lesson: 1.1.1\n:notebook: {recorded}\n- C\n:::\n",
    }
    assert len(findings_in(make_project, "decision", files)) == found


@pytest.mark.parametrize(
    ("what", "builds", "found"),
    [
        (("notebook", "Notebook"), ("yes", "no"), 1),
        (("notebook", "widget"), ("yes", "no"), 0),
        (("widget", "widget"), ("no", "no"), 0),
    ],
)
def test_two_decisions_of_a_plan(
    what: tuple[str, str], builds: tuple[str, str], found: int, make_project: MakeProject
) -> None:
    decisions = "".join(
        f":::{{plan-decision}} {name}\n:build: {build}\nSo.\n:::\n\n"
        for name, build in zip(what, builds, strict=True)
    )
    files = {
        "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n",
        "a.plan.md": f"# P\n\n:::{{plan}}\nIt teaches.\n:::\n\n{decisions}",
    }
    said = findings_in(make_project, "decision", files, pedagogy_audience="author")
    assert [one.place.line for one in said] == [12] * found
