"""Files that others may have put there, read within limits: a link may lead to a device or a pipe.

Git carries symbolic links, and ``/dev/zero`` has no end while its size is 0.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_regular(path: Path, most: int) -> bytes:
    """Return what is in a file.

    :param most: bytes that it may have
    :raises OSError: it is not there, or cannot be read
    :raises ValueError: it is a device, a pipe or the like, or too large
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is not a regular file")
    with path.open("rb") as stream:
        data = stream.read(most + 1) if found.st_size <= most else b""
    if max(len(data), found.st_size) > most:
        raise ValueError(f"it has more than {most / 1e6:,.0f} MB")
    return data


def lies_in(path: Path, folders: Iterable[str | Path]) -> bool:
    """Whether a file lies in one of some folders, wherever links lead."""
    real = Path(os.path.realpath(path))  # Path.resolve raises for links in a circle
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)
