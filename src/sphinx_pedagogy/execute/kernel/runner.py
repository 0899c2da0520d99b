"""Runs one page in a kernel of its own: on this machine, in a child process or on a worker.

Imported by name on schedulers and workers, so it and what it imports at the top know neither
Sphinx nor Dask.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import signal
import time
import traceback
import uuid
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from sphinx_pedagogy.execute.jobs import (
    CPU,
    GPU,
    ONLY_DECLARED,
    UNDECLARED,
    Job,
    JobStatus,
    Outcome,
    Progress,
)
from sphinx_pedagogy.execute.kernel.client import PrivateKernelManager, QuotaClient
from sphinx_pedagogy.execute.kernel.environment import MARK, end_marked, variables
from sphinx_pedagogy.execute.kernel.hidden_code import (
    ESCAPE,
    NAME,
    QUESTION,
    read_answer,
    shifting,
)
from sphinx_pedagogy.execute.kernel.output_quota import OutputQuota, clean
from sphinx_pedagogy.execute.kernel.portable_outputs import make_portable
from sphinx_pedagogy.execute.kernel.sandbox import Sandbox
from sphinx_pedagogy.execute.kernel.scratch import scratch_folder, socket_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from nbformat import NotebookNode


PROTOCOL = 3
"""Raised when jobs or outcomes change, so that machines with different versions find out."""
_LOOK_EVERY = 0.25
_LATE_OUTPUT = 60
_LOG_KEPT = 4000


class _Run:
    """One page while it runs."""

    def __init__(
        self, job: Job, report: Callable[[Progress], None], stopped: Callable[[], bool]
    ) -> None:
        self.job = job
        self.report = report
        self.stopped = stopped
        self.notebook = nbformat.reads(job.notebook, as_version=4)
        self.quota = OutputQuota(job.limits.output)
        self.environment: dict[str, str] = {}
        self.ended_by: JobStatus | None = None
        self.group: int | None = None
        self.mark = uuid.uuid4().hex
        """In the environment of all processes that its cells start."""
        self.cell = 0
        """Number of the code cell that began last."""

    async def execute(
        self, sandbox: Sandbox, manager: PrivateKernelManager, environ: dict[str, str]
    ) -> None:
        """Run all cells, and ask what they ran on."""
        cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        client = QuotaClient(
            self.notebook,
            self.quota,
            km=manager,
            kernel_name=manager.kernel_name,
            timeout=self.job.limits.cell,
            startup_timeout=self.job.limits.start,
            # nbclient's defaults are four seconds, and to go on as if nothing were missing
            iopub_timeout=_LATE_OUTPUT,
            raise_on_iopub_timeout=True,
            allow_errors=self.job.allow_errors,
            record_timing=False,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(sandbox.folder)}},
        )
        numbers = {id(cell): number for number, cell in enumerate(cells, start=1)}

        def begin(cell: NotebookNode, cell_index: int) -> None:
            if id(cell) in numbers:
                self.cell = numbers[id(cell)]
                self.report(Progress(self.job.name, numbers[id(cell)], len(cells)))

        client.on_cell_start = begin
        watch = asyncio.ensure_future(self._watch(client, manager))
        try:
            async with client.async_setup_kernel(env=environ, cleanup_kc=True):
                self.group = getattr(manager.provisioner, "pgid", None)
                await self._execute_cells(client)
        finally:
            watch.cancel()
            # nbclient forgets this where a kernel does not start, and a worker lives for months
            atexit.unregister(client._cleanup_kernel)

    async def _execute_cells(self, client: QuotaClient) -> None:
        client.reset_execution_trackers()
        await self._prepare(client)
        for index, cell in enumerate(self.notebook.cells):
            await client.async_execute_cell(
                cell, index, execution_count=client.code_cells_executed + 1
            )
            if self.quota.refused:
                return
        client.set_widgets_metadata()
        question = {NAME: QUESTION}
        asked = client.channels.execute("", silent=True, user_expressions=question)
        self.environment = read_answer(await client.ask(asked))

    async def _prepare(self, client: QuotaClient) -> None:
        """Ask the kernel for its language, and make one of Python ready for the cells."""
        info = await client.ask(client.channels.kernel_info())
        if info is None:
            return
        language = self.notebook.metadata["language_info"] = info["content"]["language_info"]
        if language.get("name") == "python":
            first = {"escape": ESCAPE}
            if self.job.seed_shift:
                first["seeds"] = shifting(self.job.seed_shift)
            await client.ask(client.channels.execute("", silent=True, user_expressions=first))

    async def _watch(self, client: QuotaClient, manager: PrivateKernelManager) -> None:
        """End the kernel when time is up or nobody wants the result: nothing else could."""
        last = time.monotonic() + self.job.limits.lesson
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            if self.ended_by is None and time.monotonic() > last:
                self.ended_by = JobStatus.LESSON_TIMEOUT
            elif self.ended_by is None and self.stopped():
                self.ended_by = JobStatus.STOPPED
            with contextlib.suppress(Exception):
                # again and again: it may just be starting
                if self.ended_by is not None and manager.has_kernel:
                    await manager.shutdown_kernel(now=True)
                elif client.seems_unread():
                    await manager.wake()


def run_job(
    job: Job,
    report: Callable[[Progress], None],
    stopped: Callable[[], bool],
    *,
    contents: Mapping[str, bytes] | None = None,
    gpu: int | None = None,
) -> Outcome:
    """Run a page, and return what came of it; never raise for what its cells do.

    :param report: called for each cell that begins
    :param stopped: asked a few times a second whether nobody wants the result any more
    :param contents: the inputs, on a machine that does not have the files that the job names
    :param gpu: which of the machine's GPUs the page shall see; all that this process sees if
        ``None``
    """
    started = time.monotonic()
    run = _Run(job, report, stopped)
    with scratch_folder() as base, socket_folder(base) as sockets:
        kernel = run.notebook.metadata.get("kernelspec", {}).get("name", "python3")
        with (base / "kernel.log").open("w+b") as log:
            sandbox = Sandbox(base / "sources", job.folder)
            manager = PrivateKernelManager(kernel_name=kernel)
            manager.log_file = log
            # has the kernel's key in it, and lies otherwise where others can be quick to replace it
            manager.connection_file = str(base / "kernel.json")
            if sockets is not None:
                manager.sockets = str(sockets / "k")
            result: dict[str, Any] = {"status": JobStatus.DONE}
            with _reaping(run):
                try:
                    sandbox.fill(contents if contents is not None else job.files)
                    environ = environment_for(job.device, gpu, job.environment, run.mark)
                    asyncio.run(run.execute(sandbox, manager, environ))
                except Exception as error:
                    result = explain(error, job, kernel)
            log.flush()
            log.seek(0)
            result["log"] = log.read()[-_LOG_KEPT:].decode("utf-8", "replace")
        result = judge(run, result)
        if result["status"] is JobStatus.DONE:
            written = sandbox.written(job.limits.files)
            result |= {"files": written.files, "left_out": written.left_out}
    if run.ended_by is not None:
        drop_interrupts(run.notebook)
    run.quota.write_down(run.notebook.cells)
    make_portable(run.notebook, base, base / "sources")
    return Outcome(
        **result,
        notebook=clean(nbformat.writes(run.notebook)),
        seconds=round(time.monotonic() - started, 3),
        environment=run.environment,
        cell=0 if result["status"] is JobStatus.DONE else run.cell,
    )


@contextlib.contextmanager
def _reaping(run: _Run) -> Iterator[None]:
    """End whatever processes the cells of a page started and left behind."""
    try:
        yield
    finally:
        if run.group and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(run.group, signal.SIGKILL)
        end_marked(run.mark)


def drop_interrupts(notebook: NotebookNode) -> None:
    """Drop what a cell says when we end its kernel: it did nothing wrong."""
    for cell in notebook.cells:
        kept = [out for out in cell.get("outputs", ()) if out.get("ename") != "KeyboardInterrupt"]
        if cell.cell_type == "code":
            cell.outputs = kept


def environment_for(
    device: str, gpu: int | None, more: Iterable[str] = (), mark: str = ""
) -> dict[str, str]:
    """Return the environment variables of a kernel.

    :param more: patterns of names that it gets beside what kernels need
    :param mark: tells its processes from those of other kernels
    """
    environ = {**variables(os.environ, more), "PEDAGOGY_DEVICE": device, MARK: mark}
    if device == CPU:
        # What was made for the CPU is the same on a machine that happens to have a GPU.
        environ["CUDA_VISIBLE_DEVICES"] = ""
    elif gpu is not None:
        environ["CUDA_VISIBLE_DEVICES"] = str(gpu)
    return environ


def explain(error: Exception, job: Job, kernel: str) -> dict[str, Any]:
    """Return status, error, exception and traceback for what ended a page early."""
    name = type(error).__name__
    if isinstance(error, CellExecutionError):
        text = f"{error.ename}: {error.evalue}".removesuffix(": ")
        if error.ename in UNDECLARED:
            text += f" ({ONLY_DECLARED})"
        found = (JobStatus.CELL_ERROR, text, error.ename, str(error))
    elif isinstance(error, CellTimeoutError) and "IOPub" in str(error):
        # nbclient has one class for both, and tells them apart in words
        text = "its kernel did not send all that a cell put out; the next build runs it again"
        found = (JobStatus.LOST, text, name, "")
    elif isinstance(error, CellTimeoutError):
        found = (JobStatus.CELL_TIMEOUT, f"a cell ran longer than {job.limits.cell:g} s", name, "")
    elif isinstance(error, DeadKernelError):
        found = (JobStatus.KERNEL_DIED, "its kernel died", name, "")
    elif isinstance(error, NoSuchKernel):
        known = ", ".join(sorted(KernelSpecManager().find_kernel_specs())) or "none"
        text = f'the machine that runs it has no Jupyter kernel "{kernel}" (it has {known})'
        found = (JobStatus.NO_KERNEL, text, name, "")
    else:
        found = (JobStatus.NO_ENGINE, f"{name}: {error}", name, traceback.format_exc())
    return dict(zip(("status", "error", "exception", "traceback"), found, strict=True))


def judge(run: _Run, result: dict[str, Any]) -> dict[str, Any]:
    """Return the result, with the reason that only we know where the kernel did not just fail."""
    job = run.job
    if run.ended_by is JobStatus.LESSON_TIMEOUT:
        text = f"it was not finished after {job.limits.lesson:g} s"
        changed = {"status": run.ended_by, "error": text, "exception": "TimeoutError"}
    elif run.ended_by is JobStatus.STOPPED:
        changed = {"status": run.ended_by, "error": "it was interrupted"}
    elif run.quota.refused:
        most = job.limits.output / 1e6
        text = f"an output of {run.quota.refused / 1e6:.1f} MB takes it over the {most:g} MB"
        changed = {"status": JobStatus.OUTPUT_TOO_BIG, "error": text + " of `pedagogy_max_output`"}
    elif result["status"] is JobStatus.DONE and not _ran_on(job.device, run.environment):
        text = "the worker offers a GPU, but PyTorch found none on it"
        changed = {"status": JobStatus.NO_DEVICE, "error": text}
    else:
        return result
    return {**result, "exception": "", "traceback": "", **changed}


def _ran_on(device: str, environment: Mapping[str, str]) -> bool:
    """Whether the page ran on the device that it wants, as far as PyTorch knows."""
    return device != GPU or "torch" not in environment or "cuda" in environment
