"""A regular expression that is compiled when it is first used.

Rules know some six hundred expressions, and a build in which little has changed uses few of them.
To compile all would take a tenth of it.
"""

from __future__ import annotations

import re
from typing import cast


class LateRegex:
    """Has all that a compiled expression has, from the first use on."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression = expression
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> object:
        """Return what the compiled expression has, and keep it: this is not asked for it again."""
        if self._compiled is None:
            self._compiled = re.compile(self._expression, self._flags)
        found: object = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression for a module to keep.

    Functions of ``re`` do not take it, and a match knows it only in its compiled form.
    """
    return cast("re.Pattern[str]", LateRegex(expression, flags))
