"""Which executor runs the cells: the one that ``pedagogy_executor`` names."""

from __future__ import annotations

import importlib.util
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.course.messages import Subtype, emit_warning, suggest
from sphinx_pedagogy.execute.executors.child_process import EngineTask, run_children
from sphinx_pedagogy.execute.jobs import CPU, GPU, NO_GPU, JobStatus, Outcome
from sphinx_pedagogy.execute.workers.addresses import check_address, check_files, tls_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from importlib.metadata import EntryPoint

    from sphinx.application import Sphinx
    from sphinx.config import Config

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
        return run_children([EngineTask("local", self._settings, jobs)], report)


class DaskExecutor:
    """Runs pages side by side: on remote workers, or on this machine with nothing to start."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Remember the settings."""
        self._settings = settings
        self._address = settings["pedagogy_worker_address"]

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
        local = [job for job in jobs if job.device not in away]
        embedded = {**self._settings, "pedagogy_worker_address": ""}
        tasks, refused = [], []
        if remote:
            try:
                tasks.append(EngineTask("dask", self._safe(), remote))
            except ExecutionError as error:
                refused = [(job, Outcome(JobStatus.NO_SCHEDULER, str(error))) for job in remote]
        if local:
            tasks.append(EngineTask("dask", embedded, local))
        return _all_of(refused, tasks, report)

    def _safe(self) -> Mapping[str, Any]:
        """Return the settings, with the certificates that go with the address.

        :raises ExecutionError: nobody must talk to it, with what to do instead
        """
        insecure = self._settings["pedagogy_allow_insecure_worker"]
        check_address(self._address, allow_insecure=insecure)
        files = tls_files(self._address, self._settings["pedagogy_worker_tls"])
        check_files(self._address, files)
        return {**self._settings, "pedagogy_worker_tls": files}


def _all_of(
    refused: Sequence[tuple[Job, Outcome]],
    tasks: Sequence[EngineTask],
    report: Callable[[Progress], None],
) -> Iterator[tuple[Job, Outcome]]:
    yield from refused
    yield from run_children(tasks, report)


BUILT_IN: dict[str, MakeExecutor] = {"dask": DaskExecutor, LOCAL: LocalExecutor}


def refusal(settings: Mapping[str, Any], device: str) -> Outcome | None:
    """Return why no page for *device* can run, if the configuration alone tells that.

    Then no process is started, only to learn it from an engine.
    """
    name = settings["pedagogy_executor"]
    if name == NONE:
        return Outcome(JobStatus.NO_ENGINE, 'nothing is run here (pedagogy_executor = "none")')
    if device != GPU or settings["pedagogy_local_gpus"] or name not in (AUTO, *BUILT_IN):
        return None
    goes_away = settings["pedagogy_worker_address"] and GPU in settings["pedagogy_worker_devices"]
    return None if goes_away and name != LOCAL else Outcome(JobStatus.NO_WORKER, NO_GPU)


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
    entry = entry_of(name)
    if entry is None:
        raise ExecutionError(unknown_executor(name) or name)
    return cast("MakeExecutor", entry.load())(settings)


def entry_of(name: str) -> EntryPoint | None:
    """Return where the executor of a plugin is, if there is one of that name."""
    if name in {AUTO, NONE, *BUILT_IN}:
        return None
    return next((entry for entry in entry_points(group=GROUP) if entry.name == name), None)


def unknown_executor(name: str) -> str | None:
    """Return what is wrong with the name of an executor, if anything."""
    known = {AUTO, NONE, *BUILT_IN}
    if name in known:
        return None
    known |= {entry.name for entry in entry_points(group=GROUP)}
    return None if name in known else f"there is no such executor; {suggest(name, known)}"


def check_execution(app: Sphinx, config: Config) -> None:
    """Warn about an executor that is none, and about an address that nobody must talk to.

    Then nothing runs, or no page that should go there: another executor, or this machine, may be
    just what an author wanted to keep them from.
    """
    name, address = config.pedagogy_executor, config.pedagogy_worker_address
    if complaint := unknown_executor(name):
        emit_warning(Subtype.CONFIG, f'pedagogy_executor = "{name}": {complaint}; nothing is run')
        config.pedagogy_executor = NONE
    elif complaint := unasked_executor(app, config):
        emit_warning(Subtype.CONFIG, complaint)
    try:
        if address:
            check_address(address, allow_insecure=config.pedagogy_allow_insecure_worker)
    except ExecutionError as error:
        emit_warning(
            Subtype.CONFIG, f"pedagogy_worker_address: {error}. No page that should go there is run"
        )


def unasked_executor(app: Sphinx, config: Config) -> str | None:
    """Return what is wrong where an executor is named, and MyST-NB runs the cells itself.

    It is asked for pages for a GPU in all modes, which a project wants that has such a machine. A
    project in mode "off" wants no cells run.
    """
    name = config.pedagogy_executor
    if "myst_nb" not in app.extensions or name in {AUTO, NONE}:
        return None
    mode = str(config.nb_execution_mode)
    if mode in {"cache", "off"} or config.pedagogy_worker_address or config.pedagogy_local_gpus:
        return None
    return (
        f'pedagogy_executor = "{name}" is asked for pages for a GPU only: with nb_execution_mode = '
        f'"{mode}", MyST-NB runs all other cells itself; write nb_execution_mode = "cache"'
    )


def _choose(settings: Mapping[str, Any], jobs: Sequence[Job]) -> Executor:
    """Return the executor that starts soonest for these jobs."""
    away = settings["pedagogy_worker_devices"] if settings["pedagogy_worker_address"] else ()
    goes_away = any(job.device in away for job in jobs)
    side_by_side = sum(job.device == CPU or bool(settings["pedagogy_local_gpus"]) for job in jobs)
    installed = importlib.util.find_spec("distributed") is not None
    if goes_away or (installed and side_by_side > 1):
        return DaskExecutor(settings)
    return LocalExecutor(settings)
