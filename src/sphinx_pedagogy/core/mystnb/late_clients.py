"""Lets MyST-NB load what runs cells only when a cell is run.

It loads a client of Jupyter, a cache and the database of the cache when it is imported, which
takes more time than all else that a command which runs no cells needs of it.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

EXTENSIONS = frozenset({"myst_nb", "myst_nb.sphinx_ext"})
"""The names by which a project loads MyST-NB."""

_PACKAGE = "myst_nb.core.execute"
_CLIENTS = {
    f"{_PACKAGE}.cache": "NotebookClientCache",
    f"{_PACKAGE}.direct": "NotebookClientDirect",
    f"{_PACKAGE}.inline": "NotebookClientInline",
}
"""The modules that load it, and what MyST-NB takes from each of them."""


def load_without_clients() -> None:
    """Import MyST-NB's part that runs cells, with functions in the place of the classes that do so.

    Each loads its class when it is called. Whoever imports the modules later gets them whole.
    """
    if _PACKAGE in sys.modules:
        return
    waiting = {name: _late(name, client) for name, client in _CLIENTS.items()}
    sys.modules.update(waiting)
    try:
        importlib.import_module(_PACKAGE)
    except ImportError:
        # a MyST-NB that is built in another way, or none: whoever needs it will say so
        for name in [name for name in sys.modules if name.startswith(_PACKAGE)]:
            del sys.modules[name]
    finally:
        for name, module in waiting.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _late(name: str, client: str) -> ModuleType:
    """Return what stands for a module until its class is called."""

    def make(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (MyST-NB's own)
        return getattr(importlib.import_module(name), client)(*arguments, **options)

    module = ModuleType(name)
    setattr(module, client, make)
    return module
