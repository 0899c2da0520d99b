"""Names that an author has told Sphinx not to mind: ``nitpick_ignore`` and its patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.config import Config


def ignored_names(config: Config) -> Callable[[str, str], bool]:
    """Return whether nobody minds that there is no ``concept`` or ``lesson`` of a name."""
    exact = {tuple(pair) for pair in config.nitpick_ignore}
    patterns = list(config.nitpick_ignore_regex)

    def is_ignored(kind: str, name: str) -> bool:
        role = f"ped:{kind}"
        return (role, name) in exact or any(
            re.fullmatch(kinds, role) and re.fullmatch(names, name) for kinds, names in patterns
        )

    return is_ignored
