"""What a build says of findings: warnings in one stream, notes in the other."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.audit.one_rule import NOTEBOOKS

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# {0}\n\n:::{{lesson}} 1.1.{1}\n:::\n\nText.\n"
INCLUDES = LESSON + "\n```{{include}} part.txt\n```\n"


def test_notes_have_place_and_rule_and_fail_nothing(make_project: MakeProject) -> None:
    files = {
        "index.md": "# Index\n\n```{toctree}\na\nb\n```\n",
        "a.md": LESSON.format("A", 1),
        "b.md": INCLUDES.format("B", 2),
        "part.txt": ":::{constraint}\n+ All.\n:::\n",
    }
    audit = {"*": "off", "scope": "note"}
    root = make_project(files, pedagogy_audit=audit, exclude_patterns=["part.txt"]).root
    command = [sys.executable, "-m", "sphinx", "-W", str(root), str(root / "out")]
    for _again in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        first, second = (line for line in done.stdout.splitlines() if "pedagogy." in line)
        assert first.startswith(
            f"{root / 'a.md'}:3: NOTE: the lesson does not say what it leaves out"
        )
        assert first.endswith("[pedagogy.scope]")
        assert second.startswith(f"{root / 'part.txt'}:1: NOTE: the constraint says what")
    assert (
        "pedagogy.scope"
        not in subprocess.run(
            [*command, "-q", "-E"], capture_output=True, text=True, check=True
        ).stdout
    )


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
