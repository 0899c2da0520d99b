"""Executors in child processes: they can be interrupted, and killed, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.execute.processes import LONG, is_alive, pid_in, wait_until
from tests.execute.sample_pages import make_job, make_limits, make_settings

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors.child_process import EngineTask, run_children
from sphinx_pedagogy.execute.executors.choice import DaskExecutor, LocalExecutor, make_executor
from sphinx_pedagogy.execute.jobs import Job, JobStatus, Outcome, Progress

SLEEP = (
    "import os, pathlib, time; pathlib.Path({!r}).write_text(str(os.getpid()));"
    f"time.sleep({LONG} if {{}} else 0)"
)
KINDS = [LocalExecutor, DaskExecutor]


def quiet(progress: Progress) -> None: ...


def sleeper(name: str, folder: Path, *, sleeps: bool = True) -> Job:
    return make_job(name, SLEEP.format(str(folder / name), sleeps), limits=make_limits())


def run_all(executor: Any, jobs: list[Job]) -> dict[str, Outcome]:
    return {job.name: outcome for job, outcome in executor.run(jobs, quiet)}


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_gets_its_outcome(kind: Any) -> None:
    jobs = [
        make_job("good", "1"),
        make_job("bad", "1 / 0"),
        make_job("gpu", "1", device="gpu"),
        make_job("good too", "2"),
    ]
    found = run_all(kind(make_settings(workers=2)), jobs)
    assert {name: outcome.status for name, outcome in found.items()} == {
        "good": JobStatus.DONE,
        "bad": JobStatus.CELL_ERROR,
        "gpu": JobStatus.NO_WORKER,
        "good too": JobStatus.DONE,
    }
    assert "no machine with one is configured" in found["gpu"].error


@pytest.mark.parametrize("kind", KINDS)
def test_a_gpu_here_is_used_if_it_is_declared(kind: Any) -> None:
    job = make_job("gpu", "import os; open(os.environ['CUDA_VISIBLE_DEVICES'], 'w')", device="gpu")
    found = run_all(kind(make_settings(local_gpus=1)), [job])
    assert found["gpu"].status is JobStatus.DONE
    assert found["gpu"].files == {"0": b""}


@pytest.mark.parametrize("kind", KINDS)
def test_an_interrupted_build_keeps_what_is_finished_and_leaves_no_process(
    kind: Any, tmp_path: Path
) -> None:
    jobs = [sleeper("first", tmp_path, sleeps=False), sleeper("second", tmp_path)]
    # such as workers of other tests
    before = psutil.Process().children(recursive=True)
    running = kind(make_settings(workers=1)).run(jobs, quiet)
    job, outcome = next(running)
    assert (job.name, outcome.status) == ("first", JobStatus.DONE)
    kernel = pid_in(tmp_path / "second")
    below = [one for one in psutil.Process().children(recursive=True) if one not in before]
    assert kernel in {process.pid for process in below}
    running.close()
    wait_until(lambda: not is_alive(kernel))
    wait_until(lambda: not any(is_alive(process.pid) for process in below))


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_a_build_that_is_killed_leaves_no_process(engine: str, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from sphinx_pedagogy.execute.executors.child_process import EngineTask, run_children\n"
        "from tests.execute.executors.test_child_process import *\n"
        f"jobs = [sleeper('page', Path({str(tmp_path)!r}))]\n"
        f"list(run_children([EngineTask({engine!r}, make_settings(workers=1), jobs)], quiet))\n"
    )
    root = Path(__file__).parents[3]
    build = subprocess.Popen([sys.executable, "-c", script], cwd=root)
    try:
        kernel = pid_in(tmp_path / "page")
        below = psutil.Process(build.pid).children(recursive=True)
    finally:
        build.kill()
        build.wait()
    wait_until(lambda: not any(is_alive(process.pid) for process in below))
    assert not is_alive(kernel)


def test_an_engine_that_is_killed_costs_the_unfinished_pages(tmp_path: Path) -> None:
    jobs = [sleeper("first", tmp_path, sleeps=False), sleeper("second", tmp_path)]
    running = LocalExecutor(make_settings()).run(jobs, quiet)
    assert next(running)[1].status is JobStatus.DONE
    kernel = pid_in(tmp_path / "second")
    engine = psutil.Process(kernel).parent()
    assert engine is not None
    engine.kill()
    (rest,) = running
    assert rest[1].status is JobStatus.NO_ENGINE
    assert "ended early (exit code -9)" in rest[1].error
    wait_until(lambda: not is_alive(kernel))


def test_an_engine_that_cannot_start_is_an_outcome_with_its_last_words() -> None:
    jobs = [make_job("page", "1")]
    ((_job, outcome),) = run_children([EngineTask("no-such-engine", make_settings(), jobs)], quiet)
    assert outcome.status is JobStatus.NO_ENGINE
    assert "KeyError: 'no-such-engine'" in outcome.error


def test_libraries_may_print_what_they_want(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Their words must not be taken for events."""
    (tmp_path / "sitecustomize.py").write_text("print('{\"name\": 1}')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    found = run_all(LocalExecutor(make_settings()), [make_job("page", "1")])
    assert found["page"].status is JobStatus.DONE


def test_names_of_executors() -> None:
    jobs = [make_job("page", "1")]
    assert isinstance(make_executor(make_settings(executor="local"), jobs), LocalExecutor)
    assert isinstance(make_executor(make_settings(executor="dask"), jobs), DaskExecutor)
    with pytest.raises(ExecutionError, match='did you mean "dask"'):
        make_executor(make_settings(executor="dusk"), jobs)


def test_auto_takes_dask_only_where_it_is_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    cpu, gpu = make_job("a", "1"), make_job("b", "1", device="gpu")
    auto = make_settings()
    assert isinstance(make_executor(auto, [cpu]), LocalExecutor)
    assert isinstance(make_executor(auto, [cpu, gpu]), LocalExecutor)
    assert isinstance(make_executor(auto, [cpu, cpu]), DaskExecutor)
    away = make_settings(worker_address="tls://127.0.0.1:1")
    assert isinstance(make_executor(away, [gpu]), DaskExecutor)
    assert isinstance(make_executor(away, [cpu]), LocalExecutor)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert isinstance(make_executor(auto, [cpu, cpu]), LocalExecutor)
    with pytest.raises(ExecutionError, match=r"pip install sphinx-pedagogy\[worker\]"):
        make_executor(away, [gpu]).run([gpu], quiet)


def test_the_cluster_on_this_machine_listens_to_nobody_else(tmp_path: Path) -> None:
    jobs = [sleeper("page", tmp_path), sleeper("other", tmp_path)]
    running = DaskExecutor(make_settings(workers=2)).run(jobs, quiet)
    done: list[Any] = []
    thread = threading.Thread(target=lambda: done.extend(running))
    thread.start()
    engine = psutil.Process(pid_in(tmp_path / "page")).parent()
    assert engine is not None
    heard = {one.laddr for one in engine.net_connections() if one.status == psutil.CONN_LISTEN}
    engine.send_signal(signal.SIGKILL)
    thread.join()
    assert heard == set()
