"""What Dask's schedulers and workers import: the package must be installed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.execute.jobs import pack_outcome, unpack_job
from sphinx_pedagogy.execute.kernel.runner import PROTOCOL, run_job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.execute.jobs import Progress

BUSY: set[str] = set()
"""Keys of the tasks that run in this process."""


def protocol() -> int:
    """Return the version of what jobs and outcomes look like here."""
    return PROTOCOL


def execute(
    job: Mapping[str, Any],
    contents: Mapping[str, bytes] | None,
    gpu: int | None,
    topic: str,
) -> dict[str, Any]:
    """Run a packed job on a worker, and return its packed outcome.

    :param contents: the inputs, unless the worker is on the machine that has them
    :param topic: where to tell of each cell that begins
    """
    from distributed import get_worker

    worker = get_worker()
    key = str(worker.get_current_task())

    def report(progress: Progress) -> None:
        worker.log_event(topic, progress._asdict())

    def stopped() -> bool:
        # Dask marks a task as cancelled when its client cancels it or is gone, and lets it run on
        task = worker.state.tasks.get(key)
        closing = worker.status.name not in ("running", "paused")
        return closing or task is None or task.state == "cancelled"

    BUSY.add(key)
    try:
        return pack_outcome(run_job(unpack_job(job), report, stopped, contents=contents, gpu=gpu))
    finally:
        BUSY.discard(key)
