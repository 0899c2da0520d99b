"""The folder of stored outputs: one notebook for each page and device, to be read in diffs.

It is all that a machine needs to build the pages. A notebook holds the code cells, their outputs,
where these come from and the key of what made them; the files that the cells wrote lie in a folder
beside it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.regular_files import lies_in, read_regular
from sphinx_pedagogy.execute.store.paths import (
    file_for,
    files_in,
    has_our_name,
    is_named_by_key,
    moved,
)
from sphinx_pedagogy.execute.store.stored import (
    FIELD,
    LARGEST,
    DamagedError,
    Provenance,
    Stored,
    read_stored,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nbformat import NotebookNode

    from sphinx_pedagogy.execute.jobs import Outcome

_KEY = re.compile(rb'"key": "([0-9A-Za-z-]{1,64})"')
_HOUR = 3600
_REMEMBERED = 8
"""Earlier versions of a file that cells wrote: so many may lie beside the page of somebody."""


class Store:
    """A folder of executed notebooks."""

    def __init__(self, folder: Path) -> None:
        """Use *folder*, which need not be there."""
        self.folder = folder
        self._keys: dict[Path, tuple[tuple[int, int], frozenset[str]]] = {}
        """Of files that were looked into: what they were then, and what may be their key."""

    def path(self, document: str, device: str) -> Path:
        """Return where the outputs of a page are, or would be."""
        return self.folder / file_for(document, device)

    def get(self, key: str, document: str, device: str) -> Stored | None:
        """Return the outputs of a key, if there are any.

        They may bear another name: the page had it once, or another page has the same cells.

        :raises DamagedError: the page's file is there and cannot be read
        """
        own = self.path(document, device)
        damage: DamagedError | None = None
        if os.path.lexists(own):
            try:
                stored = self._read(own)
                if stored.provenance.key == key:
                    return stored
            except DamagedError as error:
                damage = error
        named = self._named_by(key)
        for path in [named, *files_in(self.folder)]:
            if path != named and key not in self._keys_in(path):
                continue
            try:
                stored = self._read(path)
            except DamagedError as error:
                damage = error if path == named and os.path.lexists(named) else damage
                continue
            if path == named or stored.provenance.key == key:
                return stored
        if damage is not None:
            raise damage
        return None

    def has(self, key: str, document: str, device: str) -> bool:
        """Whether there are outputs of a key where one would put them: under the page's name."""
        if os.path.isfile(self._named_by(key)):  # noqa: PTH113 (as above)
            return True
        own = self.path(document, device)
        if key not in self._keys_in(own):
            return False
        try:
            return self._read(own).provenance.key == key
        except DamagedError:
            return False

    def put(self, key: str, outcome: Outcome, document: str, device: str) -> Stored:
        """Store what an execution made, at once and whole: another build may be reading.

        :raises OSError: the folder cannot be written
        """
        path = self.path(document, device)
        notebook, provenance = _record(outcome, key, document, device, _before(path))
        return self._write(path, notebook, provenance, lambda: outcome.files)

    def adopt(self, stored: Stored, key: str, document: str, device: str) -> Stored | None:
        """Store outputs that bear another name under that of a page; an earlier version's move.

        :returns: ``None`` if the files that its cells wrote have no place beside this page
        :raises OSError: the folder cannot be written
        """
        told = stored.provenance
        places = moved(told.files, told.document, document)
        if places is None:
            return None
        path = self.path(document, device)
        files = {places[place]: digest for place, digest in told.files.items()}
        provenance = replace(
            told,
            document=document,
            device=device,
            key=key,
            files=files,
            replaced=_replaced(_before(path), files),
        )
        made = self._write(
            path,
            stored.notebook,
            provenance,
            lambda: {new: stored.file(place).read_bytes() for place, new in places.items()},
        )
        if stored.path.parent == self.folder and is_named_by_key(stored.path):
            _remove(stored.path)
        return made

    def _write(
        self,
        path: Path,
        notebook: NotebookNode,
        provenance: Provenance,
        files: Callable[[], Mapping[str, bytes]],
    ) -> Stored:
        from nbformat import v4

        told = asdict(provenance)
        if not provenance.replaced:
            del told["replaced"]
        notebook.metadata[FIELD] = told
        text = v4.writes(notebook) + "\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix("")
        # what a killed build leaves of it, pruning takes away
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as scratch:
            if contents := files():
                _write_files(contents, Path(scratch) / "files")
            if beside.exists():
                _move(beside, Path(scratch) / "old")
            if contents:
                _move(Path(scratch) / "files", beside)
            fresh = Path(scratch) / "notebook"
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(path)
        return Stored(path, notebook, provenance)

    def all(self) -> Iterator[Stored]:
        """Yield all stored outputs that can be read."""
        for path in files_in(self.folder):
            try:
                yield self._read(path)
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
        return any(
            digest in (provenance.files.get(place), *provenance.replaced.get(place, ()))
            for provenance in (stored.provenance for stored in self.all())
        )

    def prune(self, keep: Callable[[str, str], bool]) -> list[Path]:
        """Delete outputs, and return their paths. Notebooks that are not of the store stay.

        :param keep: whether to keep those of a document on a device
        """
        unused = []
        for path in list(files_in(self.folder)):
            try:
                provenance = self._read(path).provenance
                kept = path == self.path(provenance.document, provenance.device) and keep(
                    provenance.document, provenance.device
                )
            except DamagedError:
                kept = not has_our_name(path)
            if not kept:
                _remove(path)
                unused.append(path)
        _tidy(self.folder)
        return unused

    def _named_by(self, key: str) -> Path:
        """Return where an earlier version stored the outputs of a key."""
        return self.folder / f"{key}.ipynb"

    def _read(self, path: Path) -> Stored:
        """Read a file of the folder, but none to which a link of it leads elsewhere.

        :raises DamagedError: it cannot be read
        """
        if not lies_in(path, [self.folder]):
            raise DamagedError("it is a link that leads out of the folder of outputs")
        return read_stored(path)

    def _keys_in(self, path: Path) -> frozenset[str]:
        """Return what may be the key in a file, without reading it again if it is the same."""
        try:
            state = path.stat()
            now = (state.st_mtime_ns, state.st_size)
            if path not in self._keys or self._keys[path][0] != now:
                found = _KEY.findall(read_regular(path, LARGEST))
                self._keys[path] = (now, frozenset(key.decode() for key in found))
        except (OSError, ValueError):
            return frozenset()
        return self._keys[path][1]


