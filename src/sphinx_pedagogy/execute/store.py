"""The folder of stored outputs: one notebook for each key, to be committed and read in diffs.

It is all that a machine needs to build the pages. A notebook holds the code cells, their outputs
and where these come from; the files that the cells wrote lie in a folder beside it.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import v4

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from nbformat import NotebookNode

    from sphinx_pedagogy.execute.jobs import Outcome

_FIELD = "pedagogy"


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


@dataclass(frozen=True)
class Stored:
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


class Store:
    """A folder of executed notebooks."""

    def __init__(self, folder: Path) -> None:
        """Use *folder*, which need not be there."""
        self.folder = folder

    def path(self, key: str) -> Path:
        """Return where the outputs of a key are, or would be."""
        return self.folder / f"{key}.ipynb"

    def get(self, key: str) -> Stored | None:
        """Return the outputs of a key, if there are any.

        :raises DamagedError: there are, and they cannot be read
        """
        path = self.path(key)
        return read_stored(path) if path.is_file() else None

    def put(self, key: str, outcome: Outcome, document: str, device: str) -> Stored:
        """Store what an execution made, at once and whole: another build may be reading.

        :raises OSError: the folder cannot be written
        """
        notebook, provenance = _record(outcome, document, device)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.path(key)
        beside = path.with_suffix("")
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as scratch:
            if outcome.files:
                _write_files(outcome.files, Path(scratch) / "files")
                shutil.rmtree(beside, ignore_errors=True)
                _move(Path(scratch) / "files", beside)
            else:
                shutil.rmtree(beside, ignore_errors=True)
            fresh = Path(scratch) / path.name
            fresh.write_text(v4.writes(notebook) + "\n", encoding="utf-8")
            fresh.replace(path)
        return Stored(path, notebook, provenance)

    def all(self) -> Iterator[Stored]:
        """Yield all stored outputs that can be read."""
        for path in sorted(self.folder.glob("*.ipynb")):
            try:
                yield read_stored(path)
            except DamagedError:
                continue

    def latest(self) -> dict[str, Stored]:
        """Return the newest outputs of each document."""
        found: dict[str, Stored] = {}
        for stored in self.all():
            document = stored.provenance.document
            if document not in found or found[document].provenance.date < stored.provenance.date:
                found[document] = stored
        return found

    def wrote(self, place: str, digest: str) -> bool:
        """Whether cells of some page once wrote a file of this content to this place."""
        return any(stored.provenance.files.get(place) == digest for stored in self.all())

    def prune(self, keys: Collection[str]) -> list[Path]:
        """Delete the outputs of all other keys, and return their paths."""
        unused = [path for path in sorted(self.folder.glob("*.ipynb")) if path.stem not in keys]
        for path in unused:
            path.unlink()
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
        return unused


def _record(outcome: Outcome, document: str, device: str) -> tuple[NotebookNode, Provenance]:
    """Return the notebook that is stored for an outcome, and where its outputs come from."""
    notebook = v4.reads(outcome.notebook)
    provenance = Provenance(
        document,
        device,
        datetime.now(UTC).isoformat(timespec="seconds"),
        round(outcome.seconds, 1),
        dict(outcome.environment),
        {place: hashlib.sha256(data).hexdigest() for place, data in outcome.files.items()},
    )
    notebook.metadata[_FIELD] = asdict(provenance)
    # ids of cells are random where a page is Markdown, and would differ each time
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        cell.pop("id", None)
    return notebook, provenance


def read_stored(path: Path) -> Stored:
    """Read one file of the store.

    :raises DamagedError: it is none
    """
    try:
        notebook = v4.reads(path.read_text(encoding="utf-8"))
        told: Mapping[str, Any] = notebook.metadata[_FIELD]
        provenance = Provenance(**told)
        for cell in notebook.cells:
            cell.source, cell.outputs, cell.execution_count  # noqa: B018 (are they there?)
        stored = Stored(path, notebook, provenance)
        for place in provenance.files:
            stored.file(place).stat()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from error
    return stored


def _write_files(files: Mapping[str, bytes], root: Path) -> None:
    for place, content in files.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _move(source: Path, target: Path) -> None:
    """Move a folder, unless another build just put the same there."""
    try:
        source.replace(target)
    except OSError:
        if not target.is_dir():
            raise
