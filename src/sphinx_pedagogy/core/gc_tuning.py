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
    from collections.abc import Iterator, Sequence

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


_rests = False
"""Whether the collector rests until a page is read."""


_ends = False
"""Whether the process ends with its command."""


def end_with_command() -> None:
    """Note that this process was started for one command, and ends with it."""
    global _ends
    _ends = True


@contextlib.contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest, until pages are read: :func:`wake`.

    To load what is known of pages, and to judge it, makes no garbage in circles, and hundreds of
    thousands of objects to look at: a sixth of the time of a command that reads nothing. For
    commands that end in seconds.
    """
    global _rests
    if _rests or not gc.isenabled():
        yield
        return
    _rests = True
    gc.disable()
    try:
        yield
    finally:
        _rests = False
        if _ends:
            gc.freeze()  # else all that was made since is looked at now, for nothing
        gc.enable()


def wake(_app: object, _env: object, docnames: Sequence[str]) -> None:
    """Let the collector that rests go on, as pages are about to be read."""
    if _rests and docnames:
        gc.enable()


def _leave_all() -> None:
    """Let the last look at everything find nothing to look at."""
    gc.freeze()
