"""Remote workers: programs of Dask over TCP and TLS on loopback, and every way to lose them."""

from __future__ import annotations

import os
import threading
from random import Random
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from tests.execute.processes import (
    LONG,
    Camp,
    camp,
    free_port,
    is_alive,
    pid_in,
    tls_of,
    wait_until,
)
from tests.execute.sample_pages import make_job, make_limits, make_settings

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors.choice import DaskExecutor
from sphinx_pedagogy.execute.jobs import Job, JobStatus, Outcome, Progress
from sphinx_pedagogy.execute.kernel import runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLEEP = (
    "import os, pathlib, time; pathlib.Path({!r}).write_text(str(os.getpid()));"
    f"time.sleep({LONG})"
)


def run_all(
    jobs: list[Job], told: list[Progress] | None = None, **settings: Any
) -> dict[str, Outcome]:
    executor = DaskExecutor(make_settings(**{"worker_wait": 5, **settings}))
    report = told.append if told is not None else lambda progress: None
    return {job.name: outcome for job, outcome in executor.run(jobs, report)}


def gpu_job(name: str, *codes: str, **more: Any) -> Job:
    return make_job(name, *codes, device="gpu", limits=make_limits(), **more)


def change_child(
    monkeypatch: pytest.MonkeyPatch, folder: Path, module: str, assignment: str
) -> None:
    """Set a constant in the child processes that are started from now on."""
    hook = f"import {module} as module; module.{assignment}"
    (folder / "sitecustomize.py").write_text(hook)
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")


def test_pages_for_a_gpu_go_away_and_others_stay(gpu_camp: Camp, tmp_path: Path) -> None:
    (tmp_path / "data.bin").write_bytes(b"\x00\xff" * 500)
    parent = "import os; open('parent', 'w').write(str(os.getppid()))"
    jobs = [
        gpu_job(
            "away",
            parent,
            "open('copy', 'wb').write(open('data.bin', 'rb').read())",
            files={"data.bin": str(tmp_path / "data.bin")},
        ),
        make_job("here", parent, limits=make_limits()),
    ]
    told: list[Progress] = []
    found = run_all(jobs, told, worker_address=gpu_camp.address)
    assert {outcome.status for outcome in found.values()} == {JobStatus.DONE}, found
    (worker,) = gpu_camp.children("dask_worker")
    assert int(found["away"].files["parent"]) == worker.pid
    assert int(found["here"].files["parent"]) != worker.pid
    assert found["away"].files["copy"] == b"\x00\xff" * 500
    assert Progress("away", 2, 2) in told


@pytest.fixture(scope="module")
def cpu_camp() -> Iterator[Camp]:
    """A scheduler and one worker without a GPU, for tests that leave it alive."""
    with camp("--device", "cpu") as made:
        yield made


def test_pages_for_the_cpu_go_away_if_one_says_so_and_a_worker_takes_them(cpu_camp: Camp) -> None:
    settings: dict[str, Any] = {
        "worker_address": cpu_camp.address,
        "worker_devices": ["cpu", "gpu"],
    }
    code = "import os; open(str(os.getppid()), 'w')"
    found = run_all([make_job("a", code, limits=make_limits())], **settings)
    (worker,) = cpu_camp.children("dask_worker")
    assert found["a"].files == {str(worker.pid): b""}
    code = "import random; random.seed(0); open(str(random.random()), 'w')"
    found = run_all([make_job("b", code, limits=make_limits(), seed_shift=9)], **settings)
    assert found["b"].files == {str(Random(9).random()): b""}  # noqa: S311 (no secret)


def test_over_tls_with_certificates_of_our_own(certificates: Path) -> None:
    mine = tls_of(certificates, "worker")
    options = [word for name, path in mine.items() for word in (f"--{name}", path)]
    with camp(*options) as tls_camp:
        settings: dict[str, Any] = {"worker_address": tls_camp.address}
        found = run_all([gpu_job("a", "1")], **settings, worker_tls=tls_of(certificates, "author"))
        assert found["a"].status is JobStatus.DONE, found
        # one who is not of the family
        other = tls_of(certificates / "other", "stranger")
        found = run_all([gpu_job("a", "1")], **settings, worker_tls=other, worker_wait=2)
        assert found["a"].status is JobStatus.NO_SCHEDULER
        # one who does not encrypt
        plain = tls_camp.address.replace("tls:", "tcp:")
        insecure: dict[str, Any] = {
            "worker_address": plain,
            "allow_insecure_worker": True,
            "worker_wait": 2,
        }
        found = run_all([gpu_job("a", "1")], **insecure)
        assert found["a"].status is JobStatus.NO_SCHEDULER


def test_programs_of_a_camp_listen_on_loopback_only_and_end_with_it() -> None:
    with camp() as made:
        programs = made.children("distributed")
        assert len(programs) == 2
        heard = {
            one.laddr.ip
            for program in programs
            for one in program.net_connections()
            if one.status == psutil.CONN_LISTEN
        }
        assert heard == {"127.0.0.1"}
        made.process.kill()
        made.process.wait()
        wait_until(lambda: not any(is_alive(program.pid) for program in programs))


