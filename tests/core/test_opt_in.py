"""What asks for our features, and what does not: pages, settings, folders."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core import nodes
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.opt_in import any_asks, has_outputs

if TYPE_CHECKING:
    from pathlib import Path

    from docutils.nodes import Element, Node

    from sphinx_pedagogy.testing import MakeProject

NAMES = {"example", "exercise", "lesson"}
BARE = {"example", "lesson", ":lesson:"}
HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n"
CELLS = "\n# T\n\n```{code-cell} python3\nimport numpy as np\nnp.random.randn()\n```\n"
CONF = """
extensions = ["myst_nb", "sphinx_pedagogy"]
html_theme = "basic"
exclude_patterns = ["_build", "jupyter_execute"]
nb_execution_mode = "off"
suppress_warnings = ["myst-nb.lexer"]
"""


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (":::{lesson} 1.2.3\n:::", True),
        ("> ```{example-start}\n> ```", True),
        ("::::{ped:exercise} A\n::::", True),
        (".. lesson:: 1.2.3", True),
        (".. ped:exercise-start:: A", True),
        ("A {lesson}`1.2.3`.", True),
        ("A :ped:concept:`word`.", True),
        ("---\nexecution: {device: gpu}\n---", True),
        ("---\njupytext:\n  execution:\n    device: gpu\nkernelspec:\n  name: x\n---", True),
        ("---\nexecution:\n  timeout: 3\n  inputs: [a.csv]\n---", True),
        (json.dumps({"metadata": {"execution": {"device": "gpu"}}}, indent=1), True),
        (json.dumps({"source": ["```{lesson} 1\n", "```"]}), True),
        # others own this name, and that role
        ("```{exercise} A\n```", False),
        ("A {concept}`word`.", False),
        ("The lesson, an {example} and a `{lesson}`.", False),
        ("---\nexecution:\n  timeout: 30\n---", False),
        ("---\nexecution_mode: cache\ndevice: gpu\n---", False),
        (json.dumps({"metadata": {"execution": {"timeout": 1}}}), False),
        (json.dumps({"metadata": {"execution": {"iopub.status.busy": "2026"}}}), False),
        ("", False),
    ],
)
def test_what_asks_in_a_page(text: str, asks: bool, tmp_path: Path) -> None:
    (tmp_path / "page").write_text(text, encoding="utf-8")
    assert any_asks([tmp_path / "missing", tmp_path / "page"], NAMES, BARE) is asks


def test_a_folder_of_others_has_no_outputs_of_ours(tmp_path: Path) -> None:
    assert not has_outputs(tmp_path / "missing")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.ipynb").write_text('{"metadata": {}}', encoding="utf-8")
    assert not has_outputs(tmp_path)
    (tmp_path / "deep" / "b.ipynb").write_text('{"metadata": {"pedagogy": {}}}', encoding="utf-8")
    assert has_outputs(tmp_path)


def test_no_page_is_looked_at_in_vain(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each walk over the nodes of a page is counted by the classes that it looks for."""
    seen: set[object] = set()
    walk = nodes.walk

    def spy(root: Element, *kinds: type[Node], inline: bool = False) -> list[Element]:
        seen.add((kinds, inline))
        return walk(root, *kinds, inline=inline)

    for name, module in list(sys.modules.items()):
        if name.startswith("sphinx_pedagogy.") and getattr(module, "walk", None) is walk:
            monkeypatch.setattr(module, "walk", spy)
    project = make_project({"conf.py": CONF, "index.md": f"{HEAD}---\n{CELLS}"})
    for builder in ("html", "text"):
        assert project.build(builder).warnings == []
    # at most once, for references that a block's number may be shown by
    assert len(seen) <= 1
    env = project.build().env
    assert not domain_of(env).in_use
    assert domain_of(env).pages == domain_of(env).data["audits"] == {}
    project.write({"index.md": "# T\n\n```{example}\nOurs\n```\n"})
    assert project.build().warnings == []
    assert seen


def test_the_first_lesson_makes_its_notebooks_ours(make_project: MakeProject) -> None:
    """A notebook belongs to a course without a word of ours in it; it is read again then."""
    files = {"conf.py": CONF, "book.md": f"{HEAD}orphan: true\n---\n{CELLS}", "index.md": "# T\n"}
    project = make_project(files, pedagogy_audit={"seed": "warning"})
    assert project.build().warnings == []
    lesson = "# T\n\n```{lesson} 1.2.3\n:notebook: book\n```\n"
    project.write({"index.md": lesson})
    found = [one for one in project.build().warnings if one.subtype == "pedagogy.seed"]
    assert [one.path for one in found] == ["book.md"]
    # the other notebook of the project is nobody's business
    project.write({"other.md": f"{HEAD}orphan: true\n---\n{CELLS}"})
    found = [one for one in project.build().warnings if one.subtype == "pedagogy.seed"]
    assert [one.path for one in found] == ["book.md"]
    project.write({"index.md": "# T\n"})
    assert project.build().warnings == []


@pytest.mark.parametrize("name", ["plan.md", "reviews.md"])
def test_a_plan_of_something_else_stays(name: str, make_project: MakeProject) -> None:
    index = f"# T\n\n```{{toctree}}\n{name.removesuffix('.md')}\n```\n"
    project = make_project({"conf.py": CONF, "index.md": index, name: "# Plan\n\nOf a release.\n"})
    built = project.build()
    assert built.warnings == []
    assert "Of a release." in built.text(name.removesuffix(".md"))
    project.write({name: "# Plan\n\n```{ped:plan}\n```\n\n```{ped:review} 1\n```\n"})
    assert name.removesuffix(".md") not in project.build().env.found_docs


def test_front_matter_stays_off_a_page_without_a_heading(make_project: MakeProject) -> None:
    page = f"{HEAD}description: kept off\n---\n\nWords.\n\n```{{example}}\nOurs\n```\n"
    cell = "\n```{code-cell} python3\n1\n```\n"
    built = make_project({"conf.py": CONF, "index.md": page + cell}).build()
    assert "kept off" not in built.text()
    assert built.env.metadata["index"]["description"] == "kept off"
