"""What a build says of findings: warnings in one stream, notes in the other."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

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
        assert first.startswith(f"{root / 'a.md'}:3: the lesson sets no limits")
        assert first.endswith("[pedagogy.scope]")
        assert second.startswith(f"{root / 'part.txt'}:1: the constraint says what")
    assert (
        "pedagogy.scope"
        not in subprocess.run(
            [*command, "-q", "-E"], capture_output=True, text=True, check=True
        ).stdout
    )
