"""Processes of the tests of execution: waiting for them, and real Dask programs."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 180
"""Seconds after which something hangs, however busy the machine is. Who waits looks often."""
LONG = 5 * PATIENCE
"""Seconds that a process would take which is to be ended: no test waits until it ends by itself."""


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def pid_in(file: Path) -> int:
    """Return the process id that a cell wrote to a file, once it is there."""
    wait_until(lambda: file.is_file() and file.read_text().strip() != "")
    return int(file.read_text())


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def tls_of(folder: Path, name: str, authority: str = "authority") -> dict[str, str]:
    return {
        "ca": str(folder / f"{authority}.pem"),
        "cert": str(folder / f"{name}.pem"),
        "key": str(folder / f"{name}-key.pem"),
    }


class Camp:
    """A scheduler with workers, started by our own command."""

    def __init__(self, *options: str, scheme: str = "tls") -> None:
        self.address = f"{scheme}://127.0.0.1:{free_port()}"
        self._log = tempfile.NamedTemporaryFile()  # noqa: SIM115 (closed when it stops)
        # without the folder where we are on the path (-P), like the program itself
        program = [sys.executable, "-P", "-m", "sphinx_pedagogy"]
        self.process = subprocess.Popen(
            # whether or not there is a GPU
            [*program, "worker", "--force", "--listen", self.address, *options],
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def children(self, word: str) -> list[psutil.Process]:
        """Return the processes below ours whose command line has a word."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in below if word in " ".join(_command(child))]

    def log(self) -> str:
        return Path(self._log.name).read_text()

    def has_logged(self, text: str) -> bool:
        return text in self.log()

    def stop(self) -> None:
        """End it, unless it has ended, and see that nothing stays."""
        if self.process.poll() is None:
            below = psutil.Process(self.process.pid).children(recursive=True)
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
            wait_until(lambda: not any(is_alive(child.pid) for child in below))
        self._log.close()


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


@contextmanager
def camp(*options: str, scheme: str = "tls", workers: int = 1) -> Iterator[Camp]:
    """Run a camp, once its workers are there."""
    made = Camp(*options, scheme=scheme)
    try:
        wait_until(lambda: made.has_logged("Register worker") or workers == 0)
        yield made
    finally:
        made.stop()
