"""Temporary folders that do not stay for ever, even where a build was killed.

Each holds a file that its process has locked. The system frees the lock when the process ends,
however that ends, and the next one to need a folder removes those that nobody has locked.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "pedagogy-"
_LOCK = "lock"


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a temporary folder, and remove it in the end."""
    remove_leftovers()
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder,
        (Path(folder) / _LOCK).open("wb") as lock,
    ):
        if fcntl is not None:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield Path(folder)


def remove_leftovers() -> None:
    """Remove the folders of processes that were killed."""
    if fcntl is not None:
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            # a folder of which the file is not there yet is just being made
            with contextlib.suppress(OSError):
                _remove_left(folder)


def _remove_left(folder: Path) -> None:
    """Remove a folder.

    :raises OSError: it is no temporary folder of ours, or its process lives
    """
    if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
        with (folder / _LOCK).open("rb+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
