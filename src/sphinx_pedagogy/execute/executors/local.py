"""Runs pages on this machine with no more than nbclient: one page, or one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.execute.jobs import GPU, NO_GPU, JobStatus, Outcome

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
    """Run the pages, as an engine. See :class:`sphinx_pedagogy.execute.jobs.Executor`."""
    from sphinx_pedagogy.execute.kernel.runner import run_job

    for job in jobs:
        if stop.is_set():
            return
        if job.device == GPU and not settings["pedagogy_local_gpus"]:
            yield job, Outcome(JobStatus.NO_WORKER, NO_GPU)
        else:
            gpu = 0 if job.device == GPU else None
            yield job, run_job(job, report, stop.is_set, gpu=gpu)


def run_page(
    job: Job,
    report: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Outcome:
    """Run a page on this machine, in a kernel of its own, and return the outcome.

    This is for executors that bring a page to another machine by their own means: they call it
    there.

    :param report: called for each cell that begins
    :param stopped: called a few times a second; returns whether the page is to stop, since nobody
        wants the outcome any more
    """
    # Jupyter is slow to import, and a build that runs nothing does without it
    from sphinx_pedagogy.execute.kernel.runner import run_job

    return run_job(job, report or _ignore, stopped or _never)


def _ignore(progress: Progress) -> None:
    """Do nothing."""


def _never() -> bool:
    return False
