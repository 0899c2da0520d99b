"""The engine on Dask: pages side by side, on this machine or on remote workers.

Only ever imported in a child process (see :mod:`.child_process`): a client that failed leaves
threads behind that can block the next one, and threads do not survive a fork.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import time
import uuid
from collections import deque
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster
from distributed.comm.core import FatalCommClosedError
from distributed.security import Security

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors import dask_tasks
from sphinx_pedagogy.execute.jobs import (
    CPU,
    GPU,
    NO_GPU,
    JobStatus,
    Outcome,
    Progress,
    pack_job,
    unpack_outcome,
)
from sphinx_pedagogy.execute.kernel.runner import PROTOCOL
from sphinx_pedagogy.execute.kernel.scratch import scratch_folder
from sphinx_pedagogy.execute.workers import no_http
from sphinx_pedagogy.execute.workers.addresses import TLS_FILES

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.execute.jobs import Job

MOST_INPUT = 1_000_000_000
"""Bytes of inputs that travel to workers at a time: the scheduler keeps up to three copies."""
_LOST = Outcome(JobStatus.LOST, "the connection to the scheduler was lost")
_LOOK_EVERY = 0.5
_MOST_WORKERS = 4
_SILENT = 60  # a log level above all: what matters is told as an outcome
_NO_RETRIES = {
    # a page that kills its worker would kill three more
    "distributed.scheduler.allowed-failures": 0,
    # inputs travel inside of the task; they were declared, and we look at their size ourselves
    "distributed.admin.large-graph-warning-threshold": "10GB",
}
_FAILED: list[Exception] = []
"""Keeps clients that never connected until this process ends: when one is freed, it waits."""
_NO_HTTP = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.scheduler.preload": [no_http.__name__],
    "distributed.worker.preload": [no_http.__name__],
}


def run(
    jobs: Sequence[Job],
    settings: Mapping[str, Any],
    report: Callable[[Progress], None],
    stop: threading.Event,
) -> Iterator[tuple[Job, Outcome]]:
    """Run the pages. See :class:`sphinx_pedagogy.execute.jobs.Executor`."""
    address = settings["pedagogy_worker_address"]
    with dask.config.set(_NO_RETRIES):
        if not address:
            yield from _run_locally(jobs, settings, report, stop)
            return
        try:
            client = connect(settings)
        except (OSError, TimeoutError) as error:
            told = str(error).strip().partition("\n")[0] or type(error).__name__
            text = f"no scheduler answers at {address}: {told}"
            yield from ((job, Outcome(JobStatus.NO_SCHEDULER, text)) for job in jobs)
            return
        with contextlib.closing(client):
            check_versions(client)
            yield from DaskSession(client, settings, report, stop).run(jobs)


def _run_locally(
    jobs: Sequence[Job],
    settings: Mapping[str, Any],
    report: Callable[[Progress], None],
    stop: threading.Event,
) -> Iterator[tuple[Job, Outcome]]:
    gpus = settings["pedagogy_local_gpus"]
    for job in jobs:
        if job.device == GPU and not gpus:
            yield job, Outcome(JobStatus.NO_WORKER, NO_GPU)
    runnable = [job for job in jobs if job.device == CPU or gpus]
    if not runnable:
        return
    wanted = settings["pedagogy_workers"] or min(os.cpu_count() or 1, _MOST_WORKERS)
    with (
        # the folder that Dask takes for all accounts may be one of another, with modules in it
        scratch_folder() as scratch,
        dask.config.set({"temporary-directory": str(scratch), **_NO_HTTP}),
        LocalCluster(
            n_workers=max(min(wanted, len(runnable)), min(gpus, len(runnable))),
            threads_per_worker=1,
            processes=False,
            # left alone, they listen on every interface of the machine, until they are closed
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            silence_logs=_SILENT,
            security=Security(require_encryption=False),
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield from DaskSession(client, settings, report, stop, gpus=gpus).run(runnable)


def connect(settings: Mapping[str, Any]) -> Client:
    """Return a client of the project's scheduler.

    :raises OSError: nobody answers
    """
    address = settings["pedagogy_worker_address"]
    security: Security | bool = False  # and not half of a set-up of ~/.config/dask
    if address.startswith("tls:"):
        files = settings["pedagogy_worker_tls"]
        named = {theirs: files[ours] for ours, theirs in TLS_FILES.items()}
        security = Security(require_encryption=True, **named)
    try:
        return Client(
            address,
            security=security,
            timeout=settings["pedagogy_worker_wait"],
            set_as_default=False,
        )
    except (ValueError, FatalCommClosedError) as error:
        _FAILED.append(error)
        raise ConnectionError(why_refused(error)) from error


def why_refused(error: Exception) -> str:
    """Return what it means that Dask does not talk to who listens at an address."""
    text = str(error)
    # tornado has a ValueError for one who speaks before TLS begins: a matter of milliseconds
    if isinstance(error, ValueError) or not text:
        return "what listens there does not speak TLS"
    if text.startswith("TLS certificate does not match"):
        return "what listens there shows no certificate of your authority"
    return text


def check_versions(client: Client) -> None:
    """Find out that the other side can read our jobs before it gets any.

    :raises ExecutionError: it cannot
    """
    try:
        answers = {"the scheduler": client.run_on_scheduler(dask_tasks.protocol)}
        answers |= {
            f"the worker {name}": told
            for name, told in client.run(dask_tasks.protocol, on_error="return").items()
        }
    except Exception as error:
        answers = {"the scheduler": error}
    for who, told in answers.items():
        if isinstance(told, ModuleNotFoundError):
            raise ExecutionError(
                f"{who} lacks a package ({told}): install sphinx-pedagogy[worker] there too"
            )
        if told != PROTOCOL and not isinstance(told, OSError):
            raise ExecutionError(
                f"{who} has another version of sphinx-pedagogy or of Python ({told!r}): install "
                "the same on all machines"
            )


class DaskSession:
    """The workers of one scheduler, busy with the jobs of one build."""

    def __init__(
        self,
        client: Client,
        settings: Mapping[str, Any],
        report: Callable[[Progress], None],
        stop: threading.Event,
        *,
        gpus: int | None = None,
    ) -> None:
        """Take over the jobs of a build.

        :param gpus: how many GPUs this machine has if the workers are in this process, else
            ``None``: workers elsewhere say what they offer
        """
        self._client = client
        self._wait: float = settings["pedagogy_worker_wait"]
        self._report = report
        self._stop = stop
        self._gpus = gpus
        self._topic = f"pedagogy-{uuid.uuid4().hex}"
        self._running: dict[Future[dict[str, Any]], Job] = {}
        self._ended: queue.Queue[Future[dict[str, Any]]] = queue.Queue()
        self._missing_since: dict[str, float] = {}
        self._numbers = itertools.count()

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Yield each outcome as soon as it is known."""
        self._client.subscribe_topic(self._topic, self._progress)
        try:
            waiting = deque(jobs)
            while (waiting or self._running) and not self._stop.is_set():
                yield from self._hand_out(waiting)
                if self._running:
                    yield from self._next()
        finally:
            if self._running:
                with contextlib.suppress(Exception):
                    self._client.cancel(list(self._running), force=True)
                if self._gpus is not None:
                    _wait_for_kernels()

    def _progress(self, event: tuple[float, Mapping[str, Any]]) -> None:
        told = event[1]
        self._report(Progress(told["name"], told["cell"], told["of"]))

    def _hand_out(self, waiting: deque[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Submit jobs, as many as travel well together; yield outcomes of those that never can."""
        if self._client.status != "running":
            yield from ((job, _LOST) for job in waiting)
            waiting.clear()
        while waiting:
            job = waiting[0]
            try:
                size = self._size_of([job])
                if self._running and size + self._size_of(self._running.values()) > MOST_INPUT:
                    return
                future = self._submit(job)
            except (OSError, _TooLargeError) as error:
                yield waiting.popleft(), Outcome(JobStatus.NO_INPUT, str(error))
                continue
            self._running[future] = waiting.popleft()
            future.add_done_callback(self._ended.put)

    def _size_of(self, jobs: Iterable[Job]) -> int:
        """Return the bytes of the inputs of jobs, if they have to travel.

        :raises OSError: one was there when the page was read, and is gone
        """
        if self._gpus is not None:
            return 0
        return sum(Path(path).stat().st_size for job in jobs for path in job.files.values())

    def _submit(self, job: Job) -> Future[dict[str, Any]]:
        more: dict[str, Any] = {}
        contents = gpu = None
        number = next(self._numbers)
        if self._gpus is None:
            if (size := self._size_of([job])) > MOST_INPUT:
                raise _TooLargeError(
                    f"its inputs have {size / 1e6:,.0f} MB, and at most {MOST_INPUT / 1e6:,.0f} "
                    "MB travel to a worker: let a cell download larger files"
                )
            contents = {place: Path(path).read_bytes() for place, path in job.files.items()}
            more["resources"] = {job.device.upper(): 1}
        elif job.device == GPU:
            gpu = number % self._gpus
            more["workers"] = [sorted(self._offers())[gpu]]
        return self._client.submit(
            dask_tasks.execute,
            pack_job(job),
            contents,
            gpu,
            self._topic,
            key=f"{self._topic}-{number}",
            pure=False,
            retries=0,
            **more,
        )

    def _offers(self) -> dict[str, Mapping[str, float]]:
        """Return what each worker offers."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        return {address: worker.get("resources") or {} for address, worker in workers.items()}

    def _next(self) -> Iterator[tuple[Job, Outcome]]:
        """Yield the next outcome, or those of the jobs that can have none."""
        with contextlib.suppress(queue.Empty):
            future = self._ended.get(timeout=_LOOK_EVERY)
            if future in self._running:
                yield self._running.pop(future), outcome_of(future)
            return
        if self._client.status != "running":
            yield from self._give_up(list(self._running), _LOST)
        elif self._gpus is None:
            for device in sorted({job.device for job in self._running.values()}):
                yield from self._without_worker(device)

    def _without_worker(self, device: str) -> Iterator[tuple[Job, Outcome]]:
        """Yield outcomes if none of the workers can ever take a job: Dask would wait for ever."""
        try:
            offers = self._offers()
        except Exception:  # the scheduler is busy or gone; the next look will tell
            return
        now = time.monotonic()
        if any(offer.get(device.upper()) for offer in offers.values()):
            self._missing_since.pop(device, None)
        elif now - self._missing_since.setdefault(device, now) > self._wait:
            text = (
                f"no worker offers a {device.upper()} (waited {self._wait:g} s; workers there: "
                f"{len(offers)}); start one: `sphinx-pedagogy worker --device {device} ADDRESS`"
            )
            futures = [future for future, job in self._running.items() if job.device == device]
            yield from self._give_up(futures, Outcome(JobStatus.NO_WORKER, text))

    def _give_up(
        self, futures: list[Future[dict[str, Any]]], outcome: Outcome
    ) -> Iterator[tuple[Job, Outcome]]:
        jobs = [self._running.pop(future) for future in futures]
        with contextlib.suppress(Exception):
            self._client.cancel(futures, force=True)
        yield from ((job, outcome) for job in jobs)


class _TooLargeError(Exception):
    """The inputs of a page are too large to travel."""


def outcome_of(future: Future[dict[str, Any]]) -> Outcome:
    """Return what came of a future that has ended."""
    try:
        return unpack_outcome(future.result())
    except KilledWorker:
        return Outcome(JobStatus.WORKER_DIED, "the worker that ran it died")
    except CancelledError:
        return Outcome(JobStatus.LOST, "the scheduler dropped it")
    except Exception as error:  # of the worker, such as a full disk
        return Outcome(JobStatus.NO_ENGINE, f"{type(error).__name__}: {error}")


def _wait_for_kernels() -> None:
    """Give the workers in this process the time to see that their jobs are cancelled."""
    for _ in range(40):
        if not dask_tasks.BUSY:
            return
        time.sleep(0.1)
