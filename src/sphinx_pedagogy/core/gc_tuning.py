"""How often Python looks for garbage while a course is built, or asked by a command.

Nodes of docutils refer to each other in circles, so the collector looks at all pages again and
again, and finds next to nothing: a seventh of a build of 200 lessons went there. When the process
ends it looks once more, at all that was ever read: a third of a build that changes one page.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

PACE = (50_000, 20, 10)
"""Thresholds of :mod:`gc`. Two or three pages make as many objects as the first; the trees of
pages that are done are found when thirty or so were read, so memory stays as it was."""

NEVER = 2**31 - 1
"""The threshold of a collector that does not run."""


def slow_down(app: Sphinx) -> None:
    """Let the collector run less often until the build is over, and not when the process ends."""
    undo = set_pace()
    app.connect("build-finished", lambda *_: undo(), priority=900)


def set_pace() -> Callable[[], None]:
    """Let the collector run less often, and not when the process ends.

    Whoever has made it run less often than that already, or switched it off, is left alone.

    :returns: what brings the former pace back
    """
    before = gc.get_threshold()
    if not 0 < before[0] < PACE[0]:
        return lambda: None
    gc.set_threshold(*PACE)
    # once for all builds of a process
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    return lambda: gc.set_threshold(*before)


@contextlib.contextmanager
def stopped() -> Iterator[None]:
    """Let the collector not run where next to nothing becomes garbage.

    What runs inside may choose a pace, or switch it off: that stays.
    """
    before = gc.get_threshold()
    gc.set_threshold(NEVER, *before[1:])
    try:
        yield
    finally:
        if gc.get_threshold()[0] == NEVER:
            gc.set_threshold(*before)
        # what was made meanwhile counts as old: else the next look, at what is new, takes it all in
        gc.freeze()
        gc.unfreeze()
