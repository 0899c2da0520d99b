"""What is said of the outputs of a page: warnings, and the tables of myst-nb."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.course.messages import Problem, Subtype
from sphinx_pedagogy.execute.artifacts import left_out
from sphinx_pedagogy.execute.failed_cells import OURS
from sphinx_pedagogy.execute.front_matter import line_of_demand, line_of_kernel
from sphinx_pedagogy.execute.jobs import JobStatus
from sphinx_pedagogy.execute.policy import Policy
from sphinx_pedagogy.execute.staging import State

if TYPE_CHECKING:
    from sphinx_pedagogy.execute.lesson import Lesson
    from sphinx_pedagogy.execute.staging import Staged
    from sphinx_pedagogy.execute.store import Stored


def statistics_of(lesson: Lesson, staged: Staged, stored: Stored) -> dict[str, Any]:
    """Return what myst-nb's tables of executions show, and where a page stopped."""
    provenance, reason = stored.provenance, staged.reason
    failed = staged.state is State.FAILED and reason is not None
    return {
        "mtime": datetime.fromisoformat(provenance.date).timestamp(),
        "runtime": provenance.seconds,
        "method": OURS,
        "succeeded": not failed,
        "error": reason.error if failed and reason else None,
        "traceback": (reason.traceback or None) if failed and reason else None,
        "line": lesson.line_of(reason.cell) if failed and reason else None,
        "cell": lesson.place_of(reason.cell) if failed and reason else 0,
    }


def problems_of(lesson: Lesson, staged: Staged, policy: Policy) -> list[Problem]:
    """Return the warnings that a page deserves for its execution.

    :param policy: with "skip", a page without outputs is as it is meant to be
    """
    told = [(Subtype.INPUTS, text) for text in (*lesson.demand.complaints, *lesson.problems)]
    reason = staged.reason.error if staged.reason else ""
    if staged.state is State.STALE and staged.stored:
        date = staged.stored.provenance.date[:10]
        told.append(
            (Subtype.EXECUTION, f"the page shows stored outputs of {date}, which are old: {reason}")
        )
    elif staged.state is State.MISSING and not lesson.problems and policy is not Policy.SKIP:
        told.append((Subtype.EXECUTION, f"the page has no stored outputs: {reason}"))
    told += [(Subtype.STORE, text) for text in left_out(staged.left_out)]
    if text := other_version(staged):
        told.append((Subtype.VERSIONS, text))
    lines = {Subtype.INPUTS: line_of_demand(lesson.text)}
    if staged.reason and staged.reason.status is JobStatus.NO_KERNEL:
        lines[Subtype.EXECUTION] = line_of_kernel(lesson.text)
    return [Problem(subtype, lesson.name, lines.get(subtype), None, text) for subtype, text in told]


def other_version(staged: Staged) -> str | None:
    """Return what to say if the outputs were made with another PyTorch than is installed here."""
    from importlib.metadata import PackageNotFoundError, version

    made = staged.stored.provenance.environment.get("torch", "") if staged.stored else ""
    try:
        here = version("torch") if made else ""
    except PackageNotFoundError:
        return None
    if made.partition("+")[0] == here.partition("+")[0]:
        return None
    return (
        f"its outputs were made with PyTorch {made}, and {here} is installed here; "
        "`sphinx-pedagogy execute --force` makes new ones"
    )
