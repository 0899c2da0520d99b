"""What is said of the outputs of a page: warnings, and the tables of myst-nb."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.execute.handlers.failed_cells import OURS
from sphinx_pedagogy.execute.jobs import JobStatus
from sphinx_pedagogy.execute.outputs.policy import Policy
from sphinx_pedagogy.execute.outputs.resolver import OutputState
from sphinx_pedagogy.execute.page.front_matter import (
    line_of_kernel,
    line_of_options,
    line_of_renderer,
)
from sphinx_pedagogy.execute.store.written_files import left_out
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from sphinx_pedagogy.execute.outputs.resolver import PageOutputs
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage
    from sphinx_pedagogy.execute.store.stored import Stored


def statistics_of(page: NotebookPage, page_outputs: PageOutputs, stored: Stored) -> dict[str, Any]:
    """Return what myst-nb's tables of executions show, and where a page stopped."""
    provenance, reason = stored.provenance, page_outputs.reason
    failed = page_outputs.state is OutputState.FAILED and reason is not None
    return {
        "mtime": datetime.fromisoformat(provenance.date).timestamp(),
        "runtime": provenance.seconds,
        "method": OURS,
        "succeeded": not failed,
        "error": reason.error if failed and reason else None,
        "traceback": (reason.traceback or None) if failed and reason else None,
        "line": page.line_of(reason.cell) if failed and reason else None,
        "cell": page.place_of(reason.cell) if failed and reason else 0,
    }


def problems_of(page: NotebookPage, page_outputs: PageOutputs, policy: Policy) -> list[Diagnostic]:
    """Return the warnings that a page deserves for its execution.

    :param policy: with "skip", a page without outputs is as it is meant to be
    """
    told = [(Subtype.INPUTS, text) for text in (*page.options.complaints, *page.problems)]
    reason = page_outputs.reason.error if page_outputs.reason else ""
    if page_outputs.state is OutputState.STALE and page_outputs.stored:
        date = page_outputs.stored.provenance.date[:10]
        told.append(
            (Subtype.EXECUTION, f"the page shows stored outputs of {date}, which are old: {reason}")
        )
    elif (
        page_outputs.state is OutputState.MISSING
        and not page.problems
        and policy is not Policy.SKIP
    ):
        told.append((Subtype.EXECUTION, f"the page has no stored outputs: {reason}"))
    told += [(Subtype.STORE, text) for text in left_out(page_outputs.left_out)]
    if text := other_version(page_outputs):
        told.append((Subtype.VERSIONS, text))
    if page.renderer:
        told.append((Subtype.UNREADABLE, page.renderer))
    lines = {
        Subtype.INPUTS: line_of_options(page.text),
        Subtype.UNREADABLE: line_of_renderer(page.text),
    }
    if page_outputs.reason and page_outputs.reason.status is JobStatus.NO_KERNEL:
        lines[Subtype.EXECUTION] = line_of_kernel(page.text)
    return [
        Diagnostic(code=subtype, place=Place(page.name, lines.get(subtype)), text=text)
        for subtype, text in told
    ]


def other_version(page_outputs: PageOutputs) -> str | None:
    """Return what to say if the outputs were made with another PyTorch than is installed here."""
    from importlib.metadata import PackageNotFoundError, version

    made = (
        page_outputs.stored.provenance.environment.get("torch", "") if page_outputs.stored else ""
    )
    try:
        installed = version("torch") if made else ""
    except PackageNotFoundError:
        return None
    if made.partition("+")[0] == installed.partition("+")[0]:
        return None
    return (
        f"its outputs were made with PyTorch {made}, and {installed} is installed here; "
        "`sphinx-pedagogy execute --force` makes new ones"
    )
