"""The commands: what they print, how they end, and that they build no page."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.execute.processes import LONG, is_alive, pid_in, wait_until
from tests.execute.sample_pages import CONF, GPU, page

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.execute.executors.choice import make_executor
from sphinx_pedagogy.execute.outputs import resolver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx_pedagogy.execute.jobs import Executor, Job
    from sphinx_pedagogy.testing import MakeProject, Project

FILES = {
    "conf.py": CONF,
    "index.md": page("print('first')", prose="```{toctree}\nb\ngpu\n```"),
    "b.md": page("print('second')"),
    "gpu.md": page("print('third')", front=GPU),
    "none.md": "# No cells\n",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project(FILES)


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_execute_lists_runs_and_builds_nothing(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    assert main(["execute", root, "--list"]) == 1
    lines = said(capsys)
    assert lines[0].split() == ["b", "cpu", "missing", "1", "cell"]
    assert lines[-1] == "3 of 3 pages would run"
    assert main(["execute", root, "--device", "cpu"]) == 0
    assert said(capsys)[-1] == "2 of 2 pages have their outputs"
    assert main(["execute", root]) == 1
    assert any(line.startswith("gpu: it is for a GPU") for line in said(capsys))
    assert main(["execute", root, "--list", "--device", "cpu"]) == 0
    assert sorted(path.name for path in project.root.iterdir() if path.is_dir()) == ["executed"]


def test_execute_force_runs_one_page_again(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    assert main(["execute", root, "b"]) == 0
    (kept,) = (project.root / "executed").glob("*.ipynb")
    before = kept.stat().st_mtime_ns
    assert main(["execute", root, "b"]) == 0
    assert kept.stat().st_mtime_ns == before
    assert main(["execute", root, "b", "--force"]) == 0
    assert kept.stat().st_mtime_ns > before
    assert main(["execute", root, "bee"]) == 2
    assert "no page with cells is named bee" in capsys.readouterr().err


def test_execute_does_on_the_cpu_what_a_build_would(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.configure(pedagogy_on_missing_output="cpu")
    root = str(project.root)
    assert main(["execute", root]) == 0
    lines = said(capsys)
    assert any(line.startswith("gpu: its outputs are of the CPU: it is for a") for line in lines)
    assert lines[-1] == "3 of 3 pages have their outputs"
    assert main(["execute", root, "--list"]) == 0
    assert ["gpu", "gpu", "cpu", "only", "1", "cell"] in [line.split() for line in said(capsys)]
    # with a GPU in reach, it would run
    project.configure(pedagogy_local_gpus=1)
    assert main(["execute", root, "--list"]) == 1
    assert said(capsys)[-1] == "1 of 3 pages would run"


def test_execute_checks_what_is_stored_and_stores_nothing(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    project.write({"index.md": page("import time; print('at', time.time_ns())", "print('same')")})
    assert main(["execute", root, "index", "b"]) == 0
    before = {path: path.read_bytes() for path in (project.root / "executed").iterdir()}
    said(capsys)
    project.write({"none.md": page("print('new')")})
    assert main(["execute", root, "index", "b", "none", "--check"]) == 0
    lines = said(capsys)
    assert "b: 0 of 1 cell put out other text" in lines
    changed = lines.index("index: 1 of 2 cells put out other text")
    assert lines[changed + 1].startswith("  cell 1: 'at ")
    assert "none: nothing is stored that it could be compared with" in lines
    assert {path: path.read_bytes() for path in (project.root / "executed").iterdir()} == before


def test_execute_says_if_nothing_can_be_stored(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "executed").write_text("a file where the folder should be")
    assert main(["execute", str(project.root), "b"]) == 1
    lines = said(capsys)
    assert "b: its outputs could not be stored" in lines
    assert lines[-1] == "0 of 1 page has its outputs"


def test_execute_check_fails_for_a_cell_that_fails_now(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "there"
    there.touch()
    project.write({"b.md": page(f"import os; assert os.path.exists({str(there)!r})")})
    assert main(["execute", str(project.root), "b"]) == 0
    there.unlink()
    assert main(["execute", str(project.root), "b", "--check"]) == 1
    assert "b: AssertionError" in said(capsys)


SEEDED = """import random
random.seed(0)
drawn = random.random()
assert drawn > 0.8, "it is large"
"""


def test_execute_says_which_cells_hang_on_their_seed(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    held = "import random; random.seed(0); assert random.random() < 1; print(random.random())"
    meant = ":tags: [raises-exception]\nassert False"
    project.write({"b.md": page(held, SEEDED, "missing", meant), "index.md": page(held)})
    main(["execute", root, "index"])
    before = {path: path.read_bytes() for path in (project.root / "executed").iterdir()}
    said(capsys)
    moved = ["execute", root, "b", "index", "--check", "--shift-seeds", "1000"]
    assert main(moved) == 1
    lines = (project.root / "b.md").read_text().splitlines()
    at, after = (lines.index(code) + 1 for code in (SEEDED.splitlines()[-1], "missing"))
    with_seeds = "fails with all seeds moved by 1000"
    assert said(capsys)[-3:] == [
        f"b:{at}: {with_seeds}: AssertionError: it is large",
        f"b:{after}: {with_seeds}: NameError: name 'missing' is not defined",
        "2 cells failed on 2 pages with all seeds moved by 1000",
    ]
    assert {path: path.read_bytes() for path in (project.root / "executed").iterdir()} == before
    assert main([*moved[:2], "index", *moved[4:]]) == 0
    assert said(capsys)[-1] == "no cell fails on 1 page with all seeds moved by 1000"


def test_execute_says_which_pages_never_ran_with_other_seeds(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["execute", str(project.root), "b", "gpu", "--check", "--shift-seeds", "1"]) == 1
    lines = said(capsys)
    assert any(line.startswith("gpu: it is for a GPU") for line in lines)
    assert lines[-1] == "no cell fails on 1 page with all seeds moved by 1"


def test_execute_never_stores_what_other_seeds_give(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["execute", str(project.root), "b", "--shift-seeds", "1"]) == 2
    assert "--shift-seeds needs --check" in capsys.readouterr().err
    assert not (project.root / "executed").exists()


def test_execute_prunes_what_no_page_uses(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    executed = project.root / "executed"
    main(["execute", root, "b", "index"])
    broken = page("print('first')").replace("kernelspec: {name", "kernelspec: 3\nx: {name")
    project.write({"b.md": page("print('changed')"), "index.md": broken})
    (project.root / "b.md").rename(project.root / "c.md")
    (executed / "mine.ipynb").write_text("{}")
    said(capsys)
    assert main(["execute", root, "c", "--prune"]) == 0
    assert "deleted b.cpu.ipynb" in said(capsys)
    # a page that cannot be read may be mended, and then it needs its outputs
    left = ["c.cpu.ipynb", "index.cpu.ipynb", "mine.ipynb"]
    assert sorted(path.name for path in executed.iterdir()) == left


def test_pruning_keeps_old_outputs_that_a_page_still_shows(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    project.configure(pedagogy_local_gpus=1)
    main(["execute", root, "gpu"])
    project.configure(pedagogy_local_gpus=0)
    project.write({"gpu.md": page("print('changed')", front=GPU)})
    main(["execute", root, "gpu", "--prune"])
    assert [path.name for path in (project.root / "executed").iterdir()] == ["gpu.gpu.ipynb"]


def test_pruning_gives_outputs_of_an_earlier_version_their_names(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    executed = project.root / "executed"
    main(["execute", str(project.root), "b", "index"])
    for path in list(executed.iterdir()):
        notebook = json.loads(path.read_text())
        path.unlink()
        (executed / f"{notebook['metadata']['pedagogy'].pop('key')}.ipynb").write_text(
            json.dumps(notebook)
        )
    main(["execute", str(project.root), "b", "--prune"])
    assert sorted(path.name for path in executed.iterdir()) == ["b.cpu.ipynb", "index.cpu.ipynb"]


@pytest.mark.parametrize(
    ("conf", "code", "told"),
    [
        (None, 2, "has no conf.py"),
        ('extensions = ["myst_parser"]', 2, 'must have both "myst_nb" and "sphinx_pedagogy"'),
        # a warning, as each setting with a bad value gets; nothing is run
        (CONF + 'pedagogy_executor = "x"\n', 1, "there is no such executor"),
    ],
)
def test_execute_fails_with_one_line(
    conf: str | None, code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if conf is not None:
        (tmp_path / "conf.py").write_text(conf)
    (tmp_path / "index.md").write_text(page("1"))
    assert main(["execute", str(tmp_path)]) == code
    assert told in capsys.readouterr().err


def test_ctrl_c_keeps_what_is_finished_and_leaves_no_process(
    make_project: MakeProject, tmp_path: Path
) -> None:
    file = tmp_path / "pid"
    slow = f"import os, time; open({str(file)!r}, 'w').write(str(os.getpid())); time.sleep({LONG})"
    files = {"conf.py": CONF, "index.md": page("print(1)"), "slow.md": page(slow)}
    project = make_project(files, pedagogy_executor="local")
    command = [sys.executable, "-m", "sphinx_pedagogy", "execute", str(project.root)]
    # what a shell starts in the background ignores this signal, and so do its children
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    kernel = pid_in(file)
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _out, errors = running.communicate(timeout=30)
    assert running.returncode != 0
    wait_until(lambda: not is_alive(kernel))
    assert len(list((project.root / "executed").glob("*.ipynb"))) == 1
    assert errors == b"sphinx-pedagogy: interrupted\n"


RAISES = """
def refuse(app, name, source):
    if name == "b":
        raise ValueError("no such\\nword")

