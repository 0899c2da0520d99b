"""The regular expressions that modules of the package keep."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.course.regex import LateRegex

if TYPE_CHECKING:
    from collections.abc import Iterator


def late_regexes() -> Iterator[LateRegex]:
    """Yield each expression that a module of the package has, alone or in a dictionary."""
    for module in pkgutil.walk_packages(sphinx_pedagogy.__path__, "sphinx_pedagogy."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for each in value.values() if isinstance(value, dict) else [value]:
                if isinstance(each, LateRegex):
                    yield each
