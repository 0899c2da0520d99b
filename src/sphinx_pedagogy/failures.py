"""What rules, views and assemblers raise is a warning: the rest of the build goes on."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from sphinx_pedagogy.messages import trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class caught:  # noqa: N801 - used as contextlib.suppress is
    """Tell of what is raised inside, and go on after it.

    The traceback is for whoever wrote *code*: ``sphinx-build -vv`` shows it.
    """

    __slots__ = ("code", "remedy", "tell", "what")

    def __init__(self, what: str, code: object, remedy: str, tell: Callable[[str], None]) -> None:
        """Say what is done inside.

        :param what: what may fail: ``the rule "fading"``
        :param code: the class or function that it is, whose package is named
        :param remedy: what an author can do, who cannot mend it
        :param tell: takes the warning
        """
        self.what = what
        self.code = code
        self.remedy = remedy
        self.tell = tell

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trail: TracebackType | None,
    ) -> bool:
        """Tell of an error, and stop it."""
        if not isinstance(error, Exception):
            return False
        self.tell(told(error, self.what, self.code, self.remedy))
        return True


def told(error: Exception, what: str, code: object, remedy: str) -> str:
    """Return what an author is told of an error, and keep its traceback for ``-vv``.

    The parameters are those of :class:`caught`.
    """
    trace("".join(traceback.format_exception(error)))
    package = str(getattr(code, "__module__", "")).partition(".")[0]
    return f"{what} of {package} failed: {described(error)}; {remedy}"


def described(error: Exception) -> str:
    """Return the class of an error and its message on one line."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
