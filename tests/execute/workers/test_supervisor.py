"""The programs of a worker: their flags, and that they are kept running."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.execute.processes import free_port

from sphinx_pedagogy.execute.workers.supervisor import (
    Program,
    Supervisor,
    gpu_name,
    worker_command,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_flags_of_a_worker() -> None:
    command = worker_command(f"tcp://127.0.0.1:{free_port()}", {}, "gpu")
    assert command[command.index("--resources") + 1] == "GPU=1"
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert {"--no-dashboard", "--no-nanny"} <= set(command)


def test_each_worker_sees_one_of_the_gpus_that_we_may_use() -> None:
    assert [gpu_name(number, {}) for number in range(2)] == ["0", "1"]
    slurm = {"CUDA_VISIBLE_DEVICES": "2,GPU-5ebe9f43"}
    assert [gpu_name(number, slurm) for number in range(3)] == ["2", "GPU-5ebe9f43", "2"]


def test_a_supervisor_starts_again_what_dies(tmp_path: Path) -> None:
    said: list[str] = []
    count = tmp_path / "count"
    script = f"open({str(count)!r}, 'a').write('x')"
    program = Program("worker 1", [sys.executable, "-c", script], tmp_path, gpu=2)
    sleep = [sys.executable, "-c", "import time; time.sleep(4)"]
    scheduler = Program("scheduler", sleep, tmp_path)
    assert Supervisor([scheduler, program], said.append, pause=0.1).run() == 1
    assert len(count.read_text()) > 1
    assert program.has_ended()
    assert said[0] == "worker 1 has ended, and is started again"
    assert said[-1] == "the scheduler has ended"
