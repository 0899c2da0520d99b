"""Which executor runs the cells: the one that ``pedagogy_executor`` names."""

from __future__ import annotations

import importlib.util
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.errors import ExecutionError
from sphinx_pedagogy.execute.addresses import check_address
from sphinx_pedagogy.execute.child import Task, run_children
from sphinx_pedagogy.execute.jobs import CPU, GPU, NO_GPU, Outcome, Status
from sphinx_pedagogy.messages import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.execute.jobs import Executor, Job, MakeExecutor, Progress

GROUP = "sphinx_pedagogy.executors"
AUTO = "auto"
NONE = "none"
LOCAL = "local"


class LocalExecutor:
    """Runs pages one after the other on this machine; needs no more than myst-nb does."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Remember the settings."""
        self._settings = settings

    def run(
        self, jobs: Sequence[Job], report: Callable[[Progress], None]
    ) -> Iterator[tuple[Job, Outcome]]:
        """Run all jobs."""
        return run_children([Task("serial", self._settings, jobs)], report)


class DaskExecutor:
    """Runs pages side by side: on remote workers, or on this machine with nothing to start."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Refuse an address that is not safe.

        :raises ExecutionError: with what to do instead
        """
        self._settings = settings
        self._address = settings["pedagogy_worker_address"]
        if self._address:
            check_address(
                self._address,
                settings["pedagogy_worker_tls"],
                allow_insecure=settings["pedagogy_allow_insecure_worker"],
            )

    def run(
        self, jobs: Sequence[Job], report: Callable[[Progress], None]
    ) -> Iterator[tuple[Job, Outcome]]:
        """Run all jobs."""
        if importlib.util.find_spec("distributed") is None:
            raise ExecutionError(
                "Dask is not installed here: `pip install sphinx-pedagogy[worker]`, or set "
                'pedagogy_executor = "local"'
            )
        away = self._settings["pedagogy_worker_devices"] if self._address else ()
        remote = [job for job in jobs if job.device in away]
        here = [job for job in jobs if job.device not in away]
        embedded = {**self._settings, "pedagogy_worker_address": ""}
        tasks = []
        if remote:
            tasks.append(Task("dask", self._settings, remote))
        if here:
            tasks.append(Task("dask", embedded, here))
        return run_children(tasks, report)


BUILT_IN: dict[str, MakeExecutor] = {"dask": DaskExecutor, LOCAL: LocalExecutor}


def refusal(settings: Mapping[str, Any], device: str) -> Outcome | None:
    """Return why no page for *device* can run, if the configuration alone tells that.

    Then no process is started, only to learn it from an engine.
    """
    name = settings["pedagogy_executor"]
    if name == NONE:
        return Outcome(Status.NO_ENGINE, 'nothing is run here (pedagogy_executor = "none")')
    if device != GPU or settings["pedagogy_local_gpus"] or name not in (AUTO, *BUILT_IN):
        return None
    goes_away = settings["pedagogy_worker_address"] and GPU in settings["pedagogy_worker_devices"]
    return None if goes_away and name != LOCAL else Outcome(Status.NO_WORKER, NO_GPU)


def make_executor(settings: Mapping[str, Any], jobs: Sequence[Job]) -> Executor:
    """Return the executor for *jobs*.

    :param settings: every ``pedagogy_*`` setting, by its whole name
    :raises ExecutionError: there is no such executor
    """
    name = settings["pedagogy_executor"]
    if name == AUTO:
        return _choose(settings, jobs)
    if name in BUILT_IN:
        return BUILT_IN[name](settings)
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        known = {AUTO, NONE, *BUILT_IN, *found}
        raise ExecutionError(
            f'pedagogy_executor = "{name}": there is no such executor; {one_of(name, known)}'
        )
    return cast("MakeExecutor", found[name].load())(settings)


def _choose(settings: Mapping[str, Any], jobs: Sequence[Job]) -> Executor:
    """Return the executor that starts soonest for these jobs."""
    away = settings["pedagogy_worker_devices"] if settings["pedagogy_worker_address"] else ()
    goes_away = any(job.device in away for job in jobs)
    side_by_side = sum(job.device == CPU or bool(settings["pedagogy_local_gpus"]) for job in jobs)
    installed = importlib.util.find_spec("distributed") is not None
    if goes_away or (installed and side_by_side > 1):
        return DaskExecutor(settings)
    return LocalExecutor(settings)
