"""Builds that meet in one folder, and builds that break off: nothing is lost or done twice."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING

import pytest
from tests.execute.processes import PATIENCE, wait_until
from tests.execute.sample_pages import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.execute.sample_pages import Make

    from sphinx_pedagogy.testing import Project


def counting(folder: Path, name: str, *, seconds: float = 0) -> str:
    """Return code that leaves a line in a file each time that it runs."""
    file = str(folder / f"{name}.runs")
    note = f"open({file!r}, 'a').write('x\\n')"
    return f"import time\n{note}; time.sleep({seconds})\nprint({name!r})"


def start_build(
    project: Project, name: str, stdout: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Begin a build, which is quiet if nobody reads what it says."""
    folder = str(project.root / "_build" / name)
    quiet = ["-q"] if stdout is None else ["-T"]
    command = [sys.executable, "-m", "sphinx", *quiet, "-W", str(project.root), folder]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)


def test_two_builds_of_one_folder_run_each_page_once(make: Make, tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(3)]
    pages = {f"{name}.md": page(counting(tmp_path, name, seconds=1)) for name in names}
    pages["index.md"] = "# I\n\n```{toctree}\np0\np1\np2\n```\n"
    project = make(pages)
    builds = [start_build(project, "one"), start_build(project, "two")]
    for build in builds:
        _out, errors = build.communicate(timeout=PATIENCE)
        assert (build.returncode, errors) == (0, b"")
    kept = sorted(path.name for path in (project.root / "executed").iterdir())
    assert len(kept) == 3
    for number in names:
        assert (tmp_path / f"{number}.runs").read_text() == "x\n"
        for name in ("one", "two"):
            assert number in (project.root / "_build" / name / f"{number}.html").read_text()


def test_a_build_takes_over_from_one_that_was_killed(make: Make, tmp_path: Path) -> None:
    go, runs, log = (tmp_path / name for name in ("go", "index.runs", "log"))
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.05)"
    code = f"{counting(tmp_path, 'index')}\n{wait}"
    project = make(page(code), nb_execution_timeout=PATIENCE)
    first = start_build(project, "one")
    wait_until(runs.is_file)
    with log.open("wb") as told:
        second = start_build(project, "two", stdout=told)
    wait_until(lambda: "waiting for another build" in log.read_text())
    first.kill()
    first.communicate()
    wait_until(lambda: runs.read_text() == "x\nx\n")
    go.touch()
    _out, errors = second.communicate(timeout=PATIENCE)
    assert (second.returncode, errors) == (0, b"")
    assert runs.read_text() == "x\nx\n"
    assert "index" in (project.root / "_build" / "two" / "index.html").read_text()


@pytest.mark.parametrize("after", [0.5, 3, 5])
def test_a_build_that_is_killed_at_any_moment_can_be_repeated(after: float, make: Make) -> None:
    project = make(
        {
            "index.md": page("print('first')", prose="```{toctree}\nslow\n```"),
            "slow.md": page("import time; time.sleep(2); print('second')", title="S"),
        },
        pedagogy_executor="local",
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-W", str(project.root)]
    build = subprocess.Popen([*command, str(project.root / "_build")])
    time.sleep(after)
    build.kill()
    build.wait()
    built = project.build()
    assert built.warnings == []
    assert "first" in built.text()
    assert "second" in built.text("slow")
    assert all(path.suffix == ".ipynb" for path in (project.root / "executed").glob("[!.]*"))
