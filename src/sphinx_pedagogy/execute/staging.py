"""Gets the outputs of pages: from the store, from an executor, or as the policy says.

It knows nothing of Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.build_lock import Claims
from sphinx_pedagogy.execute.executors import NONE, make_executor, refusal
from sphinx_pedagogy.execute.filing import is_result
from sphinx_pedagogy.execute.jobs import CPU, GPU, JobStatus, Outcome, ResourceLimits
from sphinx_pedagogy.execute.merge_outputs import place_outputs
from sphinx_pedagogy.execute.policy import Policy
from sphinx_pedagogy.execute.store import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sphinx_pedagogy.execute.display import Display
    from sphinx_pedagogy.execute.lesson import Lesson
    from sphinx_pedagogy.execute.store import Store, Stored


class State(StrEnum):
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


@dataclass(frozen=True)
class Staged:
    """What a page is going to show."""

    state: State
    stored: Stored | None = None
    """The outputs, unless they are missing."""
    reason: Outcome | None = None
    """Why there is nothing better."""
    left_out: tuple[str, ...] = ()
    changed: frozenset[int] = frozenset()
    """Numbers of the cells, from 0, whose outputs were made by other code."""


class Stage:
    """The pages of one build, on their way to their outputs."""

    def __init__(
        self,
        store: Store,
        scratch: Store,
        settings: Mapping[str, Any],
        policy: Policy,
        display: Callable[[int], AbstractContextManager[Display]],
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
        self._results: dict[str, Staged] = {}
        """By key, which pages may share."""
        self._limits = ResourceLimits(
            lesson=settings["pedagogy_lesson_timeout"],
            output=settings["pedagogy_max_output"] * 1_000_000,
        )

    def stage(self, lessons: Sequence[Lesson], *, force: bool = False) -> dict[str, Staged]:
        """Return what each page shows, by its name.

        :param force: run also the pages whose outputs are stored
        :raises ExecutionError: the policy says so; what could be run is stored all the same
        """
        found = self._settle(lessons, _wanted_device, force=force)
        unmet = [lesson for lesson in lessons if found[lesson.name].state is State.MISSING]
        if self._policy is Policy.CPU:
            for_gpu = [lesson for lesson in unmet if lesson.demand.device == GPU]
            found |= self._on_cpu(for_gpu, found)
        elif self._policy is Policy.ERROR and unmet:
            raise ExecutionError(_told(unmet, found))
        if self._policy in (Policy.STALE, Policy.CPU):
            still = [lesson for lesson in unmet if found[lesson.name].state is State.MISSING]
            found |= self._stale(still, found)
        return found

    def state(self, lesson: Lesson) -> State:
        """Return what is stored for a page, without running anything."""
        if self._look_up(lesson, lesson.demand.device) is not None:
            return State.FRESH
        on_cpu = self._policy is Policy.CPU and self._look_up(lesson, CPU) is not None
        return State.CPU if on_cpu else State.MISSING

    def would_run(self, lesson: Lesson) -> bool:
        """Whether a page is executed: outputs of the CPU have to do where there is no GPU."""
        state = self.state(lesson)
        if state is State.CPU:
            return refusal(self._settings, lesson.demand.device) is None
        return state is State.MISSING

    def _settle(
        self, lessons: Sequence[Lesson], device_of: Callable[[Lesson], str], *, force: bool
    ) -> dict[str, Staged]:
        """Return the stored outputs of pages, after running those that have none."""
        keys: dict[str, str] = {}
        todo: dict[str, Lesson] = {}
        found: dict[str, Staged] = {}
        for lesson in lessons:
            if lesson.problems:
                reason = Outcome(JobStatus.NO_INPUT, "; ".join(lesson.problems))
                found[lesson.name] = Staged(State.MISSING, reason=reason)
                continue
            key = keys[lesson.name] = lesson.key(device_of(lesson))
            stored = None if force else self._look_up(lesson, device_of(lesson))
            if stored is None:
                todo.setdefault(key, lesson)
            else:
                self._results[key] = Staged(State.FRESH, stored)
        self._run(todo, device_of)
        devices = {lesson.name: device_of(lesson) for lesson in lessons}
        return found | {
            name: self._under_own_name(self._results[key], key, name, devices[name])
            for name, key in keys.items()
        }

    def _look_up(self, lesson: Lesson, device: str) -> Stored | None:
        if lesson.problems:
            return None
        key = lesson.key(device)
        try:
            stored = self._store.get(key, lesson.name, device)
            if stored is not None and not stored.is_of(lesson.code):
                raise DamagedError("its code is not that of the page")
            return stored
        except DamagedError as error:
            then = "nothing is executed here" if self._runs_nothing else "it is executed again"
            self._complain(
                f"the stored outputs {self._store.path(lesson.name, device)} of "
                f'"{lesson.name}" cannot be read ({error}); {then}'
            )
            return None

    def _under_own_name(self, staged: Staged, key: str, name: str, device: str) -> Staged:
        """Return outputs that bear the name of their page, where these have another one.

        They were stored by an earlier version, for another page with the same cells, or for this
        one before it was renamed.
        """
        stored = staged.stored
        if staged.state is not State.FRESH or stored is None:
            return staged
        told = stored.provenance
        if (told.document, told.device, told.key) == (name, device, key):
            return staged
        for store in self._writable:
            try:
                adopted = store.adopt(stored, key, name, device)
            except (OSError, ValueError):
                continue
            return replace(staged, stored=adopted or stored)
        return staged

    def _run(self, todo: Mapping[str, Lesson], device_of: Callable[[Lesson], str]) -> None:
        """Run pages, by their keys, unless another build is at it."""
        possible = {}
        for key, lesson in todo.items():
            if reason := refusal(self._settings, device_of(lesson)):
                self._results[key] = Staged(State.MISSING, reason=reason)
            else:
                possible[key] = lesson
        if not possible:
            return
        with Claims(self._store.folder) as claims:
            mine = {key: lesson for key, lesson in possible.items() if claims.take(key)}
            self._execute(mine, device_of, claims)
            theirs = possible.keys() - mine.keys()
            if theirs:
                names = ", ".join(sorted(possible[key].name for key in theirs))
                self._say(f"waiting for another build, which executes {names}")
            for freed in claims.wait_for(theirs, self._limits.lesson):
                self._take_over({key: possible[key] for key in freed}, device_of, claims)

    def _take_over(
        self, todo: Mapping[str, Lesson], device_of: Callable[[Lesson], str], claims: Claims
    ) -> None:
        """Get pages that another build had claimed: from the store, unless it failed."""
        left = {}
        for key, lesson in todo.items():
            stored = self._look_up(lesson, device_of(lesson))
            if stored is None:
                left[key] = lesson
            else:
                self._results[key] = Staged(State.FRESH, stored)
                claims.free(key)
        self._execute(left, device_of, claims)

    def _execute(
        self, todo: Mapping[str, Lesson], device_of: Callable[[Lesson], str], claims: Claims
    ) -> None:
        """Run pages, by their keys, and store each result at once."""
        if not todo:
            return
        keys = {lesson.name: key for key, lesson in todo.items()}
        more = self._settings["pedagogy_kernel_environment"]
        jobs = [lesson.job(device_of(lesson), self._limits, more) for lesson in todo.values()]
        executor = make_executor(self._settings, jobs)
        with self._display(len(jobs)) as display:
            for job, outcome in executor.run(jobs, display.report):
                key = keys[job.name]
                display.ended(job, outcome)
                self._results[key] = self._judge(key, outcome, job.name, job.device)
                claims.free(key)
        forgotten = Outcome(JobStatus.NO_ENGINE, "the executor forgot it")
        for key in todo:
            self._results.setdefault(key, Staged(State.MISSING, reason=forgotten))

    def _judge(self, key: str, outcome: Outcome, name: str, device: str) -> Staged:
        outcome = _with_results_only(outcome)
        if outcome.status is JobStatus.DONE:
            return Staged(
                State.FRESH, self._keep(key, outcome, name, device), left_out=outcome.left_out
            )
        if outcome.status.is_fault_of_page and outcome.notebook:
            partial = self._scratch.put(key, outcome, name, device)
            return Staged(State.FAILED, partial, outcome)
        return Staged(State.MISSING, reason=outcome)

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

    def _on_cpu(self, lessons: list[Lesson], found: Mapping[str, Staged]) -> dict[str, Staged]:
        """Return what pages for a GPU give on the CPU."""
        settled = self._settle(lessons, _any_cpu, force=False)
        return {
            name: Staged(State.CPU, one.stored, found[name].reason, one.left_out)
            if one.state is State.FRESH
            else one
            for name, one in settled.items()
        }

    def _stale(self, lessons: list[Lesson], found: Mapping[str, Staged]) -> dict[str, Staged]:
        """Return the newest outputs of pages, for those that ever had some."""
        latest = self._store.latest() if lessons else {}
        return {
            lesson.name: Staged(
                State.STALE,
                latest[lesson.name],
                found[lesson.name].reason,
                changed=place_outputs(lesson.notebook, latest[lesson.name].notebook),
            )
            for lesson in lessons
            if lesson.name in latest
        }


def _wanted_device(lesson: Lesson) -> str:
    return lesson.demand.device


def _any_cpu(_lesson: Lesson) -> str:
    return CPU


def _with_results_only(outcome: Outcome) -> Outcome:
    """Return an outcome without files that are not to be kept, whatever a worker sent."""
    files = {place: data for place, data in outcome.files.items() if is_result(place)}
    left_out = [*outcome.left_out, *(place for place in outcome.files if place not in files)]
    return replace(outcome, files=files, left_out=tuple(left_out))


def _told(unmet: Iterable[Lesson], found: Mapping[str, Staged]) -> str:
    lines = []
    for lesson in unmet:
        reason = found[lesson.name].reason
        lines.append(f"- {lesson.name} ({lesson.demand.device}): {reason.error if reason else ''}")
    return (
        "these pages have no stored outputs and could not be executed "
        "(pedagogy_on_missing_output says what else to do):\n" + "\n".join(lines)
    )
