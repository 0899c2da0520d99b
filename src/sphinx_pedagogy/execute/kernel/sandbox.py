"""The folder in which a page runs: its inputs and nothing else, and what its cells write there.

It is the same on every machine, so a file that was not declared is missed at once, at the
author's desk, and not first on the worker.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.execute.kernel.result_files import digest_of, is_result

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_RESULTS = {"__pycache__", ".ipynb_checkpoints", ".virtual_documents", ".cache"}
_NO_RESULTS |= {".pytest_cache", ".mypy_cache", ".ruff_cache"}


class WrittenFiles(NamedTuple):
    """What the cells of a page wrote."""

    files: dict[str, bytes]
    left_out: tuple[str, ...]


class Sandbox:
    """A folder that looks like the root of the sources."""

    def __init__(self, root: Path, folder: str) -> None:
        """Make it.

        :param root: where on this machine
        :param folder: where in it the cells run, from its root
        """
        self.root = root
        self.folder = self._inside(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._inputs: dict[Path, str] = {}

    def _inside(self, place: str) -> Path:
        path = PurePosixPath(place)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{place} is not below the root of the sources")
        return self.root / path

    def fill(self, files: Mapping[str, str | bytes]) -> None:
        """Put the inputs in their places, each given by its path or its content."""
        for place, given in files.items():
            target = self._inside(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(given, bytes):
                target.write_bytes(given)
            else:
                shutil.copyfile(given, target)
            self._inputs[target] = digest_of(target)

    def written(self, most: int) -> WrittenFiles:
        """Return the files that were made or changed.

        :param most: bytes that they may have together; what is beyond is only named
        """
        files: dict[str, bytes] = {}
        left_out = []
        for path in sorted(self.root.rglob("*")):
            if path.is_symlink() or not path.is_file() or _NO_RESULTS & set(path.parts):
                continue
            place = path.relative_to(self.root).as_posix()
            size = path.stat().st_size
            if path in self._inputs and digest_of(path) == self._inputs[path]:
                continue
            if size > most or not is_result(place):
                left_out.append(place)
            else:
                most -= size
                files[place] = path.read_bytes()
        return WrittenFiles(files, tuple(left_out))
