"""Runs one page in this process, for executors that bring it to the machine themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.execute.jobs import Job, Outcome, Progress


def run_page(
    job: Job,
    report: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Outcome:
    """Run a page in a kernel of its own on this machine, and return what came of it.

    :param report: called for each cell that begins
    :param stopped: asked a few times a second whether nobody wants the result any more
    """
    # Jupyter is slow to import, and a build that runs nothing does without it
    from sphinx_pedagogy.execute.runner import run_job

    return run_job(job, report or _ignore, stopped or _never)


def _ignore(progress: Progress) -> None:
    """Do nothing."""


def _never() -> bool:
    return False
