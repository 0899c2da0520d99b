"""How often Python looks for garbage while a command asks about a course.

Nodes of docutils refer to each other in circles, so the collector looks at all pages again and
again, and finds next to nothing. A command owns its process and may change that. An extension
does not: a build leaves the collector as it is, and the manual says what ``conf.py`` can do.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACE = (50_000, 20, 10)
"""Thresholds of :mod:`gc`. Two or three pages make as many objects as the first; the trees of
pages that are done are found when thirty or so were read, so memory stays as it was."""


@contextlib.contextmanager
def relaxed() -> Iterator[None]:
    """Let the collector run less often, and not when the process ends.

    Whoever has made it run less often than that already, or switched it off, is left alone.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < PACE[0]:
        yield
        return
    gc.set_threshold(*PACE)
    # once for all commands of a process
    atexit.unregister(_leave_all)
    atexit.register(_leave_all)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _leave_all() -> None:
    """Let the last look at everything find nothing to look at."""
    gc.freeze()
