"""The commands: what they print, how they end, and that they build no page."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.execute.conftest import CONF, GPU, free_port, is_alive, page, pid_in, wait_until

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.cli.worker import Program, Watch, gpu_name, worker_command
from sphinx_pedagogy.execute.gpus import count_gpus

if TYPE_CHECKING:
    from pathlib import Path

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
    slow = f"import os, time; open({str(file)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
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


def test_worker_refuses_what_anyone_could_reach(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker", "tcp://192.0.2.1:8786"]) == 2
    assert "is refused" in capsys.readouterr().err
    for address in ("tcp://0.0.0.0:8786", "tcp://127.0.0.1:8786"):
        assert main(["worker", "--listen", address]) == 2
        told = capsys.readouterr().err
        assert "is refused" in told
        assert "--insecure" in told
    assert main(["worker", "--device=cpu", "tls://gpu.example.org:8786"]) == 2
    assert "certificate" in capsys.readouterr().err


def test_worker_says_at_once_that_its_port_is_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"tls://127.0.0.1:{other.getsockname()[1]}"
        folder = tmp_path / "certificates"
        options = ["--force", "--listen", address, "--certificates", str(folder)]
        assert main(["worker", *options]) == 2
    told = capsys.readouterr()
    assert "another program listens there" in told.err
    assert told.out == ""
    assert not folder.exists()


def test_worker_says_that_there_is_no_gpu(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert main(["worker"]) == 2
    told = capsys.readouterr().err
    assert "no GPU is found here" in told
    assert "--device cpu" in told
    assert main(["worker", "--count=-1"]) == 2
    assert main(["worker", "--device=cpu", "--days=0"]) == 2


def test_gpus_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the devices of the driver, and what it lists; Slurm may leave only some."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    for folder in ("bin", "dev"):
        (tmp_path / folder).mkdir()
    for name in ("nvidiactl", "nvidia-uvm", "null"):
        (tmp_path / "dev" / name).touch()
    assert count_gpus(tmp_path) == 0
    (tmp_path / "dev" / "nvidia0").touch()
    assert count_gpus(tmp_path) == 1
    program = tmp_path / "bin" / "nvidia-smi"
    program.write_text("#!/bin/sh\necho 'GPU 0: X'; echo '  MIG 1g'; echo 'GPU 1: X'\n")
    program.chmod(0o755)
    assert count_gpus(tmp_path) == 2
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "GPU-5ebe9f43")
    assert count_gpus(tmp_path) == 1
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    assert count_gpus(tmp_path) == 0
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    program.write_text("#!/bin/sh\necho 'no driver' >&2; exit 9\n")
    (tmp_path / "dev" / "nvidia0").unlink()
    assert count_gpus(tmp_path) == 0
    (tmp_path / "dev" / "kfd").touch()
    assert count_gpus(tmp_path) is None


def test_worker_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["worker"]) == 2
    assert "pip install sphinx-pedagogy[worker]" in capsys.readouterr().err


def test_the_flags_of_a_worker() -> None:
    command = worker_command(f"tcp://127.0.0.1:{free_port()}", {}, "gpu")
    assert command[command.index("--resources") + 1] == "GPU=1"
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert {"--no-dashboard", "--no-nanny"} <= set(command)


def test_each_worker_sees_one_of_the_gpus_that_we_may_use() -> None:
    assert [gpu_name(number, {}) for number in range(2)] == ["0", "1"]
    slurm = {"CUDA_VISIBLE_DEVICES": "2,GPU-5ebe9f43"}
    assert [gpu_name(number, slurm) for number in range(3)] == ["2", "GPU-5ebe9f43", "2"]


def test_a_watch_starts_again_what_dies(tmp_path: Path) -> None:
    count = tmp_path / "count"
    script = f"open({str(count)!r}, 'a').write('x')"
    program = Program("worker 1", [sys.executable, "-c", script], tmp_path, gpu=2)
    sleep = [sys.executable, "-c", "import time; time.sleep(4)"]
    scheduler = Program("scheduler", sleep, tmp_path)
    assert Watch([scheduler, program], pause=0.1).run() == 1
    assert len(count.read_text()) > 1
    assert program.has_ended()
