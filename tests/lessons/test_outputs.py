"""The outputs of the course are in its folder: a build anywhere shows them and runs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LESSONS = Path(__file__).parents[2] / "lessons"


def test_no_page_of_the_course_has_to_run() -> None:
    command = [sys.executable, "-m", "sphinx_pedagogy", "execute", str(LESSONS), "--list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missing" not in done.stdout
    # the lesson with a larger setting for a GPU: until one has run it, it shows what the CPU made
    (line,) = [line for line in done.stdout.splitlines() if " gpu " in line]
    assert line.split()[0] == "7-4/7-4-2-diffusion-transformers"


def test_the_second_build_of_the_course_reads_nothing(tmp_path: Path) -> None:
    output = tmp_path / "html"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-D", "pedagogy_executor=none"]
    for read in (" added, 0 changed, 0 removed", ": 0 added, 0 changed, 0 removed"):
        done = subprocess.run(
            [*command, str(LESSONS), str(output)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert read in done.stdout
    assert "writing output... [" not in done.stdout
