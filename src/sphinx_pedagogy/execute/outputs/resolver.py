"""Gets the outputs of pages: from the store, from an executor, or as the policy says.

It knows nothing of Sphinx.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors.answers import answers_of
from sphinx_pedagogy.execute.executors.choice import NONE, make_executor, refusal
from sphinx_pedagogy.execute.jobs import CPU, GPU, JobStatus, Outcome, ResourceLimits
from sphinx_pedagogy.execute.kernel.result_files import is_result
from sphinx_pedagogy.execute.outputs.policy import Policy
from sphinx_pedagogy.execute.page.merge_outputs import place_outputs
from sphinx_pedagogy.execute.store.build_lock import BuildLocks
from sphinx_pedagogy.execute.store.stored import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sphinx_pedagogy.execute.jobs import Executor
    from sphinx_pedagogy.execute.outputs.progress import ProgressDisplay
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage
    from sphinx_pedagogy.execute.store.store import Store
    from sphinx_pedagogy.execute.store.stored import Stored


class OutputState(StrEnum):
    """What the outputs of a page are."""

    FRESH = "fresh"
    """Made by the code of the page, on the device that it wants."""
    CPU = "cpu"
    """Made by the code of the page, on the CPU instead of a GPU."""
    STALE = "stale"
    """Made by earlier code."""
    FAILED = "failed"
    """What there was when the page failed."""
    MISSING = "missing"
    """There are none."""


class PageOutputs(NamedTuple):
    """What a page is going to show."""

    state: OutputState
    stored: Stored | None = None
    """The outputs, unless they are missing."""
    reason: Outcome | None = None
    """Why there is nothing better."""
    left_out: tuple[str, ...] = ()
    changed: frozenset[int] = frozenset()
    """Numbers of the cells, from 0, whose outputs were made by other code."""


class OutputResolver:
    """The pages of one build, on their way to their outputs."""

    def __init__(
        self,
        store: Store,
        scratch: Store,
        settings: Mapping[str, Any],
        policy: Policy,
        display: Callable[[int], AbstractContextManager[ProgressDisplay]],
        complain: Callable[[str], None],
        say: Callable[[str], None],
    ) -> None:
        """Prepare.

        :param store: where outputs are looked up and stored
        :param scratch: takes what must not be stored, or cannot be, for as long as it is shown
        :param settings: every ``pedagogy_*`` setting, by its whole name
        :param display: makes what shows how far a number of jobs is
        :param complain: warns that the store cannot be read or written
        :param say: writes a line of a log
        """
        self._store = store
        self._scratch = scratch
        self._settings = settings
        self._policy = policy
        self._display = display
        self._complain = complain
        self._say = say
        # where nothing may run, nothing is written beside the sources either
        self._runs_nothing = settings["pedagogy_executor"] == NONE
        self._writable = (scratch,) if self._runs_nothing else (store, scratch)
        self._results: dict[str, PageOutputs] = {}
        """By key, which pages may share."""
        self._limits = ResourceLimits(
            lesson=settings["pedagogy_lesson_timeout"],
            output=settings["pedagogy_max_output"] * 1_000_000,
        )

    def resolve(
        self, pages: Sequence[NotebookPage], *, force: bool = False
    ) -> dict[str, PageOutputs]:
        """Return what each page shows, by its name.

        :param force: run also the pages whose outputs are stored
        :raises ExecutionError: the policy says so; what could be run is stored all the same
        """
        refused = self._known_for_cpu(pages, force=force)

        def device_of(page: NotebookPage) -> str:
            return CPU if page.name in refused else page.options.device

        found = self._settle(pages, device_of, force=force)
        found |= {name: _of_cpu(found[name], reason) for name, reason in refused.items()}
        unmet = [page for page in pages if found[page.name].state is OutputState.MISSING]
        if self._policy is Policy.CPU:
            for_gpu = [
                page for page in unmet if page.options.device == GPU and page.name not in refused
            ]
            settled = self._settle(for_gpu, _any_cpu, force=force)
            found |= {
                name: _of_cpu(outputs, found[name].reason) for name, outputs in settled.items()
            }
        elif self._policy is Policy.ERROR and unmet:
            raise ExecutionError(_told(unmet, found))
        if self._policy in (Policy.STALE, Policy.CPU):
            still = [page for page in unmet if found[page.name].state is OutputState.MISSING]
            found |= self._stale(still, found)
        return found

    def _known_for_cpu(self, pages: Sequence[NotebookPage], *, force: bool) -> dict[str, Outcome]:
        """Return why pages for a GPU run on the CPU, as far as the configuration alone tells.

        They run together with those for the CPU, so that no processor waits for the last of these.
        """
        refused = refusal(self._settings, GPU) if self._policy is Policy.CPU else None
        if refused is None or self._runs_nothing:
            return {}
        return {
            page.name: refused
            for page in pages
            if page.options.device == GPU
            and not page.problems
            and (force or self._look_up(page, GPU) is None)
        }

    def state(self, page: NotebookPage) -> OutputState:
        """Return what is stored for a page, without running anything."""
        if self._look_up(page, page.options.device) is not None:
            return OutputState.FRESH
        on_cpu = self._policy is Policy.CPU and self._look_up(page, CPU) is not None
        return OutputState.CPU if on_cpu else OutputState.MISSING

    def would_run(self, page: NotebookPage) -> bool:
        """Whether a page is executed: outputs of the CPU have to do where there is no GPU."""
        state = self.state(page)
        if state is OutputState.CPU:
            return refusal(self._settings, page.options.device) is None
        return state is OutputState.MISSING

    def _settle(
        self,
        pages: Sequence[NotebookPage],
        device_of: Callable[[NotebookPage], str],
        *,
        force: bool,
    ) -> dict[str, PageOutputs]:
        """Return the stored outputs of pages, after running those that have none."""
        keys: dict[str, str] = {}
        todo: dict[str, NotebookPage] = {}
        found: dict[str, PageOutputs] = {}
        for page in pages:
            if page.problems:
                reason = Outcome(JobStatus.NO_INPUT, "; ".join(page.problems))
                found[page.name] = PageOutputs(OutputState.MISSING, reason=reason)
                continue
            key = keys[page.name] = page.key(device_of(page))
            stored = None if force else self._look_up(page, device_of(page))
            if stored is None:
                todo.setdefault(key, page)
            else:
                self._results[key] = PageOutputs(OutputState.FRESH, stored)
        self._run(todo, device_of)
        devices = {page.name: device_of(page) for page in pages}
        return found | {
            name: self._under_own_name(self._results[key], key, name, devices[name])
            for name, key in keys.items()
        }

    def _look_up(self, page: NotebookPage, device: str) -> Stored | None:
        if page.problems:
            return None
        key = page.key(device)
        try:
            stored = self._store.get(key, page.name, device)
            if stored is not None and not stored.is_of(page.code):
                raise DamagedError("its code is not that of the page")
            return stored
        except DamagedError as error:
            then = (
                "nothing is executed here" if self._runs_nothing else "the page is executed again"
            )
            self._complain(
                f"the stored outputs {self._store.path(page.name, device)} of "
                f'"{page.name}" cannot be read ({error}); {then}'
            )
            return None

    def _under_own_name(
        self, page_outputs: PageOutputs, key: str, name: str, device: str
    ) -> PageOutputs:
        """Return outputs that bear the name of their page, where these have another one.

        They were stored by an earlier version, for another page with the same cells, or for this
        one before it was renamed.
        """
        stored = page_outputs.stored
        if page_outputs.state is not OutputState.FRESH or stored is None:
            return page_outputs
        provenance = stored.provenance
        if (provenance.document, provenance.device, provenance.key) == (name, device, key):
            return page_outputs
        for store in self._writable:
            try:
                adopted = store.adopt(stored, key, name, device)
            except (OSError, ValueError):
                continue
            return page_outputs._replace(stored=adopted or stored)
        return page_outputs

    def _run(
        self, todo: Mapping[str, NotebookPage], device_of: Callable[[NotebookPage], str]
    ) -> None:
        """Run pages, by their keys, unless another build is at it."""
        possible = {}
        for key, page in todo.items():
            if reason := refusal(self._settings, device_of(page)):
                self._results[key] = PageOutputs(OutputState.MISSING, reason=reason)
            else:
                possible[key] = page
        if not possible:
            return
        with BuildLocks(self._store.folder) as locks:
            mine = {key: page for key, page in possible.items() if locks.take(key)}
            self._execute(mine, device_of, locks)
            theirs = possible.keys() - mine.keys()
            if theirs:
                names = ", ".join(sorted(possible[key].name for key in theirs))
                self._say(f"waiting for another build, which executes {names}")
            for freed in locks.wait_for(theirs, self._limits.lesson):
                self._take_over({key: possible[key] for key in freed}, device_of, locks)

    def _take_over(
        self,
        todo: Mapping[str, NotebookPage],
        device_of: Callable[[NotebookPage], str],
        locks: BuildLocks,
    ) -> None:
        """Get pages that another build had locked: from the store, unless it failed."""
        left = {}
        for key, page in todo.items():
            stored = self._look_up(page, device_of(page))
            if stored is None:
                left[key] = page
            else:
                self._results[key] = PageOutputs(OutputState.FRESH, stored)
                locks.free(key)
        self._execute(left, device_of, locks)

    def _execute(
        self,
        todo: Mapping[str, NotebookPage],
        device_of: Callable[[NotebookPage], str],
        locks: BuildLocks,
    ) -> None:
        """Run pages, by their keys, and store each result at once."""
        if not todo:
            return
        keys = {page.name: key for key, page in todo.items()}
        more = self._settings["pedagogy_kernel_environment"]
        jobs = [page.job(device_of(page), self._limits, more) for page in todo.values()]
        name = self._settings["pedagogy_executor"]

        def make() -> Executor:
            return make_executor(self._settings, jobs)

        with (
            self._display(len(jobs)) as display,
            closing(answers_of(name, make, jobs, display.report)) as answers,
        ):
            for job, outcome in answers:
                key = keys[job.name]
                display.ended(job, outcome)
                self._results[key] = self._judge(key, outcome, job.name, job.device)
                locks.free(key)
        forgotten = Outcome(JobStatus.NO_ENGINE, "the executor forgot it")
        for key in todo:
            self._results.setdefault(key, PageOutputs(OutputState.MISSING, reason=forgotten))

    def _judge(self, key: str, outcome: Outcome, name: str, device: str) -> PageOutputs:
        outcome = _with_results_only(outcome)
        if outcome.status is JobStatus.DONE:
            return PageOutputs(
                OutputState.FRESH, self._keep(key, outcome, name, device), left_out=outcome.left_out
            )
        if outcome.status.is_fault_of_page and outcome.notebook:
            partial = self._scratch.put(key, outcome, name, device)
            return PageOutputs(OutputState.FAILED, partial, outcome)
        return PageOutputs(OutputState.MISSING, reason=outcome)

    def _keep(self, key: str, outcome: Outcome, name: str, device: str) -> Stored:
        """Store a result; where that is impossible, it lives as long as the build."""
        try:
            return self._store.put(key, outcome, name, device)
        except (OSError, ValueError) as error:
            self._complain(
                f'the outputs of "{name}" cannot be stored in {self._store.folder} ({error}); the '
                "next build executes it again"
            )
            return self._scratch.put(key, outcome, name, device)

    def _stale(
        self, pages: list[NotebookPage], found: Mapping[str, PageOutputs]
    ) -> dict[str, PageOutputs]:
        """Return the newest outputs of pages, for those that ever had some."""
        latest = self._store.latest() if pages else {}
        return {
            page.name: PageOutputs(
                OutputState.STALE,
                latest[page.name],
                found[page.name].reason,
                changed=place_outputs(page.notebook, latest[page.name].notebook),
            )
            for page in pages
            if page.name in latest
        }


def _any_cpu(_lesson: NotebookPage) -> str:
    return CPU


def _of_cpu(outputs: PageOutputs, reason: Outcome | None) -> PageOutputs:
    """Return what a page for a GPU gave on the CPU, with the reason why it ran there."""
    if outputs.state is not OutputState.FRESH:
        return outputs
    return outputs._replace(state=OutputState.CPU, reason=reason)


def _with_results_only(outcome: Outcome) -> Outcome:
    """Return an outcome without files that are not to be kept, whatever a worker sent."""
    files = {place: data for place, data in outcome.files.items() if is_result(place)}
    left_out = [*outcome.left_out, *(place for place in outcome.files if place not in files)]
    return replace(outcome, files=files, left_out=tuple(left_out))


def _told(unmet: Iterable[NotebookPage], found: Mapping[str, PageOutputs]) -> str:
    lines = []
    for page in unmet:
        reason = found[page.name].reason
        lines.append(f"- {page.name} ({page.options.device}): {reason.error if reason else ''}")
    return (
        "these pages have no stored outputs and could not be executed "
        "(pedagogy_on_missing_output says what else to do):\n" + "\n".join(lines)
    )
