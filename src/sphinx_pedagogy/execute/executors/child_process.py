"""Executors in child processes, which can be killed: what they import and start dies with them.

Nothing of Jupyter or Dask is imported into the process of Sphinx, so none of their threads is
there when Sphinx forks its readers.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors.engine import MARK, write_order
from sphinx_pedagogy.execute.jobs import JobStatus, Outcome, Progress, pack_job, unpack_outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.execute.jobs import Job

_GRACE = 15
"""Seconds that a child has to end its kernels."""
_MODULE = "sphinx_pedagogy.execute.executors.engine"


class EngineTask(NamedTuple):
    """What one child process is asked to do."""

    engine: str
    """Name of an engine of :mod:`sphinx_pedagogy.execute.executors.engine`."""
    settings: Mapping[str, Any]
    jobs: Sequence[Job]


class Child:
    """One process that runs an engine. It ends when its standard input does."""

    def __init__(self, task: EngineTask, events: queue.Queue[tuple[Child, dict[str, Any]]]) -> None:
        """Start it.

        :param events: gets this child and what it says, and at its end ``{"end": exit code}``
        """
        self.jobs = {job.name: job for job in task.jobs}
        self._events = events
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            # no module is taken from where the build happens to be (-P)
            [sys.executable, "-P", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Ctrl-C goes to us alone: a kernel must not be interrupted by the same keys
            start_new_session=True,
        )
        self._last_words: list[bytes] = []
        self._readers = [
            threading.Thread(target=self._read_events, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        order = {
            "engine": task.engine,
            "settings": dict(task.settings),
            "jobs": [pack_job(job) for job in task.jobs],
        }
        with contextlib.suppress(BrokenPipeError):
            self._stdin.write(write_order(order))
            self._stdin.flush()

    @property
    def _stdin(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    def _read_events(self) -> None:
        for line in cast("IO[bytes]", self._process.stdout):
            _before, mark, event = line.partition(MARK)
            if mark:
                self._events.put((self, json.loads(event)))
        self._events.put((self, {"end": self._process.wait()}))

    def _read_errors(self) -> None:
        for line in cast("IO[bytes]", self._process.stderr):
            self._last_words = [*self._last_words[-20:], line]

    @property
    def last_words(self) -> str:
        """The last line that the child wrote before it ended."""
        self._readers[1].join(timeout=1)
        lines = [line.decode("utf-8", "replace").strip() for line in self._last_words]
        return next((line for line in reversed(lines) if line), "it said nothing")

    def stop(self) -> None:
        """End the process and all kernels that it started."""
        with contextlib.suppress(BrokenPipeError):
            self._stdin.close()
        try:
            self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for reader in self._readers:
            reader.join(timeout=_GRACE)
        for stream in (self._process.stdout, self._process.stderr):
            if stream:
                stream.close()


def run_children(
    tasks: Sequence[EngineTask], report: Callable[[Progress], None]
) -> Iterator[tuple[Job, Outcome]]:
    """Run each task in a child process, all at the same time, and yield outcomes as they come.

    :raises ExecutionError: what a child says that cannot be run as the project is configured
    """
    events: queue.Queue[tuple[Child, dict[str, Any]]] = queue.Queue()
    children: list[Child] = []
    try:
        children += (Child(task, events) for task in tasks)
        running = len(children)
        while running:
            child, event = events.get()
            if "end" in event:
                running -= 1
                yield from _unfinished(child, event["end"])
            elif "refused" in event:
                raise ExecutionError(event["refused"])
            elif "cell" in event:
                report(Progress(event["name"], event["cell"], event["of"]))
            else:
                yield child.jobs.pop(event["name"]), unpack_outcome(event["outcome"])
    finally:
        for child in children:
            child.stop()


def _unfinished(child: Child, code: int) -> Iterator[tuple[Job, Outcome]]:
    """Yield an outcome for each job that a dead child left."""
    if not child.jobs:
        return
    error = f"the process that runs cells ended early (exit code {code}): {child.last_words}"
    for name in list(child.jobs):
        yield child.jobs.pop(name), Outcome(JobStatus.NO_ENGINE, error)
