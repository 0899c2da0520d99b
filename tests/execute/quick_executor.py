"""Runs the pages of a test in this process, where its own child process is not what is tested."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.execute.executors import choice, local
from sphinx_pedagogy.execute.executors.choice import DaskExecutor, LocalExecutor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.execute.jobs import Executor, Job, Outcome, Progress


class InProcess:
    """Each page in a real kernel, but none of what takes a child process a second to import."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings

    def run(
        self, jobs: Sequence[Job], report: Callable[[Progress], None]
    ) -> Iterator[tuple[Job, Outcome]]:
        return local.run(jobs, self._settings, report, threading.Event())


def make_quick_executor(settings: Mapping[str, Any], jobs: Sequence[Job]) -> Executor:
    """Return the executor that a project would get, or one that does the same in this process."""
    made = choice.make_executor(settings, jobs)
    is_here = isinstance(made, LocalExecutor) or (
        isinstance(made, DaskExecutor) and not settings["pedagogy_worker_address"]
    )
    return InProcess(settings) if is_here else made
