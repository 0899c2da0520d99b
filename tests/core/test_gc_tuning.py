"""The pace of the garbage collector: a command changes it while it runs, a build never."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.core.gc_tuning import PACE, relaxed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.testing import MakeProject

PAGE = "# T\n\n:::{insight}\nText.\n:::\n"
SPY = """
import gc

def setup(app):
    for event in ("config-inited", "env-updated", "build-finished"):
        app.connect(event, lambda *_: print("pace", gc.get_threshold(), gc.isenabled()))
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


@pytest.mark.parametrize("chosen", [(700, 10, 10), (0, 10, 10), (100_000, 5, 5)])
def test_a_build_leaves_the_collector_alone(
    chosen: tuple[int, int, int], make_project: MakeProject, capfd: pytest.CaptureFixture[str]
) -> None:
    gc.set_threshold(*chosen)
    build(make_project)
    told = [line for line in capfd.readouterr().out.splitlines() if line.startswith("pace")]
    assert told == [f"pace {chosen} True"] * 3
    assert gc.get_threshold() == chosen


HOST = """
import atexit, gc, sys
registered = []
atexit.register = lambda function, *rest: registered.append(function)
from sphinx.application import Sphinx

kept = [[] for _ in range(1000)]
gc.freeze()
frozen, pace = gc.get_freeze_count(), gc.get_threshold()
source, built = sys.argv[1:]
app = Sphinx(source, source, built, built, "html", status=None)
if "build" in built:
    app.build()
print(gc.get_threshold() == pace, gc.get_freeze_count() > frozen // 2, gc.freeze in registered)
"""


@pytest.mark.parametrize("folder", ["made", "build"])
def test_what_a_host_froze_stays_frozen(folder: str, make_project: MakeProject) -> None:
    project = make_project(PAGE)
    command = [sys.executable, "-c", HOST, str(project.root), str(project.root / folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True True False"


def test_slower_during_a_command_and_as_before_after_it(
    make_project: MakeProject, capfd: pytest.CaptureFixture[str]
) -> None:
    project = make_project(PAGE)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SPY)
    assert main(["state", "none", str(project.root)]) == 2
    assert f"pace {PACE} True" in capfd.readouterr().err
    assert gc.get_threshold() == (700, 10, 10)


def test_an_audit_lets_it_rest_until_pages_are_read(
    make_project: MakeProject, capfd: pytest.CaptureFixture[str]
) -> None:
    project = make_project(PAGE)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SPY)
    assert main(["audit", str(project.root)]) == 0
    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("pace")]
    assert told == [f"pace {PACE} False", f"pace {PACE} True"]
    assert main(["audit", str(project.root)]) == 0
    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("pace")]
    assert told == [f"pace {PACE} False"] * 2
    assert gc.isenabled()


def test_a_command_that_fails_leaves_the_pace_as_it_was() -> None:
    with pytest.raises(KeyError), relaxed():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("chosen", [(0, 10, 10), (100_000, 5, 5)])
def test_who_has_chosen_a_pace_keeps_it_in_a_command(chosen: tuple[int, int, int]) -> None:
    gc.set_threshold(*chosen)
    with relaxed():
        assert gc.get_threshold() == chosen
    assert gc.get_threshold() == chosen


@pytest.mark.parametrize(("chosen", "looks"), [((700, 10, 10), False), ((0, 10, 10), True)])
def test_a_command_does_not_look_again_when_the_process_ends(
    chosen: tuple[int, int, int], looks: bool, make_project: MakeProject
) -> None:
    project = make_project(PAGE)
    program = (
        "import atexit, gc, sys\n"
        f"gc.set_threshold{chosen}\n"
        "atexit.register(lambda: print('kept out', gc.get_freeze_count() > 10_000))\n"
        "from sphinx_pedagogy.cli.main import main\n"
        "main(['audit', sys.argv[1]])\n"
    )
    command = [sys.executable, "-c", program, str(project.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"kept out {not looks}" in done.stdout