def setup(app):
    app.connect("source-read", refuse)
"""


def test_a_page_that_cannot_be_read_is_named(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(project.root)
    with (project.root / "conf.py").open("a") as conf:
        conf.write(RAISES)
    (project.root / "gpu.md").write_text(
        page("1").replace("{name: python3, display_name: Python 3}", "python3")
    )
    assert main(["execute", root, "--list"]) == 1
    lines = said(capsys)
    assert [line.partition(":")[0] for line in lines[-2:]] == ["b", "gpu"]
    assert all("it cannot be read, so none of its cells was run: " in line for line in lines[-2:])
    assert "no such word" in lines[-2]
    assert main(["execute", root]) == 1
    assert "1 of 1 page has its outputs" in (lines := said(capsys))
    assert [line.partition(":")[0] for line in lines[-2:]] == ["b", "gpu"]
    # who asks for another page does not hear of it
    assert main(["execute", root, "index"]) == 0
    assert main(["execute", root, "b"]) == 1
    assert [line for line in said(capsys) if line.startswith("b: it cannot be read")]


def test_pages_of_all_devices_begin_together_the_longest_first(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else processors stand still while the last page runs alone."""
    project.configure(pedagogy_on_missing_output="cpu")
    root = str(project.root)
    assert main(["execute", root]) == 0
    assert said(capsys)[0] == "executing the cells of 3 pages"
    stored = project.root / "executed" / "gpu.cpu.ipynb"
    notebook = json.loads(stored.read_text("utf-8"))
    notebook["metadata"]["pedagogy"]["seconds"] = 600
    stored.write_text(json.dumps(notebook), "utf-8")
    begun: list[list[str]] = []

    def watched(settings: Mapping[str, Any], jobs: Sequence[Job]) -> Executor:
        begun.append([job.name for job in jobs])
        return make_executor(settings, jobs)

    monkeypatch.setattr(resolver, "make_executor", watched)
    assert main(["execute", root, "--check"]) == 0
    [names] = begun
    assert (names[0], len(names)) == ("gpu", 3)
