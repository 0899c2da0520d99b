"""The outputs of the course are in its folder: a build anywhere shows them and runs nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LESSONS = Path(__file__).parents[2] / "lessons"


def test_no_page_of_the_course_has_to_run() -> None:
    command = [sys.executable, "-m", "sphinx_pedagogy", "execute", str(LESSONS), "--list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missing" not in done.stdout
    # the lessons with a larger setting for a GPU: until one has run it, they show what the CPU made
    for_a_gpu = [line.split() for line in done.stdout.splitlines() if " gpu " in line]
    assert [(words[0], words[2:4]) for words in for_a_gpu] == [
        (page, ["cpu", "only"])
        for page in (
            "7-4/7-4-2-diffusion-transformers",
            "7-4/7-4-4-z-image",
            "9-2/9-2-1-why-discrete",
        )
    ]


def test_the_second_build_of_the_course_reads_nothing_and_it_becomes_a_pdf(tmp_path: Path) -> None:
    output, paper = tmp_path / "html", tmp_path / "latex"
    command = [sys.executable, "-m", "sphinx", "-D", "pedagogy_executor=none"]
    command += ["-d", str(tmp_path / "doctrees")]
    for read in (" added, 0 changed, 0 removed", ": 0 added, 0 changed, 0 removed"):
        done = run(*command, "-b", "html", str(LESSONS), str(output))
        assert read in done.stdout
    assert "writing output... [" not in done.stdout
    run(*command, "-b", "latex", str(LESSONS), str(paper))
    if shutil.which("pdflatex") is None:
        reason = "no LaTeX on this machine: install latexmk and texlive-latex-extra"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    # one pass: all that can break, and be cut; numbers of pages would come with the second
    run("pdflatex", "-interaction=batchmode", "-halt-on-error", "course.tex", cwd=paper)
    log = (paper / "course.log").read_text(encoding="utf-8", errors="replace").replace("\n", "")
    assert "Missing character" not in log
    assert "has occurred while \\output is active" not in log, "a page runs over its foot"
    wide = re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)
    assert [width for width in wide if float(width) > 20] == []


def run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command that has to succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done
