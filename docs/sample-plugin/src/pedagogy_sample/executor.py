"""An executor for cells: it runs several pages at once, each in a process of this machine."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.api import JobStatus, Outcome, run_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.api import Job, Progress

NO_GPU = Outcome(JobStatus.NO_WORKER, "it is for a GPU, and this executor has none")
DIED = Outcome(JobStatus.WORKER_DIED, "the process that ran it died")


class Pool:
    """Runs each page in one of a few processes."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._processes = settings["pedagogy_workers"] or os.cpu_count() or 1

    def run(
        self, jobs: Sequence[Job], report: Callable[[Progress], None]
    ) -> Iterator[tuple[Job, Outcome]]:
        """Yield each outcome as soon as it is known."""
        here = [job for job in jobs if job.device == "cpu"]
        yield from ((job, NO_GPU) for job in jobs if job not in here)
        # spawned, because Sphinx has threads, which do not survive a fork
        pool = ProcessPoolExecutor(self._processes, get_context("spawn"))
        try:
            running = {pool.submit(run_page, job): job for job in here}
            for future in as_completed(running):
                try:
                    yield running[future], future.result()
                except BrokenProcessPool:
                    yield running[future], DIED
        finally:
            pool.shutdown(cancel_futures=True)