def test_inputs_that_are_too_large_to_travel_are_told(
    gpu_camp: Camp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And two that are too large together travel one after the other."""
    (tmp_path / "data.bin").write_bytes(b"x" * 700)
    (tmp_path / "large.bin").write_bytes(b"x" * 2000)
    code = "import os; print(os.listdir())"
    jobs = [
        gpu_job(name, code, files={file: str(tmp_path / file)})
        for name, file in (("a", "data.bin"), ("b", "data.bin"), ("c", "large.bin"))
    ]
    jobs.append(gpu_job("d", code, files={"gone.bin": str(tmp_path / "gone.bin")}))
    module = "sphinx_pedagogy.execute.executors.dask_session"
    change_child(monkeypatch, tmp_path, module, "MOST_INPUT = 1000")
    found = run_all(jobs, worker_address=gpu_camp.address)
    assert [found[name].status for name in "abcd"] == [
        *(JobStatus.DONE, JobStatus.DONE, JobStatus.NO_INPUT, JobStatus.NO_INPUT)
    ]
    assert "at most 0 MB travel to a worker" in found["c"].error


def test_no_scheduler_there(certificates: Path) -> None:
    address = f"tls://127.0.0.1:{free_port()}"
    settings: dict[str, Any] = {"worker_address": address, "worker_wait": 1}
    settings["worker_tls"] = tls_of(certificates, "author")
    found = run_all([gpu_job("a", "1"), gpu_job("b", "1")], **settings)
    assert {outcome.status for outcome in found.values()} == {JobStatus.NO_SCHEDULER}
    assert f"no scheduler answers at {address}" in found["a"].error


def test_no_worker_with_a_gpu(cpu_camp: Camp) -> None:
    found = run_all([gpu_job("a", "1")], worker_address=cpu_camp.address, worker_wait=1)
    assert found["a"].status is JobStatus.NO_WORKER
    assert "no worker offers a GPU (waited 1 s; workers there: 1)" in found["a"].error


def test_no_worker_at_all() -> None:
    with camp("--count", "0", workers=0) as empty:
        wait_until(lambda: empty.has_logged("Scheduler at"))
        found = run_all([gpu_job("a", "1")], worker_address=empty.address, worker_wait=1)
    assert found["a"].status is JobStatus.NO_WORKER


def test_a_worker_that_is_killed_costs_its_page_and_comes_back(tmp_path: Path) -> None:
    with camp() as made:
        (worker,) = made.children("dask_worker")
        executor = DaskExecutor(make_settings(worker_address=made.address, worker_wait=20))
        jobs = [gpu_job("kept", "1"), gpu_job("lost", SLEEP.format(str(tmp_path / "pid")))]
        running = executor.run(jobs, lambda progress: None)
        assert next(running)[1].status is JobStatus.DONE
        kernel = pid_in(tmp_path / "pid")
        worker.kill()
        ((job, outcome),) = running
        assert (job.name, outcome.status) == ("lost", JobStatus.WORKER_DIED)
        wait_until(lambda: not is_alive(kernel))
        found = run_all([gpu_job("after", "1")], worker_address=made.address, worker_wait=20)
        assert found["after"].status is JobStatus.DONE


def test_a_scheduler_that_goes_away_while_pages_run(tmp_path: Path) -> None:
    with camp() as made:
        executor = DaskExecutor(make_settings(worker_address=made.address, worker_wait=2))
        jobs = [gpu_job("kept", "1"), gpu_job("lost", SLEEP.format(str(tmp_path / "pid")))]
        running = executor.run(jobs, lambda progress: None)
        assert next(running)[1].status is JobStatus.DONE
        kernel = pid_in(tmp_path / "pid")
        (scheduler,) = made.children("dask_scheduler")
        scheduler.kill()
        ((job, outcome),) = running
        assert (job.name, outcome.status) == ("lost", JobStatus.LOST)
        wait_until(lambda: not is_alive(kernel))
        assert made.process.wait(timeout=20) == 1


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_a_build_that_ends_early_frees_the_worker(how: str, gpu_camp: Camp, tmp_path: Path) -> None:
    executor = DaskExecutor(make_settings(worker_address=gpu_camp.address))
    job = gpu_job("a", SLEEP.format(str(tmp_path / "pid")))
    running = executor.run([job, gpu_job("b", "1")], lambda progress: None)
    ended: list[Any] = []
    thread = threading.Thread(target=lambda: ended.extend(running))
    thread.start()
    kernel = pid_in(tmp_path / "pid")
    engines = [
        child
        for child in psutil.Process().children()
        if any("executors.engine" in word for word in child.cmdline())
    ]
    assert engines
    for engine in engines:
        engine.kill() if how == "killed" else engine.terminate()
    thread.join()
    wait_until(lambda: not is_alive(kernel))
    found = run_all([gpu_job("next", "1")], worker_address=gpu_camp.address)
    assert found["next"].status is JobStatus.DONE


def test_another_version_on_the_other_side_is_refused(
    gpu_camp: Camp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The child process reads a changed number; the workers have the real one."""
    change_child(monkeypatch, tmp_path, runner.__name__, "PROTOCOL = 99")
    with pytest.raises(ExecutionError, match="another version of sphinx-pedagogy"):
        run_all([gpu_job("a", "1")], worker_address=gpu_camp.address)
