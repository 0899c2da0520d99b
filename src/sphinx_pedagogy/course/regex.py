"""A regular expression that is compiled when it is first used.

Rules know some six hundred expressions, and a build in which little has changed uses few of them.
To compile all would take a tenth of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.course.needed_words import may_match, needed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Look = Callable[..., Any]

_NOTHING: Mapping[str, Callable[[], object]] = {
    "search": lambda: None,
    "finditer": lambda: iter(()),
    "findall": list,
}
"""What methods that look through a text return where nothing is found."""
_TRIES = 16
"""So often an expression looks for itself. To take it apart for its needed words takes longer."""


class LateRegex:
    """Has all that a compiled expression has, from the first use on.

    An expression that is often looked for skips the texts that have none of the words it needs.
    """

    def __init__(self, expression: str, flags: int) -> None:
        self._expression = expression
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> object:
        """Return what the compiled expression has, and keep it: this is not asked for it again."""
        if self._compiled is None:
            self._compiled = re.compile(self._expression, self._flags)
        found: Any = getattr(self._compiled, name)
        if name in _NOTHING:
            found = self._counted(name, found)
        setattr(self, name, found)
        return found

    def _counted(self, name: str, look: Look) -> Look:
        """Return a method that looks, until it was used often enough to be replaced."""
        left = _TRIES

        def counted(text: str, *bounds: int) -> object:
            nonlocal left
            left -= 1
            if not left:
                setattr(self, name, self._skipping(name, look))
            return look(text, *bounds)

        return counted

    def _skipping(self, name: str, look: Look) -> Look:
        """Return a method that looks only where a needed word stands."""
        words = needed_words(self._expression, self._flags)
        nothing = _NOTHING[name]
        if not words:
            return look

        def skipping(text: str, *bounds: int) -> object:
            return look(text, *bounds) if may_match(words, text) else nothing()

        return skipping


def regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression for a module to keep.

    Functions of ``re`` do not take it, and a match knows it only in its compiled form.
    """
    return cast("re.Pattern[str]", LateRegex(expression, flags))
