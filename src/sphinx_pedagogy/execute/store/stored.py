"""One stored notebook: its cells and outputs, where they come from, and what cells wrote."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.core.mystnb.readable import check_outputs
from sphinx_pedagogy.core.regular_files import read_regular
from sphinx_pedagogy.execute.kernel.result_files import is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

FIELD = "pedagogy"
"""Of a notebook's metadata: where its outputs come from."""
LARGEST = 1_000_000_000
"""Bytes of a notebook that we read; `pedagogy_max_output` keeps what we store far below."""


@dataclass(frozen=True)
class Provenance:
    """Where outputs come from. It names no host and no user."""

    document: str
    device: str
    """What the page was run for: ``cpu`` or ``gpu``."""
    date: str
    """When it ended, in UTC, as ISO 8601."""
    seconds: float
    environment: dict[str, str] = field(default_factory=dict)
    """See :attr:`Outcome.environment`."""
    files: dict[str, str] = field(default_factory=dict)
    """What the cells wrote: places from the root of the sources, and SHA-256 of the contents."""
    key: str = ""
    """Stands for all that decided about the outputs; see :meth:`NotebookPage.key`."""
    replaced: dict[str, list[str]] = field(default_factory=dict)
    """What the cells wrote to the same places before: SHA-256, the newest first."""


class Stored(NamedTuple):
    """Outputs in the store."""

    path: Path
    notebook: NotebookNode
    provenance: Provenance

    def is_of(self, cells: Sequence[NotebookNode]) -> bool:
        """Whether it was made by the code of these cells; a formatter may have been at work."""
        made = [cell.source for cell in self.notebook.cells]
        return made == [cell.source for cell in cells]

    def file(self, place: str) -> Path:
        """Return where the store keeps a file that the cells wrote."""
        return self.path.with_suffix("") / place


class DamagedError(Exception):
    """A file of the store cannot be read; its text says why."""


def read_stored(path: Path) -> Stored:
    """Read one file of the store.

    :raises DamagedError: it is none
    """
    from nbformat import v4

    try:
        notebook = v4.reads(read_regular(path, LARGEST).decode("utf-8"))
        told: Mapping[str, Any] = notebook.metadata[FIELD]
        provenance = Provenance(**told)
        for cell in notebook.cells:
            cell.source, cell.execution_count  # noqa: B018 (are they there?)
            check_outputs(cell.outputs)
        stored = Stored(path, notebook, provenance)
        _check_files(stored)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from error
    return stored


def _check_files(stored: Stored) -> None:
    """Refuse files that are gone, or that are kept elsewhere: outputs may come from strangers.

    :raises ValueError: one is not where it has to be
    """
    folder = os.path.realpath(stored.path.with_suffix(""))
    for place in stored.provenance.files:
        if not is_plain(place):
            raise ValueError(f"{place!r} is no place for a file that cells wrote")
        file = stored.file(place)
        if not stat.S_ISREG(file.stat().st_mode):
            raise ValueError(f"{place!r} is not a regular file")
        if not Path(os.path.realpath(file)).is_relative_to(folder):
            raise ValueError(f"{place!r} is a link that leads out of the folder of outputs")
