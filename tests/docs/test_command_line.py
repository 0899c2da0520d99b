"""The outputs that the manual shows of the command line are those of the commands."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.cli import main as cli

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs"
OUTPUTS = DOCS / "snippets" / "commands"
COMMANDS = {
    "audit": ["sphinx-pedagogy audit course"],
    "lines": ["sphinx-pedagogy audit course --format lines"],
    "impact": ["sphinx-pedagogy impact course --move inversions --after insertion-sort"],
    "state": ["sphinx-pedagogy state merge-sort course"],
    "new": [
        "sphinx-pedagogy new course Searching",
        'sphinx-pedagogy new lesson "Binary search" searching',
    ],
}
CONF = """\
extensions = ["myst_parser", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence"]
pedagogy_fading_after = 3
# the small course is no example of all that a lesson needs
pedagogy_audit = {"*": "off", "prerequisite": "error", "fading": "warning", "scope": "warning"}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the manual's small course in it."""
    shutil.copytree(DOCS / "course", tmp_path / "course")
    (tmp_path / "course" / "conf.py").write_text(CONF, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_shown_is_what_is_said(
    name: str,
    here: Path,
    check_gold: Callable[[Path, str], None],
) -> None:
    text = ""
    for command in COMMANDS[name]:
        # a process of its own, as for an author: Sphinx keeps some of what extensions add
        words = [sys.executable, "-m", "sphinx_pedagogy", *shlex.split(command)[1:]]
        said = subprocess.run(words, check=False, capture_output=True, text=True)
        assert said.stderr == ""
        text += f"$ {command}\n{said.stdout}"
    check_gold(OUTPUTS / f"{name}.txt", text)


def test_each_output_is_on_a_page() -> None:
    pages = "".join(
        (DOCS / name).read_text("utf-8")
        for name in ("reference/command-line.md", "guides/editors.md")
    )
    shown = re.findall(r"\{literalinclude\} /snippets/commands/(\w+)\.txt", pages)
    assert sorted(shown) == sorted(COMMANDS)


def test_each_command_and_format_is_on_the_page() -> None:
    page = (DOCS / "reference" / "command-line.md").read_text("utf-8")
    for command in cli.COMMANDS:
        assert f"\n## {command}\n" in page or command in {"worker", "certificates"}
    for form in ("text", "json", "sarif", "lines"):
        assert f"`{form}`" in page


def test_the_pattern_for_editors_reads_the_lines() -> None:
    page = (DOCS / "guides" / "editors.md").read_text("utf-8")
    (task,) = (json.loads(one) for one in re.findall(r"```json\n(.*?)```", page, re.DOTALL)[1:])
    matcher = task["tasks"][0]["problemMatcher"]["pattern"]
    lines = (OUTPUTS / "lines.txt").read_text("utf-8").splitlines()[1:]
    assert lines
    for line in lines:
        found = re.fullmatch(matcher["regexp"], line)
        assert found
        assert found[matcher["file"]].endswith(".md")
        assert found[matcher["severity"]] in {"error", "warning", "note"}
