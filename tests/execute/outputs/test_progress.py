"""What one sees while cells run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.execute.processes import wait_until
from tests.execute.sample_pages import make_job

from sphinx_pedagogy.execute.jobs import JobStatus, Outcome, Progress
from sphinx_pedagogy.execute.outputs import progress
from sphinx_pedagogy.execute.outputs.progress import ProgressDisplay

if TYPE_CHECKING:
    import pytest

JOBS = [make_job("first", "1"), make_job("second", "2")]


def test_a_log_gets_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_TICK", {True: 0.01, False: 0.01})
    told: list[str] = []
    with ProgressDisplay(2, told.append) as shown:
        shown.report(Progress("first", 2, 9))
        wait_until(lambda: "still running: first (cell 2 of 9)" in told)
        done = Outcome(JobStatus.DONE, seconds=3, environment={"device": "NVIDIA H100"})
        shown.ended(JOBS[0], done)
        shown.ended(JOBS[1], Outcome(JobStatus.KERNEL_DIED, "x", seconds=1))
    assert told[0] == "executing the cells of 2 pages"
    assert "executed [1/2] first (3.0 s, NVIDIA H100)" in told
    assert told[-1] == "executed [2/2] second: kernel-died (1.0 s)"


def test_a_terminal_gets_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_TICK", {True: 0.01, False: 0.01})
    terminal = io.StringIO()
    told: list[str] = []
    with ProgressDisplay(2, told.append, terminal) as shown:
        shown.ended(JOBS[0], Outcome(JobStatus.DONE, seconds=3))
        for number in range(5):
            shown.report(Progress(f"page-{number}", 1, 3))
        wait_until(lambda: "and 2 more" in terminal.getvalue())
    drawn = terminal.getvalue()
    assert "cells ━━━━━━━━━━━━──────────── 1/2 0:00  page-0 (cell 1 of 3)" in drawn
    assert drawn.endswith("\r\x1b[K")
