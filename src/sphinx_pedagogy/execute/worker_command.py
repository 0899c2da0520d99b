"""``sphinx-pedagogy worker``: let this machine run the cells of a course.

It starts Dask's own programs with the right flags, watches them, and ends them with itself.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_pedagogy.errors import ExecutionError
from sphinx_pedagogy.execute.addresses import LOOPBACK, check_address
from sphinx_pedagogy.execute.jobs import DEVICES, GPU

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Callable, Mapping
    from types import FrameType

_DESCRIPTION = """\
Without an address: start a scheduler at the address of --listen, with workers. With one: join the
scheduler there. Every worker runs one page at a time. Ctrl-C ends all of it."""
_HERE = "tcp://127.0.0.1:8786"
_LEASH = "sphinx_pedagogy.execute.leash"
_NOWHERE = "127.0.0.1:0"
_LOOK_EVERY = 0.5
_GRACE = 10
"""Seconds that a program has to end by itself."""
_PAUSE = 2.0
"""Seconds before a worker that died is started again."""
_ENVIRONMENT = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__ADMIN__LARGE_GRAPH_WARNING_THRESHOLD": "10GB",
}


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "worker", help="let this machine run the cells of a course", description=_DESCRIPTION
    )
    parser.add_argument("address", nargs="?", help="scheduler to join, such as tls://HOST:8786")
    parser.add_argument("--device", choices=DEVICES, default=GPU, help="what each worker offers")
    parser.add_argument("--count", type=int, default=1, help="number of workers, one for each GPU")
    parser.add_argument(
        "--listen", default=_HERE, help=f"address of a scheduler that is started (default: {_HERE})"
    )
    for name, what in (("ca", "of the authority"), ("cert", "of this machine")):
        parser.add_argument(f"--{name}", default="", metavar="FILE", help=f"certificate {what}")
    parser.add_argument("--key", default="", metavar="FILE", help="private key of this machine")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Start the programs, and stay until they are to end."""
    if importlib.util.find_spec("distributed") is None:
        raise ExecutionError("Dask is not installed here: `pip install sphinx-pedagogy[worker]`")
    address = arguments.address or arguments.listen
    files = {"ca": arguments.ca, "cert": arguments.cert, "key": arguments.key}
    check_address(address, files)
    programs = []
    if not arguments.address:
        programs.append(Program("scheduler", scheduler_command(address, files)))
    for number in range(arguments.count):
        gpu = number if arguments.device == GPU else None
        command = worker_command(address, files, arguments.device)
        programs.append(Program(f"worker {number + 1}", command, gpu))
    _say(f"{arguments.count} worker(s) for {arguments.device} at {address}")
    _say("In conf.py of the course:")
    _say(f'    pedagogy_worker_address = "{address}"')
    return Watch(programs).run()


def scheduler_command(address: str, files: dict[str, str]) -> list[str]:
    """Return the command line of Dask's scheduler, which listens only at *address*."""
    parts = urlsplit(address)
    where = ["--host", f"{parts.scheme}://{parts.hostname}", "--port", str(parts.port)]
    return [*_dask("scheduler", files), *where]


def worker_command(address: str, files: dict[str, str], device: str) -> list[str]:
    """Return the command line of one of Dask's workers."""
    command = [*_dask("worker", files), address, "--no-nanny", "--nthreads", "1"]
    command += ["--memory-limit", "0", "--resources", f"{device.upper()}=1"]
    if urlsplit(address).hostname in LOOPBACK:
        command += ["--host", "127.0.0.1"]
    return command


def _dask(program: str, files: dict[str, str]) -> list[str]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}"]
    # its status pages would otherwise be there for every machine around
    command += ["--no-dashboard", "--dashboard-address", _NOWHERE, "--preload", _LEASH]
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
    gpu: int | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again."""
        environ = {**os.environ, **_ENVIRONMENT}
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


class Watch:
    """Keeps programs running until we are told to end."""

    def __init__(self, programs: list[Program], pause: float = _PAUSE) -> None:
        """Watch *programs*; the first may be the scheduler."""
        self._programs = programs
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
                if program.name == "scheduler":
                    _say("the scheduler has ended")
                    return 1
                _say(f"{program.name} has ended, and is started again")
                time.sleep(self._pause)
                program.start()
        return 0

    def _stop(self) -> None:
        """End the workers, and then the scheduler: ended together, they wait for each other."""
        workers = [program for program in self._programs if program.name != "scheduler"]
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


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
