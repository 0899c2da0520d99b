"""A page with cells: what runs, with what, and the key under which its outputs are kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.execute.jobs import Job, ResourceLimits
from sphinx_pedagogy.execute.kernel.result_files import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from sphinx_pedagogy.execute.page.execution_options import ExecutionOptions

_KEY_FORMAT = 1
_TAGS_THAT_RUN = {"raises-exception", "skip-execution"}
"""All others say how a cell looks, and change no output."""
_KEY_LENGTH = 32
_LOAD = "load"
"""The option of a cell by which myst-nb takes its code from a file, which it notes nowhere."""


@dataclass(frozen=True)
class NotebookPage:
    """A page as its author wrote it."""

    name: str
    notebook: NotebookNode
    options: ExecutionOptions
    folder: str = "."
    """The page's folder, from the root of the sources."""
    inputs: dict[str, Path] = field(default_factory=dict)
    """The declared files, by their place from the root of the sources."""
    problems: tuple[str, ...] = ()
    """Inputs that cannot be had, and why."""
    allow_errors: bool = False
    cell_timeout: float | None = None
    seed_shift: int = 0
    """What is added to every seed that its cells set."""
    text: str = ""
    """What the notebook was read from."""
    renderer: str = ""
    """What to say of a renderer that the page names and that cannot be had."""

    @property
    def loaded(self) -> list[str]:
        """The files whose code its cells load, as they are named there."""
        named = [cell.metadata.get(_LOAD) for cell in self.code]
        return [name for name in named if isinstance(name, str)]

    @property
    def kernel(self) -> str:
        """Name of the kernel."""
        return str(self.notebook.metadata.get("kernelspec", {}).get("name", "python3"))

    @property
    def code(self) -> list[NotebookNode]:
        """The code cells."""
        return [cell for cell in self.notebook.cells if cell.cell_type == "code"]

    def key(self, device: str) -> str:
        """Return what stands for all that decides about the outputs.

        Not in it: prose, how cells look, and the versions of packages. New versions warn, and
        run again only if the author asks for it.
        """
        told: dict[str, Any] = {
            "format": _KEY_FORMAT,
            "kernel": self.kernel,
            "device": device,
            "errors": self.allow_errors,
            "inputs": {place: digest_of(path) for place, path in self.inputs.items()},
            "cells": [
                [cell.source, sorted(_TAGS_THAT_RUN & set(cell.metadata.get("tags", ())))]
                for cell in self.code
            ],
        }
        if self.inputs:
            # the same paths from another folder are other files
            told["folder"] = self.folder
        if self.seed_shift:
            told["seeds"] = self.seed_shift
        packed = json.dumps(told, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(packed.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:_KEY_LENGTH]

    def line_of(self, number: int) -> int | None:
        """Return the line of a code cell in its file, from 1; notebooks have no lines.

        :param number: of the code cell, from 1
        """
        lines = self.notebook.metadata.get("source_map")
        places = [
            place for place, cell in enumerate(self.notebook.cells) if cell.cell_type == "code"
        ]
        if not lines or not 0 < number <= len(places):
            return None
        return int(lines[places[number - 1]]) + 1

    def place_of(self, number: int) -> int:
        """Return which of all cells a code cell is, from 1.

        :param number: of the code cell, from 1
        """
        places = [
            place for place, cell in enumerate(self.notebook.cells, 1) if cell.cell_type == "code"
        ]
        return places[number - 1] if 0 < number <= len(places) else 0

    def job(self, device: str, limits: ResourceLimits, environment: Sequence[str] = ()) -> Job:
        """Return what an executor needs to run the page on *device*.

        :param environment: patterns of the environment variables that its cells see as well
        """
        from nbformat import v4

        kernel = {"name": self.kernel, "display_name": self.kernel}
        bare = v4.new_notebook(metadata={"kernelspec": kernel})
        bare.cells = [_bare(cell) for cell in self.code]
        own = self.options.timeout
        return Job(
            name=self.name,
            notebook=v4.writes(bare),
            device=device,
            folder=self.folder,
            files={place: str(path) for place, path in self.inputs.items()},
            allow_errors=self.allow_errors,
            limits=ResourceLimits(
                cell=None if own else self.cell_timeout,
                lesson=own or limits.lesson,
                output=limits.output,
            ),
            environment=tuple(environment),
            seed_shift=self.seed_shift,
        )


def _bare(cell: NotebookNode) -> NotebookNode:
    from nbformat import v4

    metadata = {"tags": list(cell.metadata["tags"])} if cell.metadata.get("tags") else {}
    return cast("NotebookNode", v4.new_code_cell(cell.source, metadata=metadata))
