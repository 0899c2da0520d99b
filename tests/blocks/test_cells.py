"""Executed cells inside blocks: what the gated pairs are for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

CONF = """
extensions = ["myst_nb", "sphinx_pedagogy"]
html_theme = "basic"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "force"
nb_execution_timeout = 60
pedagogy_audit = {"*": "off"}
"""
KERNEL = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
"""


def cell(code: str) -> str:
    return f"```{{code-cell}} python3\n{code}\n```\n"


def gated(name: str, *body: str, title: str = "") -> str:
    begin = f":::{{{name}-start}} {title}".rstrip()
    return "\n".join([f"{begin}\n:::\n", *body, f":::{{{name}-end}}\n:::\n"])


HOLDERS = ("check", "exercise", "solution", "example", "phase", "answer")
PAGE = (
    KERNEL
    + "# Cells\n\n"
    + cell(
        "words = []\ndef say(word):\n    words.append(word)\n    print(f'said-{word}-{len(words)}')"
    )
    + gated("check", cell("say('check')"), gated("answer", cell("say('answer')")), title="Q")
    + gated(
        "exercise", cell("say('exercise')"), gated("solution", cell("say('solution')")), title="E"
    )
    + gated("example", "Before.\n", cell("say('example')"), "After.\n", title="X")
    + gated(
        "phases",
        gated("phase", cell("say('phase')"), title="One"),
        gated("phase", "No cell.\n", title="Two"),
    )
    + cell("print('at-the-end', len(words))")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page whose cells ran, in one kernel."""
    root = tmp_path_factory.mktemp("cells")
    return Project(root, {"conf.py": CONF, "index.md": PAGE}).build()


def test_cells_run_in_the_order_of_the_page(built: Built) -> None:
    assert built.warnings == []
    said = re.findall(r"said-([a-z]+)-(\d)", built.text())
    order = ("check", "answer", "exercise", "solution", "example", "phase")
    assert said == [(name, str(i)) for i, name in enumerate(order, start=1)]
    assert "at-the-end 6" in built.text()


@pytest.mark.parametrize("name", HOLDERS)
def test_code_and_output_stand_inside_the_block(name: str, built: Built) -> None:
    document = built.doctree()
    if name == "phase":
        (holder,) = (node for node in document.findall() if is_phase(node))
    else:
        (holder,) = (node for node in document.findall(block) if node.kind == name)
    own = [text.astext() for text in holder.findall(nodes.literal_block)]
    assert any(f"say('{name}')" in text for text in own)
    assert any(text.startswith(f"said-{name}") for text in own)


def is_phase(node: nodes.Node) -> bool:
    return isinstance(node, nodes.list_item) and "said-phase" in node.astext()


def test_outputs_are_visible_on_every_builder(
    built: Built, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("text")
    files = {"conf.py": CONF, "index.md": PAGE}
    text = Project(root, files).build("text").read("index.txt")
    assert re.findall(r"said-[a-z]+-\d", text) == re.findall(r"said-[a-z]+-\d", built.text())


def test_an_answer_can_quote_an_output(make_project: MakeProject) -> None:
    """`glue` puts a computed value into prose, so that it cannot drift."""
    glue = "from myst_nb import glue\nglue('sum', 2 + 3, display=False)"
    page = (
        KERNEL
        + "# T\n\n"
        + cell(glue)
        + ("::::{check} Q\nWhat is it?\n\n:::{answer}\nIt is {glue:}`sum`, as kept.\n:::\n::::\n")
    )
    result = make_project({"conf.py": CONF, "index.md": page}).build()
    assert result.warnings == []
    assert "It is 5 , as kept." in result.text().replace("5,", "5 ,")


def test_a_failing_cell_fails_a_strict_build_and_is_named(make_project: MakeProject) -> None:
    page = (
        KERNEL
        + "# T\n\n"
        + gated("exercise", cell("x = 1\nraise ValueError('kept-reason')"), title="E")
    )
    project = make_project({"conf.py": CONF, "index.md": page})
    result = project.build(strict=True)
    assert result.failed
    assert {warned.path for warned in result.warnings} == {"index.md"}
    (ours,) = [warned for warned in result.warnings if warned.subtype == "pedagogy.cell"]
    line = page.splitlines().index("raise ValueError('kept-reason')") + 1
    assert ours.line == line
    assert "ValueError: kept-reason" in ours.text
    assert "kept-reason" in result.text()


def test_a_cell_in_a_plain_directive_is_told(make_project: MakeProject) -> None:
    """It is not executed; nobody may believe that it was."""
    page = KERNEL + "\n# T\n\n:::::{exercise} E\n" + cell("print(6 * 7)") + ":::::\n"
    result = make_project({"conf.py": CONF, "index.md": page}).build()
    line = page.splitlines().index("```{code-cell} python3") + 1
    told = [(warned.path, warned.line, warned.subtype) for warned in result.warnings]
    assert told == [("index.md", line, "pedagogy.gate")]
    assert "exercise-start" in result.warnings[0].text
    assert "print(6 * 7)" in result.text()
