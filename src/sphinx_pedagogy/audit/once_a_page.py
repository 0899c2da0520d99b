"""What several rules ask about a page is worked out once for each page."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.core.rule import PageContext

_Found = TypeVar("_Found")


def once_a_page(function: Callable[[PageContext], _Found]) -> Callable[[PageContext], _Found]:
    """Make a function keep what it returns for a page, with that page.

    Nobody may change what it returns.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(page: PageContext) -> _Found:
        known = vars(page)  # where its cached properties are, too
        if name not in known:
            known[name] = function(page)
        found: _Found = known[name]
        return found

    return kept
