"""The notebooks that a small course offers: two files for each, and links to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbclient import NotebookClient

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from sphinx_pedagogy.testing import Built, MakeProject

CONF = """
project = "Sums"
extensions = ["myst_nb", "sphinx_pedagogy"]
html_theme = "basic"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
nb_execution_mode = "cache"
nb_execution_timeout = 60
pedagogy_audit = {"*": "off"}
pedagogy_executor = "local"
"""
HEADER = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
"""
INDEX = "# Sums\n\n```{toctree}\n:glob:\n\nlessons/*\nnotebooks/*\n```\n"
LESSON = """# Adding

:::{lesson} 1.1.1
:notebook: 1-1-1-adding
How to add.
:::

:::{concept} Sum
What is left when you have added.
:::
"""
NOTEBOOK = (
    HEADER
    + """
# Notebook: adding

For {lesson}`adding`, about the {concept}`sum` $1 + 1$. See {doc}`/index`.

```{code-cell} python3
:tags: [hide-input]
:mystnb: {code_prompt_show: "What you need"}
import json
import math

base = 40
```

```{code-cell} python3
:load: ../helper.py
```

```{code-cell} python3
:tags: [remove-cell]
unseen = 1
```

:::{misconception} Numbers end
They do not.
:::

::::{check} Which?
- [ ] One
  > Too few.
- [x] Two
:::{answer}
It is two.
:::
::::

## Work

:::{exercise-start} Add
:scaffold: supported
:::

Add two to `base`.

```{code-cell} python3
print("to do", base)
```

:::{ped:hint}
Use a plus.
:::

:::{solution-start}
:::

The secret is a plus.

```{code-cell} python3
print("secret", twice(base) - base + 2 + unseen - 1)
```

```{code-cell} python3
:tags: [remove-cell]
from myst_nb import glue
glue("answer", base + 2, display=False)
hidden_secret = 1
```

:::{solution-end}
:::

:::{exercise-end}
:::

:::{exercise-start} Go on
:::

Add more, to {quantity}`answer`.

```{code-cell} python3
# Your work goes here.
```

:::{solution-start}
:::

```{code-cell} python3
secret = 3
```

:::{solution-end}
:::

:::{exercise-end}
:::

::::{exercise} In words
Say it.

:::{solution}
A secret in words.
:::
::::
"""
)
FILES = {
    "conf.py": CONF,
    "index.md": INDEX,
    "helper.py": "def twice(number):\n    return 2 * number\n",
    "lessons/1-1-1-adding.md": LESSON,
    "notebooks/1-1-1-adding.md": NOTEBOOK,
}
STUDENT = "_notebooks/notebooks/1-1-1-adding.ipynb"
SOLVED = "_notebooks/notebooks/1-1-1-adding-solved.ipynb"


def read(built: Built, name: str) -> NotebookNode:
    """Return a notebook of the output that is one."""
    found: NotebookNode = nbformat.reads(built.read(name), as_version=4)
    nbformat.validate(found)
    assert (found.nbformat, found.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in found.cells]
    assert len(set(ids)) == len(ids)
    return found


def prose(notebook: NotebookNode) -> str:
    """Return all Markdown of a notebook."""
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def code(notebook: NotebookNode) -> list[str]:
    """Return the code of a notebook, cell by cell."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course, built once; its cells have run."""
    built = Project(tmp_path_factory.mktemp("notebooks") / "course", FILES).build()
    assert built.warnings == []
    return built


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """The course, to be built without running cells."""
    return make_project(FILES, nb_execution_mode="off", suppress_warnings=["pedagogy.unknown"])


def test_the_student_gets_no_solution_and_no_output(course: Built) -> None:
    notebook = read(course, STUDENT)
    assert "secret" not in course.read(STUDENT)
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_the_student_gets_a_place_to_work_unless_there_is_one(course: Built) -> None:
    codes = code(read(course, STUDENT))
    assert codes.count("# Your turn") == 1
    assert codes.index("# Your turn") == codes.index('print("to do", base)') + 1
    assert codes[-1] == "# Your work goes here."


