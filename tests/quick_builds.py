"""What hundreds of small builds in one process do anew each time, done once.

A build compiles Sphinx's templates, which takes longer than all else in a project of one page, and
reads the entry points of all packages installed.
"""

from __future__ import annotations

import importlib.metadata
import logging
import sys
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

if TYPE_CHECKING:
    import pytest

_compile = Environment.compile
_entry_points = importlib.metadata.entry_points


def quicken_builds(patch: pytest.MonkeyPatch) -> None:
    """Share compiled templates and entry points among builds, and drop messages of debugging."""
    codes: dict[tuple[Any, ...], Any] = {}
    found: dict[tuple[Any, ...], Any] = {}

    def compile_once(self: Environment, source: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(source, str):
            return _compile(self, source, *args, **kwargs)
        # Tags of extensions are parsed by the environments that have them.
        parsed_by = (*sorted(self.extensions), self.autoescape)
        key = (source, args, tuple(kwargs.items()), parsed_by)
        if key not in codes:
            codes[key] = _compile(self, source, *args, **kwargs)
        return codes[key]

    def find_once(**wanted: Any) -> Any:
        key = (*sys.path, *sorted(wanted.items()))
        if key not in found:
            found[key] = _entry_points(**wanted)
        return found[key]

    patch.setattr(Environment, "compile", compile_once)
    patch.setattr(importlib.metadata, "entry_points", find_once)
    for name in ("sphinx.theming", "sphinx.registry"):
        patch.setattr(f"{name}.entry_points", find_once, raising=False)
    logging.disable(logging.DEBUG)
