"""What goes to an executor and what comes back: plain data, that any process can read."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

CPU = "cpu"
GPU = "gpu"
DEVICES = (CPU, GPU)
NO_GPU = (
    "it is for a GPU, and no machine with one is configured (`pedagogy_worker_address`, or "
    "`pedagogy_local_gpus` if this one has some)"
)


UNDECLARED = ("FileNotFoundError", "ModuleNotFoundError", "NotADirectoryError")
"""Exceptions of cells that lack a file."""
ONLY_DECLARED = "cells see only the files that `execution: {inputs: [...]}` names"


class JobStatus(StrEnum):
    """How the execution of a page ended."""

    DONE = "done"
    """All cells ran."""
    # The page itself is at fault: what it put out before is shown.
    CELL_ERROR = "cell-error"
    """A cell raised an exception."""
    CELL_TIMEOUT = "cell-timeout"
    """A cell took longer than a cell may."""
    LESSON_TIMEOUT = "lesson-timeout"
    """All cells together took longer than a page may."""
    KERNEL_DIED = "kernel-died"
    """The process of the kernel ended."""
    OUTPUT_TOO_BIG = "output-too-big"
    """The outputs are larger than the outputs of a page may be."""
    # It could not be run: the policy of the project says what is shown.
    NO_KERNEL = "no-kernel"
    """The machine has no kernel of the name that the page gives, or the kernel does not start."""
    NO_DEVICE = "no-device"
    """The page needs a GPU, and the machine has none that works."""
    NO_WORKER = "no-worker"
    """No worker takes the page."""
    NO_SCHEDULER = "no-scheduler"
    """Nobody answers at the address of the scheduler."""
    NO_ENGINE = "no-engine"
    """The program that runs cells is missing, or has itself failed."""
    NO_INPUT = "no-input"
    """A file that the page declares is missing, or cannot be sent."""
    WORKER_DIED = "worker-died"
    """The process that ran the page ended."""
    LOST = "lost"
    """The worker that ran the page does not answer any more."""
    STOPPED = "stopped"
    """The build no longer waits for the page."""

    @property
    def is_fault_of_page(self) -> bool:
        """Whether another machine or another try would end in the same way."""
        return self in _FAULTS_OF_PAGE


_FAULTS_OF_PAGE = frozenset(
    {
        JobStatus.CELL_ERROR,
        JobStatus.CELL_TIMEOUT,
        JobStatus.LESSON_TIMEOUT,
        JobStatus.KERNEL_DIED,
        JobStatus.OUTPUT_TOO_BIG,
    }
)


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """How long a run may take, in seconds, and how large its outputs may be, in bytes."""

    cell: float | None = None
    """The time for each cell; ``None`` means no limit."""
    lesson: float = 3600
    """The time for all cells of a page together."""
    start: float = 60
    """The time in which a kernel must answer after its start."""
    output: int = 20_000_000
    """The size of all outputs of a page together."""
    files: int = 50_000_000
    """The size of all files together that the cells of a page write."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page whose cells are to run."""

    name: str
    """The name of the page, as Sphinx has it."""
    notebook: str
    """The notebook of the page, as JSON."""
    device: str = CPU
    """The device that the page needs: ``cpu`` or ``gpu``."""
    folder: str = "."
    """The folder in which the cells run: a path from the root of the sources."""
    files: dict[str, str] = field(default_factory=dict)
    """The input files of the page: for each path from the root of the sources, the path on this
    machine."""
    allow_errors: bool = False
    """Whether cells still run after a cell has failed."""
    limits: ResourceLimits = field(default_factory=ResourceLimits)
    """How long the page may run, and how large its outputs may be."""
    environment: tuple[str, ...] = ()
    """Patterns of environment variables that the cells see, in addition to those that kernels
    need."""
    seed_shift: int = 0
    """The number that is added to every seed that the cells set."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a job."""

    status: JobStatus
    """How the job ended."""
    error: str = ""
    """Why it failed, as a sentence without a full stop."""
    notebook: str = ""
    """The notebook with the outputs that exist, as JSON; empty if no cell ran."""
    seconds: float = 0
    """How long the cells ran."""
    environment: dict[str, str] = field(default_factory=dict)
    """What the cells ran on: ``python`` and ``packages``. If PyTorch is there, also ``device``,
    ``torch`` and ``cuda``."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What the cells wrote, by path from the root of the sources."""
    left_out: tuple[str, ...] = ()
    """The files that the cells wrote, but that are not kept: they are too large, hidden, or would
    be read as settings, such as ``conf.py``."""
    exception: str = ""
    """The name of the exception that ended the run."""
    traceback: str = ""
    """The traceback of that exception, as the kernel gives it."""
    log: str = ""
    """The last words that the kernel printed outside of any cell."""
    cell: int = 0
    """The number of the code cell that ended the run, counted from 1; 0 if no cell did."""


class Progress(NamedTuple):
    """The message that a cell begins to run."""

    name: str
    """The name of the page, as Sphinx has it."""
    cell: int
    """The number of the cell, counted from 1."""
    of: int
    """How many cells the page has."""


class Executor(Protocol):
    """Runs jobs somewhere. A plugin offers an executor as an entry point: see ``MakeExecutor``."""

    def run(
        self, jobs: Sequence[Job], report: Callable[[Progress], None]
    ) -> Iterator[tuple[Job, Outcome]]:
        """Run all jobs, and yield each outcome as soon as it is known.

        Every job gets an outcome, whatever happens: a failed job raises no exception. If
        the caller closes the iterator early, stop everything that still runs before you return.

        :param report: to be called, from any thread, for each cell that begins
        :raises PedagogyError: nothing can be run as the project is configured
        """


class MakeExecutor(Protocol):
    """The function that an entry point of the group ``sphinx_pedagogy.executors`` names."""

    def __call__(self, settings: Mapping[str, Any]) -> Executor:
        """Return an executor.

        :param settings: every ``pedagogy_*`` setting, by its whole name
        """


def pack_job(job: Job) -> dict[str, Any]:
    """Return a job as what JSON can hold."""
    return asdict(job)


def unpack_job(packed: Mapping[str, Any]) -> Job:
    """Return the job that :func:`pack_job` packed."""
    more = {
        "limits": ResourceLimits(**packed["limits"]),
        "environment": tuple(packed["environment"]),
    }
    return Job(**{**packed, **more})


def pack_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as what JSON can hold."""
    packed = asdict(outcome)
    packed["files"] = {
        place: base64.b64encode(content).decode() for place, content in outcome.files.items()
    }
    return packed


def unpack_outcome(packed: Mapping[str, Any]) -> Outcome:
    """Return the outcome that :func:`pack_outcome` packed."""
    return Outcome(
        **{
            **packed,
            "status": JobStatus(packed["status"]),
            "files": {place: base64.b64decode(text) for place, text in packed["files"].items()},
            "left_out": tuple(packed["left_out"]),
        }
    )
