"""The other end of :mod:`.child_process`: reads jobs, runs them, tells outcomes.

``python -m sphinx_pedagogy.execute.executors.engine`` reads the length of an order and the order,
in JSON, and writes one line of JSON for each event. It ends when its standard input ends, and then
leaves no kernel behind.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.jobs import pack_outcome, unpack_job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.execute.jobs import Job, Outcome, Progress

    Engine = Callable[
        [Sequence[Job], Mapping[str, Any], Callable[[Progress], None], threading.Event],
        Iterator[tuple[Job, Outcome]],
    ]

ENGINES = {
    "local": "sphinx_pedagogy.execute.executors.local",
    "dask": "sphinx_pedagogy.execute.executors.dask_session",
}
"""Modules with a function ``run(jobs, settings, report, stop)``."""
MARK = b"\x1e"
"""Begins each event: what else stands on our output, some library printed while it started."""
_GRACE = 10
_HEADER = 16
"""Bytes of the length."""


class EventWriter:
    """Writes events, one line each, from any thread."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to *stream*."""
        self._stream = stream
        self._lock = threading.Lock()

    def tell(self, **event: object) -> None:
        """Write one event."""
        with self._lock:
            self._stream.write(MARK + json.dumps(event).encode() + b"\n")
            self._stream.flush()

    def report(self, progress: Progress) -> None:
        """Tell that a cell begins."""
        self.tell(name=progress.name, cell=progress.cell, of=progress.of)


def main() -> int:
    """Serve one parent."""
    # What libraries print must not mix with our events.
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    writer = EventWriter(events)
    order = read_order()
    jobs = [unpack_job(packed) for packed in order["jobs"]]
    stop = threading.Event()
    threading.Thread(target=_wait_for_end, args=(stop,), daemon=True).start()
    run = cast("Engine", importlib.import_module(ENGINES[order["engine"]]).run)
    try:
        for job, outcome in run(jobs, order["settings"], writer.report, stop):
            writer.tell(name=job.name, outcome=pack_outcome(outcome))
    except ExecutionError as error:
        writer.tell(refused=str(error))
    except BrokenPipeError:
        return 1
    # Threads of libraries must not keep us.
    events.flush()
    os._exit(0)


def write_order(order: Mapping[str, Any]) -> bytes:
    """Return an order as :func:`read_order` reads it."""
    packed = json.dumps(order).encode()
    return f"{len(packed):<{_HEADER}}".encode() + packed


def read_order() -> dict[str, Any]:
    """Read the order of our parent, and not a byte more."""
    left, parts = int(os.read(0, _HEADER)), []
    while left:
        parts.append(os.read(0, min(left, 1 << 20)))
        if not parts[-1]:
            raise EOFError("the order is incomplete")
        left -= len(parts[-1])
    return cast("dict[str, Any]", json.loads(b"".join(parts)))


def _wait_for_end(stop: threading.Event) -> None:
    """Stop when our parent closes the pipe or is gone, whatever still hangs."""
    # not sys.stdin: Python aborts if it ends while a thread holds its lock
    while os.read(0, 4096):
        pass
    stop.set()
    threading.Event().wait(_GRACE)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
