"""Keeps two builds of one folder from running the same page: the second waits for the first.

Each page that is about to be stored has a lock, which ends with the process that holds it, however
that ends. Where no lock can be had, both builds run the page, which costs time and spoils nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from types import TracebackType

    from filelock import FileLock

_LOOK_EVERY = 0.25
_DIGITS = 32
"""In hexadecimal, of the name of a lock's file."""
_DAY = 86400
_MOST = 100
"""Locks at a time: each is an open file, and a process may have some 256 of these on macOS."""


class BuildLocks:
    """What this process is about to store in a folder. A context manager."""

    def __init__(self, folder: Path) -> None:
        """Lock nothing yet.

        :param folder: the store; the files of the locks are not in it, so it may be read-only
        """
        self._store = os.path.realpath(folder)
        self._files: Path | None = None
        self._held: dict[str, FileLock] = {}

    def __enter__(self) -> BuildLocks:
        """Find the folder of the locks, for all stores of this account."""
        self._files = lock_folder()
        if self._files is not None:
            remove_left(self._files)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free everything."""
        for key in list(self._held):
            self.free(key)

    def take(self, key: str) -> bool:
        """Lock a key; false if another build has it.

        Beyond the most that may be held, a key that is free is taken without being held.
        """
        if self._files is None or key in self._held:
            return True
        from filelock import FileLock, Timeout

        # whoever takes it may free it from another thread
        lock = FileLock(self._file_of(key), thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return False
        except (OSError, NotImplementedError):  # a file system without locks
            return True
        self._held[key] = lock
        if len(self._held) > _MOST:
            self.free(key)
        return True

    def free(self, key: str) -> None:
        """Let another build have a key."""
        lock = self._held.pop(key, None)
        if lock is not None:
            # while it is held: who opens the file now finds that it has no name any more
            with contextlib.suppress(OSError):
                Path(lock.lock_file).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                lock.release()

    def wait_for(self, keys: Collection[str], patience: float) -> Iterator[set[str]]:
        """Lock keys that other builds have, and yield them as they come free.

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

    def _file_of(self, key: str) -> Path:
        digest = hashlib.sha256(f"{self._store} {key}".encode("utf-8", "surrogateescape"))
        return Path(self._files or "", f"{digest.hexdigest()[:_DIGITS]}.lock")


def remove_left(folder: Path) -> None:
    """Remove the files of builds that were killed; those that nobody holds for a day."""
    from filelock import FileLock

    for file in folder.glob("*.lock"):
        with contextlib.suppress(OSError, NotImplementedError):
            if file.stat().st_mtime < time.time() - _DAY:
                with FileLock(file, blocking=False):
                    file.unlink()


def lock_folder() -> Path | None:
    """Return the folder of the locks, or ``None`` if there can be none.

    It is below the home of the account: in a folder for all accounts, another one could take a name
    first, and keep us waiting.
    """
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    try:
        home = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
        folder = home / "sphinx-pedagogy" / "locks"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder if _is_ours_alone(folder) else None
    except (OSError, RuntimeError):  # no home, or none that can be written
        return None


def _is_ours_alone(folder: Path) -> bool:
    """Whether no other account can write in a folder; on Windows it is below the account's own."""
    if os.name == "nt":
        return True
    status = folder.lstat()
    return (
        stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o022
    )
