"""Keeps a scheduler and workers of Dask running on this machine, and ends them with itself.

They are Dask's own programs, started with the right flags.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.jobs import GPU
from sphinx_pedagogy.execute.workers import no_http, parent_watch
from sphinx_pedagogy.execute.workers.addresses import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

_SCHEDULER = "scheduler"
_PRELOADS = (parent_watch.__name__, no_http.__name__)
_NOWHERE = "127.0.0.1:0"
_LOOK_EVERY = 0.5
_GRACE = 10
"""Seconds that a program has to end by itself."""
_PAUSE = 2.0
"""Seconds before a worker that died is started again."""
_ENVIRONMENT = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__ADMIN__LARGE_GRAPH_WARNING_THRESHOLD": "10GB",
    # nothing is behind their ports for HTTP in the moment until these are closed
    "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]",
    "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]",
}


def check_port(address: str) -> None:
    """Refuse an address at which no scheduler can listen: another program may be there.

    :raises ExecutionError: with what to do
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, parts.port or 0), family=family).close()
    except OSError as error:
        is_taken = error.errno == errno.EADDRINUSE
        reason = "another program listens there" if is_taken else str(error)
        raise ExecutionError(
            f"no scheduler can listen at {address}: {reason}; end that if it is a worker of "
            "yours, or name another port with --listen"
        ) from error


def programs_for(
    address: str,
    files: Mapping[str, str],
    scratch: Path,
    *,
    device: str,
    workers: int,
    scheduler: bool,
) -> list[Program]:
    """Return the programs that this machine is to run.

    :param address: of the scheduler
    :param files: the certificate files of this machine
    :param scratch: a folder of ours alone
    :param device: what each worker offers
    :param scheduler: whether to start one; if not, the workers join it
    """
    programs = []
    if scheduler:
        programs.append(Program(_SCHEDULER, scheduler_command(address, files), scratch))
    for number in range(workers):
        gpu = number if device == GPU else None
        command = worker_command(address, files, device)
        programs.append(
            Program(name=f"worker {number + 1}", command=command, scratch=scratch, gpu=gpu)
        )
    return programs


def scheduler_command(address: str, files: Mapping[str, str]) -> list[str]:
    """Return the command line of Dask's scheduler, which listens only at *address*."""
    parts = urlsplit(address)
    where = ["--host", f"{parts.scheme}://{parts.hostname}", "--port", str(parts.port)]
    return [*_dask("scheduler", files), *where]


def worker_command(address: str, files: Mapping[str, str], device: str) -> list[str]:
    """Return the command line of one of Dask's workers."""
    command = [*_dask("worker", files), address, "--no-nanny", "--nthreads", "1"]
    command += ["--memory-limit", "0", "--resources", f"{device.upper()}=1"]
    if urlsplit(address).hostname in LOOPBACK:
        command += ["--host", "127.0.0.1"]
    return command


def _dask(program: str, files: Mapping[str, str]) -> list[str]:
    # no module is taken from where we happen to be (-P)
    command = [sys.executable, "-P", "-m", f"distributed.cli.dask_{program}"]
    command += ["--no-dashboard", "--dashboard-address", _NOWHERE]
    for module in _PRELOADS:
        command += ["--preload", module]
    for name, path in files.items():
        if path:
            option = "ca-file" if name == "ca" else name
            command += [f"--tls-{option}", str(Path(path).resolve())]
    return command


@dataclass
class Program:
    """A program that has to run for as long as we do."""

    name: str
    command: list[str]
    scratch: Path
    """A folder of ours alone, for what it writes."""
    gpu: int | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again."""
        environ = {**os.environ, **_ENVIRONMENT, "DASK_TEMPORARY_DIRECTORY": str(self.scratch)}
        if self.gpu is not None:
            environ["CUDA_VISIBLE_DEVICES"] = gpu_name(self.gpu, environ)
        self.process = subprocess.Popen(self.command, env=environ)  # noqa: S603 (see above)

    def has_ended(self) -> bool:
        """Whether it is not running."""
        return self.process is None or self.process.poll() is not None


def gpu_name(number: int, environ: Mapping[str, str]) -> str:
    """Return what CUDA calls one of the GPUs that we may use; Slurm, for one, leaves only some."""
    ours = environ.get("CUDA_VISIBLE_DEVICES")
    if not ours:
        return str(number)
    names = ours.split(",")
    return names[number % len(names)]


class Supervisor:
    """Keeps programs running until we are told to end."""

    def __init__(
        self, programs: list[Program], say: Callable[[str], None], pause: float = _PAUSE
    ) -> None:
        """Watch *programs*; the first may be the scheduler.

        :param say: prints a line when one has ended
        """
        self._programs = programs
        self._say = say
        self._pause = pause
        self._ends = False

    def run(self) -> int:
        """Start all programs, and stay."""
        restore: list[Callable[[], object]] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.signal(number, self._end)
            restore.append(lambda number=number, before=before: signal.signal(number, before))  # type: ignore[misc]
        try:
            for program in self._programs:
                program.start()
            return self._stay()
        finally:
            self._stop()
            for again in restore:
                again()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ends = True

    def _stay(self) -> int:
        while not self._ends:
            time.sleep(_LOOK_EVERY)
            for program in self._programs:
                if not program.has_ended() or self._ends:
                    continue
                if program.name == _SCHEDULER:
                    self._say("the scheduler has ended")
                    return 1
                self._say(f"{program.name} has ended, and is started again")
                time.sleep(self._pause)
                program.start()
        return 0

    def _stop(self) -> None:
        """End the workers, and then the scheduler: ended together, they wait for each other."""
        workers = [program for program in self._programs if program.name != _SCHEDULER]
        _end_all(workers)
        _end_all([program for program in self._programs if program not in workers])


def _end_all(programs: list[Program]) -> None:
    running = [program.process for program in programs if program.process]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
