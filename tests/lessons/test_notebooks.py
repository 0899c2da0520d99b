"""What students download of the course: whole notebooks, and nothing of a solution."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from sphinx_pedagogy.testing import Built

ROOT = Path(__file__).resolve().parents[2]
PAGES = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "notebooks").glob("*.md"))}
WORLD = (ROOT / "lessons" / "world.py").read_text("utf-8")
"""What notebooks load, and students get."""
EXTENSIONS = ["myst_nb", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_pedagogy"]
SYNTAX = ["amsmath", "colon_fence", "deflist", "dollarmath", "fieldlist", "tasklist"]
SOLUTION = re.compile(r"(?s):::\{solution-start\}(.*?):::\{solution-end\}")
GUIDED = re.compile(
    r"(?s):::\{exercise-start\}(?:(?!:::).)*?:scaffold: guided.*?:::\{exercise-end\}"
)
EXERCISE = re.compile(r"(?s):::\{exercise-start\}(.*?):::\{exercise-end\}")
LONG = 24
"""Characters of a line that no other place has by chance."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The notebooks of the course, without their lessons; no cell is run."""
    toctree = "\n".join(["```{toctree}", ":glob:", "", "notebooks/*", "```"])
    files = {f"notebooks/{name}.md": text for name, text in PAGES.items()}
    files["index.md"] = f"# The course\n\n{toctree}\n"
    files["lessons/world.py"] = WORLD
    return Project(
        tmp_path_factory.mktemp("course") / "course",
        files,
        extensions=EXTENSIONS,
        myst_enable_extensions=SYNTAX,
        nb_execution_mode="off",
        pedagogy_audit={"*": "off"},
        pedagogy_notebooks=["notebooks/*.md"],
    ).build()


def notebook(built: Built, name: str) -> NotebookNode:
    """Return a notebook of the output that is one."""
    found: NotebookNode = nbformat.reads(built.read(f"_notebooks/notebooks/{name}.ipynb"), 4)
    nbformat.validate(found)
    return found


def lines_of(text: str) -> set[str]:
    """Return the lines of a text that are long enough to know them again."""
    return {line.strip() for line in text.splitlines() if len(line.strip()) >= LONG}


@pytest.mark.parametrize("name", PAGES)
def test_students_get_nothing_of_a_solution(built: Built, name: str) -> None:
    secret = lines_of("".join(SOLUTION.findall(GUIDED.sub("", PAGES[name]))))
    assert secret
    given = "\n".join(cell.source for cell in notebook(built, name).cells)
    public = SOLUTION.sub("", PAGES[name]) + WORLD
    assert not [line for line in secret if line in given and line not in public]
    assert "myst_nb" not in given


@pytest.mark.parametrize("name", PAGES)
def test_students_keep_the_explanations_of_guided_exercises(built: Built, name: str) -> None:
    cells = notebook(built, name).cells
    starts = [at for at, cell in enumerate(cells) if "# Guided exercise" in cell.source]
    assert len(starts) == len(GUIDED.findall(PAGES[name])) == 2
    for start in starts:
        end = next(
            (at for at in range(start + 1, len(cells)) if cells[at].source.startswith("#")),
            len(cells),
        )
        exercise = [cell.source for cell in cells[start:end]]
        assert any("<summary>Solution</summary>" in source for source in exercise)
        assert "# Your turn" not in exercise


@pytest.mark.parametrize("name", PAGES)
def test_all_code_is_in_the_solved_one(built: Built, name: str) -> None:
    code = "\n".join(
        cell.source for cell in notebook(built, f"{name}-solved").cells if cell.cell_type == "code"
    )
    fences = re.findall(r"(?ms)^```\{code-cell\}.*?\n(.*?)^```$", PAGES[name])
    for fence in fences:
        if "remove-cell" not in fence:
            body = re.sub(r"\A---\n(?s:.*?)\n---\n|\A(?::\w+:.*\n)+", "", fence).strip()
            assert body in code


@pytest.mark.parametrize("name", PAGES)
def test_no_markup_of_ours_is_left(built: Built, name: str) -> None:
    for cell in notebook(built, name).cells:
        if cell.cell_type == "markdown":
            assert not re.search(r":::|\{\w[\w:-]*\}`|```\{", cell.source), cell.source


@pytest.mark.parametrize("name", PAGES)
def test_what_is_to_be_done_has_a_time_and_a_guard(name: str) -> None:
    for exercise in EXERCISE.findall(PAGES[name]):
        task = exercise.split(":::{solution-start}")[0]
        assert ":time:" in task
        assert ("raises-exception" in task) == (":scaffold: guided" not in task)


@pytest.mark.parametrize("name", PAGES)
def test_each_guard_raises_until_its_exercise_is_done(name: str) -> None:
    stored = nbformat.read(ROOT / f"lessons/executed/notebooks/{name}.cpu.ipynb", 4)
    guards = [
        cell
        for cell in stored.cells
        if cell.cell_type == "code" and "raises-exception" in cell.metadata.get("tags", [])
    ]
    assert len(guards) == PAGES[name].count("raises-exception") > 0
    for guard in guards:
        assert any(output.output_type == "error" for output in guard.outputs), guard.source
