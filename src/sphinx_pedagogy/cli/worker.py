"""``sphinx-pedagogy worker``: let this machine run the cells of a course.

It starts Dask's own programs with the right flags, watches them, and ends them with itself.
"""

from __future__ import annotations

import errno
import importlib.util
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
from sphinx_pedagogy.execute.addresses import LOOPBACK, check_address, check_files
from sphinx_pedagogy.execute.certificates import (
    AUTHOR,
    DAYS,
    WORKER,
    check_days,
    files_of,
    make_own,
    own_folder,
)
from sphinx_pedagogy.execute.gpus import count_gpus
from sphinx_pedagogy.execute.jobs import DEVICES, GPU
from sphinx_pedagogy.execute.scratch import scratch_folder

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Callable, Mapping
    from types import FrameType

_DESCRIPTION = """\
Without an address: start a scheduler at the address of --listen, with workers. With one: join the
scheduler there. Every worker runs one page at a time. All talk over TLS; the certificates of this
account are made if there are none. Ctrl-C ends all of it."""
_HERE = "tls://127.0.0.1:8786"
_PRELOADS = ("sphinx_pedagogy.execute.parent_watch", "sphinx_pedagogy.execute.no_http")
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


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "worker", help="let this machine run the cells of a course", description=_DESCRIPTION
    )
    parser.add_argument("address", nargs="?", help="scheduler to join, such as tls://HOST:8786")
    parser.add_argument(
        "--device",
        choices=DEVICES,
        default=GPU,
        help="what each worker offers (default: %(default)s)",
    )
    parser.add_argument(
        "--count",
        type=int,
        default=1,
        help="number of workers, one for each GPU (default: %(default)s)",
    )
    parser.add_argument(
        "--listen",
        default=_HERE,
        metavar="ADDRESS",
        help="address of a scheduler that is started (default: %(default)s)",
    )
    parser.add_argument(
        "--certificates",
        metavar="FOLDER",
        help="where the certificates of this account are (default: its folder of settings)",
    )
    parser.add_argument(
        "--days",
        type=int,
        default=DAYS,
        help="how long those last that are made (default: %(default)s)",
    )
    for name, what in (("ca", "of the authority"), ("cert", "of this machine")):
        parser.add_argument(
            f"--{name}", default="", metavar="FILE", help=f"certificate {what}, of a team"
        )
    parser.add_argument("--key", default="", metavar="FILE", help="private key of this machine")
    parser.add_argument(
        "--insecure",
        action="store_true",
        help="allow an address with tcp://: every account of the machine can then run code",
    )
    parser.add_argument(
        "--force", action="store_true", help="offer a GPU although none is found here"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Start the programs, and stay until they are to end."""
    if importlib.util.find_spec("distributed") is None:
        raise ExecutionError("Dask is not installed here: `pip install sphinx-pedagogy[worker]`")
    address = arguments.address or arguments.listen
    check_arguments(arguments, address)
    if not arguments.address:
        check_port(address)
    files = choose_files(arguments, address)
    check_files(address, files)
    say_what_to_set(arguments, address)
    # Dask's own folder for all is one that another account may have made, and put modules into
    with scratch_folder() as scratch:
        programs = []
        if not arguments.address:
            command = scheduler_command(address, files)
            programs.append(Program("scheduler", command, scratch))
        for number in range(arguments.count):
            gpu = number if arguments.device == GPU else None
            command = worker_command(address, files, arguments.device)
            programs.append(Program(f"worker {number + 1}", command, scratch, gpu))
        return Watch(programs).run()


def check_arguments(arguments: Namespace, address: str) -> None:
    """Refuse what is unsafe, and what cannot work here.

    :raises ExecutionError: it says what to do instead
    """
    if arguments.count < 0:
        raise ExecutionError(f"--count {arguments.count}: it must be 0 or more")
    check_days(arguments.days)
    try:
        check_address(address, allow_insecure=arguments.insecure)
    except ExecutionError as error:
        hint = " (--insecure allows it)" if address.startswith("tcp:") else ""
        raise ExecutionError(f"{error}{hint}") from None
    if arguments.device == GPU and arguments.count and not arguments.force:
        found = count_gpus()
        if found is not None and found < arguments.count:
            raise ExecutionError(
                f"{'no' if found == 0 else f'only {found}'} GPU is found here for --count "
                f"{arguments.count}: `--device cpu` offers the CPU, and --force a GPU all the same"
            )


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


def choose_files(arguments: Namespace, address: str) -> Mapping[str, str]:
    """Return the certificate files of this machine; make those of this account if need be."""
    named = {"ca": arguments.ca, "cert": arguments.cert, "key": arguments.key}
    if any(named.values()) or address.startswith("tcp:"):
        return named
    folder = certificates_of(arguments)
    # who joins a scheduler needs those that it has
    if not arguments.address and make_own(folder, arguments.days):
        _say(f"Made certificates in {folder}, for {arguments.days} days.")
    return files_of(folder, WORKER)


def certificates_of(arguments: Namespace) -> Path:
    """Return the folder of this account's certificates."""
    return Path(arguments.certificates).absolute() if arguments.certificates else own_folder()


def say_what_to_set(arguments: Namespace, address: str) -> None:
    """Tell what the course must set to reach the workers."""
    if address.startswith("tcp:"):
        sys.stderr.write(
            f"WARNING: {address} asks for no certificate. Every account that reaches the port can "
            "run code as you.\n"
        )
    _say(f"{arguments.count} worker(s) for {arguments.device} at {address}")
    setting = f'pedagogy_worker_address = "{address}"'
    if address.startswith("tcp:"):
        setting += "; pedagogy_allow_insecure_worker = True"
    elif arguments.certificates and not arguments.ca:
        setting += f"; pedagogy_worker_tls = {files_of(certificates_of(arguments), AUTHOR)}"
    elif arguments.ca:
        setting += "; pedagogy_worker_tls = ... (the files of the one who builds)"
    _say(f"Set in conf.py of the course:  {setting}")
    if address.startswith("tls:") and not arguments.ca:
        folder = certificates_of(arguments)
        _say(f"To build on another machine, copy {folder} to the same place there.")


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
