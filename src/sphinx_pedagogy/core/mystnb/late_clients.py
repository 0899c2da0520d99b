"""Lets MyST-NB load what runs cells, and what shows values in them, only when it is called.

When it is imported it loads a client of Jupyter, a cache with its database, and IPython, which
takes more time than all else that a command which runs no cells needs of it.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EXTENSIONS = frozenset({"myst_nb", "myst_nb.sphinx_ext"})
"""The names by which a project loads MyST-NB."""

_EXECUTE = "myst_nb.core.execute"
_GLUE = "myst_nb.ext.glue"
_WAITING = {
    # first: the other imports it
    _GLUE: {"IPython": "", "IPython.display": "display"},
    _EXECUTE: {
        f"{_EXECUTE}.cache": "NotebookClientCache",
        f"{_EXECUTE}.direct": "NotebookClientDirect",
        f"{_EXECUTE}.inline": "NotebookClientInline",
    },
}
"""The modules that wait, by the part of MyST-NB that imports them, with what it takes of each."""


def load_without_clients() -> None:
    """Import MyST-NB, with functions in the place of the classes and functions that wait.

    Each loads its module when it is called. Whoever imports the modules later gets them whole.
    """
    for part, waiting in _WAITING.items():
        if part not in sys.modules:
            _import_without(part, waiting)


def _import_without(part: str, waiting: Mapping[str, str]) -> None:
    """Import a part of MyST-NB without some modules that it imports."""
    late = {name: _Late(name, taken) for name, taken in waiting.items() if name not in sys.modules}
    with _stand_ins(late):
        try:
            importlib.import_module(part)
        except ImportError:
            # a MyST-NB that is built in another way, or none: whoever needs it will say so
            for name in [name for name in sys.modules if name.startswith(part)]:
                del sys.modules[name]


@contextmanager
def _stand_ins(late: Mapping[str, ModuleType]) -> Iterator[None]:
    """Let modules stand in for those of their names."""
    sys.modules.update(late)
    try:
        yield
    finally:
        for name, module in late.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Late(ModuleType):
    """What stands for a module: the module is imported when something of it is used."""

    def __init__(self, name: str, taken: str) -> None:
        """Take what is imported from the module by name; nothing, if it is asked for its parts."""
        super().__init__(name)
        if taken:

            def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (MyST-NB's own)
                return getattr(importlib.import_module(name), taken)(*arguments, **options)

            setattr(self, taken, call)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (of any module)
        if name.startswith("__"):  # asked by the import system
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)
