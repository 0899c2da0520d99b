"""What one sees while cells run: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TextIO

from sphinx_pedagogy.execute.jobs import JobStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from sphinx_pedagogy.execute.jobs import Job, Outcome, Progress

_WIDTH = 24
_TICK = {True: 0.2, False: 30.0}
"""Seconds between two looks, on a terminal and in a log."""
_MOST_NAMES = 3
_CLEAR = "\r\x1b[K"


class ProgressDisplay:
    """Shows how far the jobs of a build are. A context manager."""

    def __init__(
        self, total: int, tell: Callable[[str], None], terminal: TextIO | None = None
    ) -> None:
        """Prepare.

        :param total: number of jobs
        :param tell: writes one line of a log
        :param terminal: where to draw the bar, if there is a terminal
        """
        self._total = total
        self._tell = tell
        self._terminal = terminal
        self._done = 0
        self._started = time.monotonic()
        self._running: dict[str, Progress] = {}
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> ProgressDisplay:
        """Begin to show."""
        pages = "page" if self._total == 1 else "pages"
        self._tell(f"executing the cells of {self._total} {pages}")
        self._ticker.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the bar."""
        self._end.set()
        self._ticker.join()
        self._draw("")

    def report(self, progress: Progress) -> None:
        """Take note of a cell that begins."""
        with self._lock:
            self._running[progress.name] = progress

    def ended(self, job: Job, outcome: Outcome) -> None:
        """Say how a page ended."""
        with self._lock:
            self._done += 1
            self._running.pop(job.name, None)
            self._draw("")
            text = f"executed [{self._done}/{self._total}] {job.name}"
            if outcome.status is JobStatus.DONE:
                device = outcome.environment.get("device", job.device)
                self._tell(f"{text} ({outcome.seconds:.1f} s, {device})")
            else:
                self._tell(f"{text}: {outcome.status} ({outcome.seconds:.1f} s)")

    def _tick(self) -> None:
        while not self._end.wait(_TICK[self._terminal is not None]):
            with self._lock:
                if self._terminal is not None:
                    self._draw(self._bar())
                elif self._running:
                    self._tell(f"still running: {self._names()}")

    def _bar(self) -> str:
        filled = _WIDTH * self._done // max(self._total, 1)
        seconds = int(time.monotonic() - self._started)
        bar = "━" * filled + "─" * (_WIDTH - filled)
        clock = f"{seconds // 60}:{seconds % 60:02}"
        return f"cells {bar} {self._done}/{self._total} {clock}  {self._names()}"

    def _names(self) -> str:
        running = list(self._running.values())
        names = [f"{job.name} (cell {job.cell} of {job.of})" for job in running[:_MOST_NAMES]]
        more = len(running) - _MOST_NAMES
        return ", ".join(names) + (f" and {more} more" if more > 0 else "")

    def _draw(self, line: str) -> None:
        if self._terminal is not None:
            self._terminal.write(_CLEAR + line)
            self._terminal.flush()
