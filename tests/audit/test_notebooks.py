"""Solutions, seeds and notebooks: when the rules speak, and when not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.model.findings import Finding
    from sphinx_pedagogy.testing import MakeProject

NOTEBOOKS = {"extensions": ["myst_nb"], "nb_execution_mode": "off"}
HEADER = (
    "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n"
    "kernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n\n# T\n\n"
    "```{insight}\nA page with a block of ours.\n```\n\n"
)


def audit(
    make_project: MakeProject, rule: str, files: Mapping[str, str], **conf: object
) -> list[Finding]:
    """Return what a rule finds in a project."""
    conf = {"pedagogy_audit": {"*": "off", rule: "warning"}, **conf}
    index = "# Index\n\n```{toctree}\n:glob:\n\n*\n*/*\n```\n"
    built = make_project({"index.md": index, **files}, **conf).build("dummy")
    return [one.finding for one in domain_of(built.env).judged]


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
    assert len(audit(make_project, "solution", {"page.md": page})) == count


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
    assert len(audit(make_project, "solution", {"page.md": page})) == count


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
    assert len(audit(make_project, "solution", files, **NOTEBOOKS)) == count


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("x = torch.randn(3)", 1),
        ("torch.manual_seed(0)\nx = torch.randn(3)", 0),
        ("x = np.random.rand(3)\ny = torch.rand(3)", 2),
        ("np.random.seed(1)\nx = np.random.rand(3)", 0),
        ("rng = np.random.default_rng(0)\nx = np.random.randn()", 1),
        ("rng = np.random.default_rng()", 1),
        ("np.random.seed(0)\nrng = np.random.default_rng()", 1),
        ("g = torch.Generator().manual_seed(0)\nx = torch.rand(3)", 1),
        ("g = torch.Generator().manual_seed(0)\nx = torch.rand(3, generator=g)", 0),
        ("rng = np.random.default_rng(1)\nx = rng.random(3)", 0),
        ("import random\nrandom.shuffle(x)", 1),
        ("random.seed(1)\nrandom.shuffle(x)", 0),
        ("loader = DataLoader(data, shuffle=True)", 1),
        ("seed_everything(1)\nx = torch.randn(3)", 0),
        ("X, y = train_test_split(X, random_state=0)", 0),
        ("# x = torch.randn(3)", 0),
        ("operand.random.choice(x)", 0),
        ("", 0),
    ],
)
def test_seeds(code: str, count: int, make_project: MakeProject) -> None:
    page = f"{HEADER}```{{code-cell}} ipython3\n{code}\n```\n"
    assert len(audit(make_project, "seed", {"page.md": page}, **NOTEBOOKS)) == count


@pytest.mark.parametrize(
    ("draw", "remedy"),
    [
        ("rng = np.random.default_rng(0)\nx = np.random.randn()", "np.random.seed(0)"),
        ("np.random.seed(0)\nx = np.random.default_rng().normal()", "np.random.default_rng(0)"),
        ("x = random.random()", "random.seed(0)"),
        ("x = torch.rand(3)", "torch.manual_seed(0)"),
        ("x = tf.random.normal([3])", "tf.random.set_seed(0)"),
    ],
)
def test_the_seed_that_is_advised_helps(draw: str, remedy: str, make_project: MakeProject) -> None:
    page = "{}```{{code-cell}} ipython3\n{}\n```\n"
    [found] = audit(make_project, "seed", {"page.md": page.format(HEADER, draw)}, **NOTEBOOKS)
    assert f"`{remedy}`" in found.text or f"= {remedy}`" in found.text
    mended = draw.replace("default_rng()", "default_rng(0)")
    mended = mended if mended != draw else f"{remedy}\n{draw}"
    files = {"page.md": page.format(HEADER, mended)}
    assert audit(make_project, "seed", files, **NOTEBOOKS) == []


def test_a_draw_is_found_at_its_line(make_project: MakeProject) -> None:
    cell = (
        "```{code-cell} ipython3\n:tags: [hide-input]\n\nimport torch\n\nx = torch.rand(3)\n```\n"
    )
    [found] = audit(make_project, "seed", {"page.md": HEADER + "Text.\n\n" + cell}, **NOTEBOOKS)
    text = (HEADER + "Text.\n\n" + cell).splitlines()
    assert text[(found.place.line or 0) - 1] == "x = torch.rand(3)"


LESSON = "# T\n\n:::{{lesson}} 1.2.3\n{}\n:::\n"


@pytest.mark.parametrize(
    ("notebook", "count"),
    [
        ("", 1),
        (":notebook: none, because it is about paper", 0),
        (":notebook: none (pencil and paper)", 0),
        (":notebook: None", 1),
        (":notebook: none, because", 1),
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
    assert len(audit(make_project, "notebook", files)) == count


def test_a_lesson_with_cells_is_its_own_notebook(make_project: MakeProject) -> None:
    page = HEADER + ":::{lesson} 1.2.3\n:::\n\n```{code-cell} ipython3\n1 + 1\n```\n"
    assert audit(make_project, "notebook", {"page.md": page}, **NOTEBOOKS) == []


def test_a_decision_is_no_link(make_project: MakeProject) -> None:
    page = LESSON.format(":notebook: none, because")
    project = make_project(page, pedagogy_audit={"*": "off"})
    assert project.build().warnings == []
    assert "none" not in project.build().text()


def test_the_build_names_the_cell_of_a_notebook(make_project: MakeProject) -> None:
    """MyST-NB counts the lines of the third cell from 30002."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    texts = ["# T", "Text.", ":::{exercise} A\n:colour: red\nDo.\n:::"]
    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in texts]
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    audited = {"*": "off", "solution": "error"}
    files = {"index.md": "# I\n", "p.ipynb": json.dumps(book)}
    for told in (audited, {**audited, "solution": "note"}):
        built = make_project(files, pedagogy_audit=told, **NOTEBOOKS).build("dummy")
        ours = [one for one in built.warnings if one.subtype.startswith("pedagogy.")]
        assert {(one.path, one.line) for one in ours} == {("p.ipynb", None)}
        assert any(one.text.startswith("cell 3, line 2: ") for one in ours)
        found = [one for one in ours if one.subtype == "pedagogy.solution"]
        assert all(one.text.startswith("cell 3, line 1: ") for one in found)
        assert len(found) == (told["solution"] == "error")
