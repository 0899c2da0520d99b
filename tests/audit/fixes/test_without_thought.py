"""What `audit --fix` mends without a thought: dashes, names of lessons, a solution's exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.small_course import run

if TYPE_CHECKING:
    from tests.small_course import Run

    from sphinx_pedagogy.testing import MakeProject, Project

__all__ = ["run"]

VIEW = "\n\n:::{curriculum}\n:::\n"


def mended(make_project: MakeProject, run: Run, text: str, name: str = "a.md") -> str:
    """Return a page after its fixes were written; a second run finds no more to write."""
    project: Project = make_project(
        {"index.md": "# I\n\n```{toctree}\n:glob:\n\n[a-z]*\n```\n", name: text},
        pedagogy_audit={"*": "off", "style": "note"},
    )
    file = project.root / name
    shown = run("audit", project.root, "--fix")
    assert file.read_text("utf-8") == text, "a diff first"
    assert run("audit", project.root, "--fix", "--write").out == shown.out
    after = file.read_text("utf-8")
    assert run("audit", project.root, "--fix").out == ""
    return after


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("It grows — and then — it stops.", "It grows—and then—it stops."),
        ("It grows --- then stops.", "It grows---then stops."),
        ("A half— open one.", "A half—open one."),
        # what stands in code is quoted
        ("`a — b` is — so to say — code.", "`a — b` is—so to say—code."),
        ("## A title — and more", "## A title—and more"),
    ],
)
def test_dashes_lose_their_spaces(
    typed: str, right: str, make_project: MakeProject, run: Run
) -> None:
    page = f"# T\n\n{typed}\n{VIEW}"
    assert mended(make_project, run, page) == page.replace(typed, right)


def test_a_dash_between_two_lines_is_left_to_its_author(
    make_project: MakeProject, run: Run
) -> None:
    page = f"# T\n\nIt grows\n— and stops.\n{VIEW}"
    assert mended(make_project, run, page) == page


@pytest.mark.parametrize(
    ("usual", "typed", "right"),
    [
        ("see lesson 6.3.2", "as in 6.3.4.", "as in lesson 6.3.4."),
        ("see lesson 6.3.2", "as § 6.3.4 says.", "as lesson 6.3.4 says."),
        ("see lesson 6.3.2", "as L6.3.4 says.", "as lesson 6.3.4 says."),
        ("see § 6.3.2", "as lesson 6.3.4 says.", "as § 6.3.4 says."),
        # what takes a thought stays: a title, the number of the module alone
        ("see lesson 6.3.2", "as lesson 4 says.", "as lesson 4 says."),
        # the number stands there in the usual way, too
        (
            "see lesson 6.3.2",
            "6.3.4 shows it, lesson 6.3.4 too.",
            "6.3.4 shows it, lesson 6.3.4 too.",
        ),
    ],
)
def test_lessons_are_named_in_the_usual_way(
    usual: str, typed: str, right: str, make_project: MakeProject, run: Run
) -> None:
    page = f"# T\n\nWe {usual}.\n\nWe {usual}.\n\nWe {usual}.\n\nIt is {typed}\n{VIEW}"
    after = mended(make_project, run, page)
    assert right in after
    assert len(after) == len(page) + len(right) - len(typed) or typed in after


EXERCISE = ":::{exercise} E\n:label: e\n\nDo it.\n:::\n\n"


@pytest.mark.parametrize(
    ("name", "exercise", "opening", "option"),
    [
        ("a.md", EXERCISE, ":::{solution}\n", ":for: e\n"),
        ("a.md", EXERCISE, "::::{ped:hint} Why\n", ":for: e\n"),
        # without a label, nobody can be named
        ("a.md", EXERCISE.replace(":label: e\n", ""), ":::{solution}\n", ""),
        ("a.md", "", ":::{solution}\n", ""),
        (
            "a.rst",
            ".. exercise:: E\n   :label: e\n\n   Do it.\n\n",
            ".. solution::\n",
            "   :for: e\n",
        ),
    ],
)
def test_a_solution_gets_the_exercise_before_it(
    name: str, exercise: str, opening: str, option: str, make_project: MakeProject, run: Run
) -> None:
    is_rst = name.endswith(".rst")
    title = "T\n=\n\n" if is_rst else "# T\n\n"
    fence = opening.partition("{")[0]
    rest = "\n   Done.\n" if is_rst else f"\nDone.\n{fence}\n"
    page = f"{title}{exercise}{opening}{rest}"
    assert mended(make_project, run, page, name) == page.replace(opening, opening + option)
