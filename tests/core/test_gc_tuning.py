"""The pace of the garbage collector: slower during a build, as before after it."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.core.gc_tuning import NEVER, PACE, stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.testing import MakeProject

PAGE = "# T\n\n:::{insight}\nText.\n:::\n"
SPY = """
import gc

def setup(app):
    app.connect("env-updated", lambda app, env: print("pace", gc.get_threshold()))
"""


@pytest.fixture(autouse=True)
def pace() -> Iterator[None]:
    """Leave the collector as it was."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def build(make_project: MakeProject) -> None:
    """Build a page in a project that prints the pace."""
    project = make_project(PAGE)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SPY)
    project.build()


def test_slower_during_a_build_and_as_before_after_it(
    make_project: MakeProject, capfd: pytest.CaptureFixture[str]
) -> None:
    build(make_project)
    assert f"pace {PACE}" in capfd.readouterr().out
    assert gc.get_threshold() == (700, 10, 10)


def test_slower_during_a_command_and_as_before_after_it(
    make_project: MakeProject, capfd: pytest.CaptureFixture[str]
) -> None:
    project = make_project(PAGE)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"{SPY}\nprint('while conf.py is read', gc.get_threshold()[0])\n")
    assert main(["audit", str(project.root)]) == 0
    told = capfd.readouterr().err
    assert f"while conf.py is read {NEVER}" in told
    assert f"pace {PACE}" in told
    assert gc.get_threshold() == (700, 10, 10)


def test_what_was_made_while_it_stood_still_is_old() -> None:
    gc.collect()
    with stopped():
        kept: list[list[int]] = [[] for _ in range(10_000)]
        assert gc.get_count()[0] >= len(kept)
    assert gc.get_count()[0] < len(kept)
    assert gc.get_threshold() == (700, 10, 10)


def test_what_is_chosen_while_it_stands_still_stays() -> None:
    with stopped():
        gc.disable()
        gc.set_threshold(0)
    chosen = gc.isenabled(), gc.get_threshold()[0]
    gc.enable()
    assert chosen == (False, 0)


@pytest.mark.parametrize("chosen", [(0, 10, 10), (100_000, 5, 5)])
def test_who_has_chosen_a_pace_keeps_it(
    chosen: tuple[int, int, int], make_project: MakeProject, capfd: pytest.CaptureFixture[str]
) -> None:
    gc.set_threshold(*chosen)
    build(make_project)
    assert f"pace {chosen}" in capfd.readouterr().out
    assert gc.get_threshold() == chosen


@pytest.mark.parametrize(("chosen", "looks"), [((700, 10, 10), False), ((0, 10, 10), True)])
def test_it_does_not_look_again_when_the_process_ends(
    chosen: tuple[int, int, int], looks: bool, make_project: MakeProject
) -> None:
    project = make_project(PAGE)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "import atexit, gc\n"
            f"gc.set_threshold{chosen}\n"
            "atexit.register(lambda: print('kept out', gc.get_freeze_count() > 10_000))\n"
        )
    command = [sys.executable, "-m", "sphinx", "-q", str(project.root), str(project.root / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"kept out {not looks}" in done.stdout
