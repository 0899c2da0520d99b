"""The engine that needs nothing but nbclient: one page after the other, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.execute.jobs import GPU, NO_GPU, JobStatus, Outcome
from sphinx_pedagogy.execute.runner import run_job

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.execute.jobs import Job, Progress


def run(
    jobs: Sequence[Job],
    settings: Mapping[str, Any],
    report: Callable[[Progress], None],
    stop: threading.Event,
) -> Iterator[tuple[Job, Outcome]]:
    """Run the pages. See :class:`sphinx_pedagogy.execute.jobs.Executor`."""
    for job in jobs:
        if stop.is_set():
            return
        if job.device == GPU and not settings["pedagogy_local_gpus"]:
            yield job, Outcome(JobStatus.NO_WORKER, NO_GPU)
        else:
            gpu = 0 if job.device == GPU else None
            yield job, run_job(job, report, stop.is_set, gpu=gpu)
