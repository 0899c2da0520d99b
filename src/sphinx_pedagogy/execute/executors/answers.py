"""What an executor answers: an outcome for each job, also where the executor itself is at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.failures import format_error
from sphinx_pedagogy.core.setting_checks import shown
from sphinx_pedagogy.course.errors import ExecutionError, PedagogyError
from sphinx_pedagogy.execute.executors.choice import entry_of
from sphinx_pedagogy.execute.jobs import Job, JobStatus, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from sphinx_pedagogy.execute.jobs import Executor, Progress

_REMEDY = "tell its author, or name another one in pedagogy_executor"


def answers_of(
    name: str,
    make: Callable[[], Executor],
    jobs: Sequence[Job],
    report: Callable[[Progress], None],
) -> Generator[tuple[Job, Outcome], None, None]:
    """Run jobs, and yield an outcome for each of them.

    What a plugin's executor raises or yields amiss is the outcome of the jobs that are left.

    :param name: of the executor, as ``pedagogy_executor`` has it
    :param make: makes it
    :raises ExecutionError: nothing can be run as the project is configured
    """
    entry = entry_of(name)
    if entry is None:  # one of ours
        yield from make().run(jobs, report)
        return
    executor = f'the executor "{name}" ({entry.value})'
    left = {job.name: job for job in jobs}
    flaw = "it forgot the page"
    answers: object = None
    try:
        made = make()
        answers = made.run(jobs, report)
        for answer in answers:
            job, complaint = job_of(answer, left)
            if job is None:
                flaw = complaint
                continue
            del left[job.name]
            yield job, sound(answer[1], executor)
    except PedagogyError as error:
        raise ExecutionError(str(error)) from error
    except Exception as error:
        failed = format_error(error, executor, None, _REMEDY)
        yield from ((job, Outcome(JobStatus.NO_ENGINE, failed)) for job in left.values())
        return
    finally:
        if hasattr(answers, "close"):
            answers.close()
    failed = f"{executor}: {flaw}; {_REMEDY}"
    yield from ((job, Outcome(JobStatus.NO_ENGINE, failed)) for job in left.values())


def job_of(answer: object, left: dict[str, Job]) -> tuple[Job | None, str]:
    """Return the job that an answer is about, or what is wrong with the answer.

    :param left: the jobs without an outcome, by name
    """
    if not isinstance(answer, tuple) or len(answer) != 2:
        return None, f"it yields {shown(answer)}, which is no pair of a job and an outcome"
    job, outcome = answer
    if not isinstance(job, Job) or not isinstance(outcome, Outcome):
        return None, f"it yields {shown(answer)}, which is no pair of a job and an outcome"
    if job.name not in left:
        return None, f'it yields an outcome for "{job.name}", which is none of the jobs left'
    return left[job.name], ""


def sound(outcome: Outcome, executor: str) -> Outcome:
    """Return an outcome, or one that says what is wrong with it."""
    flaw = flaw_of(outcome)
    if not flaw:
        return outcome
    return Outcome(JobStatus.NO_ENGINE, f"{executor} yields an outcome {flaw}; {_REMEDY}")


def flaw_of(outcome: Outcome) -> str:
    """Return what is wrong with an outcome, if anything."""
    status: object = outcome.status
    if not isinstance(status, JobStatus):
        return f"with the status {shown(status)}, which is no JobStatus"
    texts: tuple[object, ...] = (outcome.error, outcome.notebook, outcome.traceback, *outcome.files)
    if not all(isinstance(text, str) for text in texts):
        return "whose error, notebook, traceback or files are no strings"
    contents: tuple[object, ...] = (*outcome.files.values(),)
    if not all(isinstance(content, bytes) for content in contents):
        return "whose files are no bytes"
    if status is JobStatus.DONE and not outcome.notebook:
        return "that is done, and has no notebook"
    if outcome.notebook and (wrong := flaw_of_notebook(outcome.notebook)):
        return f"whose notebook cannot be read: {wrong}"
    return ""


def flaw_of_notebook(text: str) -> str:
    """Return what is wrong with a notebook and its outputs, if anything."""
    import nbformat
    from nbformat import v4

    try:
        for cell in v4.reads(text).cells:
            if cell.cell_type == "code":
                for output in cell.outputs:
                    nbformat.validate(output, ref="output", version=4)
                _ = cell.source, cell.execution_count
    except Exception as error:
        # a validator's message goes on for pages
        return shown(str(error).partition("\n")[0])
    return ""
