"""One line in ``extensions`` of a project without lessons changes nothing that comes out.

All projects are built with and without it, each time in one process, and compared: pages, files of
every builder, messages, doctrees, metadata and settings.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from difflib import unified_diff
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.guests.projects import GUESTS

ROOT = Path(__file__).parents[2]
MOST_LINES = 20
"""What a failing test shows of each difference."""


def begin(folder: Path, extensions: str) -> subprocess.Popen[bytes]:
    """Begin to build all projects."""
    environ = {
        **os.environ,
        "GUESTS": extensions,
        "NO_COLOR": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "1600000000",
    }
    command = [sys.executable, "-m", "tests.guests.build", str(folder), f"{folder}.json"]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, str]], ...]:
    """What came out without us, and with us."""
    folder = tmp_path_factory.mktemp("guests")
    running = {
        name: begin(folder / name, extensions)
        for name, extensions in (("alone", ""), ("beside", "sphinx_pedagogy"))
    }
    for name, process in running.items():
        assert process.wait(timeout=1200) == 0, name
    return tuple(
        json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in running
    )


@pytest.mark.parametrize("name", GUESTS)
def test_nothing_changes(
    name: str, results: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]
) -> None:
    if not all(map(find_spec, GUESTS[name].needs)):
        pytest.skip(f"it needs {GUESTS[name].needs}")
    alone, beside = (one[name] for one in results)
    differences = []
    for what in sorted(alone.keys() | beside.keys()):
        without, with_ours = (one.get(what, "").splitlines() for one in (alone, beside))
        found = list(unified_diff(without, with_ours, lineterm="", n=0))[:MOST_LINES]
        if found or (what in alone) != (what in beside):
            differences.append("\n".join([what, *(line[:300] for line in found)]))
    assert not differences, "\n\n".join(differences)


def test_the_projects_have_what_the_audit_would_speak_of() -> None:
    """A comparison of projects that nobody could take for a course would say little."""
    words = "\n".join(text for guest in GUESTS.values() for text in guest.files.values())
    for temptation in ("12 units", "lesson 11 of 12", "np.random.randn()", "1 / 0", "[gpu]"):
        assert temptation in words