def test_cells_that_the_page_hides_stay_closed(course: Built) -> None:
    cells = {cell.source: cell for cell in read(course, STUDENT).cells}
    assert cells["unseen = 1"].metadata.jupyter.source_hidden
    first = next(source for source in cells if "import math" in source)
    assert cells[first].metadata == {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    assert "*What you need:*" in prose(read(course, STUDENT))
    assert "jupyter" not in cells['print("to do", base)'].metadata


def test_loaded_files_are_in_the_notebook(course: Built) -> None:
    assert any("def twice(number)" in source for source in code(read(course, STUDENT)))


def test_what_a_check_holds_stands_after_its_answer_and_in_order(project: Project) -> None:
    page = FILES["notebooks/1-1-1-adding.md"]
    held = (
        "::::{check} How many?\n:holds: next\nGuess.\n\n"
        ":::{answer}\nIt is forty-two.\n:::\n::::\n\n"
        "```{code-cell} python3\nbase + 2\n```\n\nThen go on.\n\n## Work"
    )
    project.write({"notebooks/1-1-1-adding.md": page.replace("## Work", held)})
    cells = [cell.source for cell in read(project.build(), STUDENT).cells]
    at = cells.index("base + 2")
    assert cells[at - 1].rstrip().endswith("It is forty-two.")
    assert cells[at + 1].startswith("Then go on.")
    assert at < cells.index('print("to do", base)')


def test_what_serves_the_page_alone_is_left_out(course: Built) -> None:
    assert "myst_nb" not in course.read(SOLVED)
    assert "notebook-files" not in course.read(SOLVED)


def test_the_solved_notebook_has_solutions_and_outputs(course: Built) -> None:
    notebook = read(course, SOLVED)
    text = prose(notebook)
    assert "**Solution**\n\nThe secret is a plus." in text
    assert "A secret in words." in text
    outputs = [out.text for cell in notebook.cells for out in cell.get("outputs", ())]
    assert outputs == ["to do 40\n", "secret 42\n"]


def test_the_solved_notebook_runs_alone(course: Built, tmp_path: Path) -> None:
    notebook = read(course, SOLVED)
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    assert "secret 42\n" in [out.text for cell in notebook.cells for out in cell.get("outputs", ())]


def test_blocks_and_roles_read_well(course: Built) -> None:
    text = prose(read(course, STUDENT))
    assert "For 1.1.1 Adding, about the sum $1 + 1$. See Sums." in text
    assert "> **Misconception: Numbers end**\n>\n> They do not." in text
    assert "**Predict and verify: Which?**\n\n- **A.** One\n- **B.** Two\n\n<details>" in text
    assert "### Supported exercise 1: Add\n\nAdd two to `base`." in text
    assert "<details>\n<summary>Hint</summary>\n\nUse a plus.\n\n</details>" in text
    assert "Add more, to 42." in text


def test_the_first_cell_says_where_it_comes_from(course: Built) -> None:
    first = read(course, STUDENT).cells[0]
    assert first.cell_type == "markdown"
    assert "the page **Notebook: adding** of the course “Sums”" in first.source
    assert "pip" not in first.source  # it needs nothing but Python


def test_links_stand_on_the_page_and_in_the_lesson(course: Built) -> None:
    own, header = course.html("notebooks/1-1-1-adding"), course.html("lessons/1-1-1-adding")
    for page, words in ((own, "Download the notebook"), (header, "Download")):
        assert re.search(rf'href="\.\./{re.escape(STUDENT)}"[^>]*>{words}</a>', page)
        assert re.search(rf'href="\.\./{re.escape(SOLVED)}"[^>]*>with solutions</a>', page)
        assert "colab" not in page.lower()
    assert 'href="../notebooks/1-1-1-adding.html"' in header


def test_other_builders_have_no_links(project: Project) -> None:
    for builder in ("text", "singlehtml", "epub"):
        built = project.build(builder)
        assert not (built.outdir / "_notebooks").exists()
        files = [
            path for path in built.outdir.rglob("*") if path.suffix in {".txt", ".html", ".xhtml"}
        ]
        assert files
        assert not any("ownload" in path.read_text("utf-8") for path in files), builder


def test_colab_and_addresses(project: Project) -> None:
    project.configure(pedagogy_colab="me/sums/gh-pages/v1", html_baseurl="https://sums.org/c")
    built = project.build("dirhtml")
    page = (built.outdir / "notebooks/1-1-1-adding/index.html").read_text("utf-8")
    colab = "https://colab.research.google.com/github/me/sums/blob/gh-pages/v1/"
    assert f'href="{colab}{STUDENT}"' in page
    assert f'href="../../{STUDENT}"' in page
    text = prose(read(built, STUDENT))
    assert "[Notebook: adding](https://sums.org/c/notebooks/1-1-1-adding/)" in text
    assert "[1.1.1 Adding](https://sums.org/c/lessons/1-1-1-adding/)" in text
    assert "[Sums](https://sums.org/c/)" in text


def test_an_edition_without_solutions_has_one_file(project: Project) -> None:
    built = project.build()
    assert "_notebooks/notebooks/1-1-1-adding-solved.ipynb" in built.html("lessons/1-1-1-adding")
    student = built.read(STUDENT)
    project.configure(pedagogy_solutions="hide", html_copy_source=False)
    built = project.build()
    assert built.read(STUDENT) == student
    assert not (built.outdir / SOLVED).exists()
    for page in ("lessons/1-1-1-adding", "notebooks/1-1-1-adding"):
        assert "adding.ipynb" in built.html(page)
        assert "solved" not in built.html(page)
        assert "secret" not in built.html(page)
    assert built.warnings == []


def test_solutions_can_be_folded(project: Project) -> None:
    project.configure(pedagogy_notebook_solutions="fold")
    notebook = read(project.build(), STUDENT)
    folded = "<details>\n<summary>Solution</summary>\n\nThe secret is a plus.\n\n</details>"
    assert folded in prose(notebook)
    (cell,) = (cell for cell in notebook.cells if 'print("secret"' in cell.source)
    assert cell.metadata.jupyter.source_hidden
    assert "# Your turn" not in code(notebook)


GUIDED = (
    HEADER
    + """
# Guided

:::{exercise-start} See it
:scaffold: guided
:label: see
:::

```{code-cell} python3
print("given")
```

:::{solution-start}
:::

What you saw, explained.

```{code-cell} python3
print("checked")
```

```{code-cell} python3
:tags: [remove-cell]
unseen = 1
```

:::{solution-end}
:::

:::{exercise-end}
:::

::::{exercise} In words
:scaffold: guided

:::{solution}
Words explained.
:::
::::

:::{solution}
:for: SEE
Elsewhere explained.
:::

:::{exercise-start} Do it
:::

Go.

:::{solution-start}
:::

The secret.

```{code-cell} python3
secret = 3
```

:::{solution-end}
:::

:::{exercise-end}
:::
"""
)


def test_what_is_worked_through_on_the_page_stays_with_its_explanation(project: Project) -> None:
    """A guided exercise has no secret and nothing to fill in; its solution is folded."""
    project.write({"notebooks/1-1-1-adding.md": GUIDED})
    notebook = read(project.build(), STUDENT)
    text = prose(notebook)
    elsewhere = "Guided exercise 1: See it\n\nElsewhere explained."
    for words in ("What you saw, explained.", "Words explained.", elsewhere):
        assert f"<summary>Solution</summary>\n\n{words}\n\n</details>" in text
    codes = code(notebook)
    assert codes == ['print("given")', 'print("checked")', "unseen = 1", "# Your turn"]
    (checked,) = (cell for cell in notebook.cells if "checked" in cell.source)
    assert checked.metadata.jupyter.source_hidden
    assert "secret" not in text


DESIGN = (
    HEADER
    + """
# Design

:::{dropdown} More of *it*
:icon: star
Hidden text.
:::

::::{tab-set}
:::{tab-item} One
In one.
:::
::::

:::{figure} no.png
A caption with *emphasis*.
:::

```{code-cell} python3
1
```

::::{dropdown} With a cell
```{code-cell} python3
2
```
::::
"""
)


def test_no_signs_of_the_site_are_left(project: Project) -> None:
    project.write({"notebooks/1-1-1-adding.md": DESIGN})
    project.configure(
        extensions=["myst_nb", "sphinx_design", "sphinx_pedagogy"],
        suppress_warnings=["image.not_readable", "pedagogy.unknown"],
    )
    text = prose(read(project.build(), STUDENT))
    assert "<svg" not in text
    assert "<details>\n<summary>More of it</summary>\n\nHidden text.\n\n</details>" in text
    assert "**One**\n\nIn one." in text
    assert "_A caption with *emphasis*._" in text


def test_the_same_pages_make_the_same_bytes(project: Project) -> None:
    first = project.build().read(STUDENT)
    assert project.build(fresh=True).read(STUDENT) == first
    assert project.build(fresh=True, jobs=2).read(STUDENT) == first


def test_only_what_changed_is_written(project: Project) -> None:
    files = [project.build().outdir / name for name in (STUDENT, SOLVED)]
    written = [file.stat().st_mtime_ns for file in files]
    project.write({"lessons/1-1-1-adding.md": LESSON + "\nMore.\n"})
    project.build()
    assert [file.stat().st_mtime_ns for file in files] == written
    project.write({"notebooks/1-1-1-adding.md": NOTEBOOK + "\nMore.\n"})
    project.build()
    assert "More." in files[0].read_text("utf-8")


def test_pages_become_notebooks_and_stop_to_be(project: Project) -> None:
    without = LESSON.replace(":notebook: 1-1-1-adding\n", "")
    project.write({"lessons/1-1-1-adding.md": without})
    built = project.build()
    assert not (built.outdir / "_notebooks").exists()
    assert "Download" not in built.html("notebooks/1-1-1-adding")
    project.write({"lessons/1-1-1-adding.md": LESSON})
    assert "Download" in project.build().html("notebooks/1-1-1-adding")
    assert (built.outdir / SOLVED).is_file()
    project.write({"lessons/1-1-1-adding.md": without})
    assert "Download" not in project.build().html("notebooks/1-1-1-adding")
    assert not (built.outdir / "_notebooks").exists()


def test_missing_files_are_written_again(project: Project) -> None:
    built = project.build()
    (built.outdir / STUDENT).unlink()
    (built.outdir.parent / "jupyter_execute/notebooks/1-1-1-adding.ipynb").unlink()
    read(project.build(), STUDENT)


def test_patterns_name_further_notebooks(project: Project) -> None:
    project.write(
        {"more/one.md": f"{HEADER}\n# One\n\n```{{code-cell}} python3\nimport yaml\n```\n"}
    )
    project.configure(pedagogy_notebooks=["more/*.md", "none/*"])
    built = project.build()
    assert "%pip install pyyaml" in read(built, "_notebooks/more/one.ipynb").cells[0].source
    (warned,) = (one for one in built.warnings if one.subtype == "pedagogy.config")
    assert '"none/*"' in warned.text


def test_a_notebook_without_cells_is_told(project: Project) -> None:
    project.write({"notebooks/1-1-1-adding.md": "# Notebook: adding\n"})
    for _again in range(2):  # also by a build in which nothing changed
        (warned,) = (one for one in project.build().warnings if "code cells" in one.text)
        assert (warned.path, warned.line) == ("lessons/1-1-1-adding.md", 3)
        assert warned.subtype == "pedagogy.structure"
