"""What a page shows when its outputs cannot be had: ``pedagogy_on_missing_output``."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Policy(StrEnum):
    """What to do for a page whose outputs are neither stored nor can be made."""

    ERROR = "error"
    """Fail the build."""
    STALE = "stale"
    """Show the newest outputs of the page, marked as such."""
    CPU = "cpu"
    """Run a page for a GPU on the CPU, and mark it."""
    SKIP = "skip"
    """Show the page without outputs, marked."""


AUTO = "auto"
NAMES = (AUTO, *Policy)
_SIGNS_OF_CI = ("CI", "READTHEDOCS")


def policy_of(setting: str, environ: Mapping[str, str] | None = None) -> Policy:
    """Return the policy that a setting means here.

    Where nobody looks at the result before it is published, wrong outputs must not pass.
    """
    if setting != AUTO:
        return Policy(setting)
    signs = os.environ if environ is None else environ
    return Policy.ERROR if any(signs.get(name) for name in _SIGNS_OF_CI) else Policy.STALE
