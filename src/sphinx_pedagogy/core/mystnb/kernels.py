"""Keeps MyST-NB from running anything, whatever a page says.

The front matter of a page and the metadata of a notebook may choose another mode than `conf.py`,
so no setting can keep a stranger's page from running. Each parser of MyST-NB asks a function for
what runs cells, under a name of its own; here that name gets a function that gives what runs none.
"""

# ruff: noqa: ANN401 (MyST-NB's classes are known only where it is installed)
from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from sphinx_pedagogy.course.errors import ExecutionError

# The second one parses what a page includes with docutils' option `parser`.
_PARSERS = ("myst_nb.sphinx_", "myst_nb.docutils_")
_NAME = "create_client"


def forbid_kernels() -> None:
    """Let MyST-NB start no kernel in this process, until :func:`allow_kernels`.

    :raises ExecutionError: this MyST-NB works in another way, and could run cells
    """
    if "myst_nb" not in sys.modules:
        return
    for name in _PARSERS:
        module = importlib.import_module(name)
        if not hasattr(module, _NAME):
            raise ExecutionError(
                "this version of MyST-NB cannot be kept from running cells: sphinx-pedagogy "
                "does not know it yet"
            )
        setattr(module, _NAME, make_idle_client)


def allow_kernels() -> None:
    """Let MyST-NB do as it does without us."""
    for name in _PARSERS:
        module = sys.modules.get(name)
        if module is not None and getattr(module, _NAME, None) is make_idle_client:
            setattr(module, _NAME, importlib.import_module("myst_nb.core.execute").create_client)


def make_idle_client(notebook: Any, source: str, nb_config: Any, logger: Any, *_: Any) -> Any:
    """Return what stands for a kernel and starts none; MyST-NB calls this for each page."""
    from myst_nb.core.execute import NotebookClientBase

    return NotebookClientBase(notebook, Path(source), nb_config, logger)
