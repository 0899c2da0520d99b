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
_YOUNG = "young"
_LONGEST = 80
"""Bytes of a folder's path; the system takes some hundred for that of a socket in it."""
_SHORT = "/tmp"  # noqa: S108 (only for folders of random names that are ours alone)


@contextlib.contextmanager
def scratch_folder(where: str | None = None) -> Iterator[Path]:
    """Give a temporary folder that no other account can look into, and remove it in the end.

    :param where: the folder to make it in, if not the one that is meant for such
    :raises OSError: it cannot be made there
    """
    where = where or tempfile.gettempdir()
    remove_leftovers(where)
    with (
        tempfile.TemporaryDirectory(
            prefix=_PREFIX, dir=where, ignore_cleanup_errors=True
        ) as folder,
        (Path(folder) / _YOUNG).open("wb") as lock,
    ):
        if fcntl is not None:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
                # nobody finds it by this name before it is locked
                (Path(folder) / _YOUNG).rename(Path(folder) / _LOCK)
        yield Path(folder)


@contextlib.contextmanager
def socket_folder(scratch: Path) -> Iterator[Path | None]:
    """Give a folder for a kernel's sockets: the one given, or one with a shorter name.

    Without one, a kernel listens at ports of the machine, where every account hears what it says.
    There is none on Windows, and where nothing short can be made.
    """
    with contextlib.ExitStack() as stack:
        folder: Path | None = scratch
        if os.name == "nt":
            folder = None
        elif len(os.fsencode(scratch)) > _LONGEST:
            folder = None
            with contextlib.suppress(OSError):
                folder = stack.enter_context(scratch_folder(_SHORT))
        yield folder


def remove_leftovers(where: str) -> None:
    """Remove the folders of processes that were killed."""
    if fcntl is not None:
        for folder in Path(where).glob(f"{_PREFIX}*"):
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
