"""What rules, views and assemblers raise is a warning: the rest of the build goes on."""

from __future__ import annotations

import contextlib
import traceback
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import emit_debug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextlib.contextmanager
def guarded(what: str, code: object, remedy: str, warn: Callable[[str], None]) -> Iterator[None]:
    """Warn of what is raised inside, and go on after it.

    :param what: what may fail: ``the rule "fading"``
    :param code: the class or function that it is, whose package is named
    :param remedy: what an author can do, who cannot mend it
    :param warn: takes the warning
    """
    try:
        yield
    except Exception as error:
        warn(format_error(error, what, code, remedy))


def format_error(error: Exception, what: str, code: object, remedy: str) -> str:
    """Return what an author is told of an error, and keep its traceback for ``-vv``.

    The parameters are those of :class:`guarded`.
    """
    emit_debug("".join(traceback.format_exception(error)))
    module = getattr(code, "__module__", "")
    # what conf.py defines is of no module
    whose = f" of {module.partition('.')[0] if module else 'conf.py'}" if module != "" else ""
    return f"{what}{whose} failed: {described(error)}; {remedy}"


def described(error: Exception) -> str:
    """Return the class of an error and its message on one line."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
