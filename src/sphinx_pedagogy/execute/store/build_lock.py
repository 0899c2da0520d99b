"""Keeps two builds of one folder from running the same page: the second waits for the first.

A claim is a lock of the system on one byte of a file, so it ends with the process that has it,
however that ends. Where there are no such locks (on Windows), both builds run the page, which
costs time and spoils nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from types import TracebackType

_LOOK_EVERY = 0.25
_DIGITS = 15
"""In hexadecimal, of the number of a byte. Two keys on one byte would only wait for each other."""


class BuildLocks:
    """What this process is about to store in a folder. A context manager."""

    def __init__(self, folder: Path) -> None:
        """Claim nothing yet.

        :param folder: the store; the file of the locks is not in it, so it may be read-only
        """
        self._folder = os.path.realpath(folder)
        self._file: int | None = None

    def __enter__(self) -> BuildLocks:
        """Open the file of the locks: an empty one, for all folders of a user."""
        if fcntl is not None:
            path = Path(tempfile.gettempdir(), f"pedagogy-{os.getuid()}.claims")
            with contextlib.suppress(OSError):
                self._file = _open_own(path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free everything."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def take(self, key: str) -> bool:
        """Claim a key; false if another build has it."""
        if self._file is None:
            return True
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._byte(key))
        except (BlockingIOError, PermissionError):
            return False
        except OSError:  # a file system without locks
            return True
        return True

    def free(self, key: str) -> None:
        """Let another build have a key."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, self._byte(key))

    def wait_for(self, keys: Collection[str], patience: float) -> Iterator[set[str]]:
        """Claim keys that other builds have, and yield them as they come free.

        :param patience: seconds without any, after which the rest is yielded as well: the other
            build may be suspended, and a page that runs twice spoils nothing
        """
        left = set(keys)
        last = time.monotonic() + patience
        while left:
            found = {key for key in left if self.take(key)}
            if time.monotonic() > last:
                found = set(left)
            if not found:
                time.sleep(_LOOK_EVERY)
                continue
            left -= found
            yield found
            last = time.monotonic() + patience

    def _byte(self, key: str) -> int:
        digest = hashlib.sha256(f"{self._folder} {key}".encode("utf-8", "surrogateescape"))
        return int(digest.hexdigest()[:_DIGITS], 16)


def _open_own(path: Path) -> int:
    """Open a file that only this account can lock, and make it if need be.

    :raises OSError: another account can: it was there first, and could keep us waiting
    """
    found = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    status = os.fstat(found)
    if status.st_uid != os.getuid() or status.st_mode & 0o077 or not stat.S_ISREG(status.st_mode):
        os.close(found)
        raise PermissionError(f"{path} is not ours alone")
    return found