def _record(
    outcome: Outcome, key: str, document: str, device: str, before: Provenance | None
) -> tuple[NotebookNode, Provenance]:
    """Return the notebook that is stored for an outcome, and where its outputs come from."""
    from nbformat import v4

    notebook = v4.reads(outcome.notebook)
    files = {place: hashlib.sha256(data).hexdigest() for place, data in outcome.files.items()}
    provenance = Provenance(
        document=document,
        device=device,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=round(outcome.seconds, 1),
        environment=dict(outcome.environment),
        files=files,
        key=key,
        replaced=_replaced(before, files),
    )
    # ids of cells are random where a page is Markdown, and would differ each time
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        cell.pop("id", None)
    return notebook, provenance


def _before(path: Path) -> Provenance | None:
    """Return where outputs come from that are about to be replaced."""
    try:
        return read_stored(path).provenance
    except DamagedError:
        return None


def _replaced(before: Provenance | None, files: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what to remember of the files of earlier outputs.

    :param files: what the cells wrote now: places and SHA-256
    """
    found: dict[str, list[str]] = {}
    if before is None:
        return found
    for place, digest in files.items():
        old = [before.files.get(place), *before.replaced.get(place, ())]
        if known := list(dict.fromkeys(key for key in old if key and key != digest)):
            found[place] = known[:_REMEMBERED]
    return found


def _write_files(files: Mapping[str, bytes], root: Path) -> None:
    for place, content in files.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _move(source: Path, target: Path) -> None:
    """Move a folder, unless another build just did the same."""
    try:
        source.replace(target)
    except OSError:
        if source.exists() and not target.is_dir():
            raise


def _remove(path: Path) -> None:
    """Delete outputs, and what lies beside them."""
    path.unlink(missing_ok=True)
    shutil.rmtree(path.with_suffix(""), ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Take away empty folders, and what a build left that was killed."""
    for left in folder.glob(".new-*"):
        if left.stat().st_mtime < time.time() - _HOUR:
            shutil.rmtree(left, ignore_errors=True)
    for place, _folders, _names in os.walk(folder, topdown=False):
        if Path(place) != folder and not os.listdir(place):  # noqa: PTH208 (a walk of strings)
            Path(place).rmdir()
