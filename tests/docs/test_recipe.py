"""The manual's recipe for GitHub: it is valid, and says something just when there is something."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"
SUCCESS, FAILURE = True, False


def recipe() -> dict[str, Any]:
    """Return the workflow."""
    (text,) = re.findall(r"```yaml\n(name: audit\n.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def steps() -> list[dict[str, Any]]:
    """Return its steps."""
    found: list[dict[str, Any]] = recipe()["jobs"]["audit"]["steps"]
    return found


def runs(step: dict[str, Any], so_far: bool, event: str, fork: bool, files: set[str]) -> bool:
    """Whether GitHub runs a step: a condition without a status function implies success()."""
    condition = str(step.get("if", "")).removeprefix("${{").removesuffix("}}").strip()
    if not re.search(r"\b(?:always|cancelled|failure|success)\(\)", condition):
        condition = f"success() && {condition or 'true'}"
    values = {
        "success()": so_far,
        "!cancelled()": True,
        "true": True,
        "github.event_name == 'pull_request'": event == "pull_request",
        # null, and so false, in a push
        "!github.event.pull_request.head.repo.fork": not (fork and event == "pull_request"),
        **{f"hashFiles('{name}') != ''": name in files for name in ("audit.sarif", "impact.md")},
    }
    return all(values[part] for part in condition.split(" && "))


@pytest.mark.parametrize(
    ("audit", "event", "fork", "expected"),
    [
        (FAILURE, "pull_request", False, ["upload", "impact", "comment"]),
        (SUCCESS, "pull_request", False, ["upload", "impact", "comment"]),
        (FAILURE, "pull_request", True, ["impact"]),
        (FAILURE, "push", False, ["upload"]),
        (SUCCESS, "push", False, ["upload"]),
    ],
)
def test_what_runs(audit: bool, event: str, fork: bool, expected: list[str]) -> None:
    words = {"upload-sarif": "upload", "sphinx-pedagogy impact": "impact", "gh pr": "comment"}
    found: list[str] = []
    files, so_far = {"audit.sarif"}, True
    for step in steps():
        if not runs(step, so_far, event, fork, files):
            continue
        said = str(step.get("uses", "")) + str(step.get("run", ""))
        found += [name for word, name in words.items() if word in said]
        if "sphinx-pedagogy audit" in said:
            so_far = audit
        if "impact.md" in said:
            files.add("impact.md")
    assert found == expected


def test_a_commit_of_a_pull_request_runs_once() -> None:
    (events,) = (value for key, value in recipe().items() if key in {True, "on"})  # YAML 1.1's on
    assert events == {"push": {"branches": ["main"]}, "pull_request": None}


def test_it_may_do_what_it_does_and_no_more() -> None:
    assert recipe()["permissions"] == {
        "contents": "read",
        "security-events": "write",
        "pull-requests": "write",
    }
    # what somebody wrote must not become part of a script
    assert not any("${{" in step.get("run", "") for step in steps())


@pytest.fixture
def stubs(tmp_path: Path) -> dict[str, str]:
    """Programs that note how they were called, and an environment with them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sphinx-pedagogy", "gh", "pip"):
        program = folder / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $*" >> calls\n'
            'for word; do test "$last" = --output && echo "## Since" > "$word"; last=$word; done\n'
            'test "$1" != audit\n'
        )
        program.chmod(0o755)
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "NUMBER": "7",
    }


def test_the_scripts_do_what_they_are_for(stubs: dict[str, str], tmp_path: Path) -> None:
    codes = [
        subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=stubs, check=False
        ).returncode
        for step in steps()
        if "run" in step
    ]
    assert codes == [0, 1, 0, 0]  # the audit alone finds something
    assert (tmp_path / "summary.md").read_text() == "## Since\n"
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[-2:] == [
        "sphinx-pedagogy impact course --against origin/main --output impact.md",
        "gh pr comment 7 --body-file impact.md --edit-last --create-if-none",
    ]
