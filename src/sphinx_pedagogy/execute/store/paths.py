"""The names of stored outputs: the page's and the device's, so that a change is one readable diff.

``executed/7-4/7-4-3-sd3-and-flux.cpu.ipynb`` holds the outputs of a page on the CPU, and the folder
of the same name without ``.ipynb`` the files that its cells wrote. Earlier versions named a
notebook by its key alone.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import TYPE_CHECKING

from sphinx_pedagogy.execute.jobs import DEVICES
from sphinx_pedagogy.execute.kernel.result_files import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIX = ".ipynb"
_ENDS = tuple(f".{device}" for device in DEVICES)
_LONGEST = 200
"""Bytes of a name; file systems take 255, and some less."""
_KEY_ALONE = re.compile(r"[0-9a-f]{32}")


def file_for(document: str, device: str) -> PurePosixPath:
    """Return the path of a page's outputs, from the folder of all."""
    *folders, name = document.split("/")
    # a folder that ends like this holds what the cells of a page wrote
    safe = [f"{part}%" if _is_like_ours(part) else part for part in folders]
    return PurePosixPath(*map(_shortened, safe), f"{_shortened(name)}.{device}{SUFFIX}")


def _is_like_ours(folder: str) -> bool:
    return folder.rstrip("%").lower().endswith(_ENDS)


def _shortened(name: str) -> str:
    data = os.fsencode(name)
    if len(data) <= _LONGEST:
        return name
    kept = data[: _LONGEST - 40].decode("utf-8", "ignore")
    return f"{kept}~{hashlib.sha256(data).hexdigest()[:16]}"


def has_our_name(path: Path) -> bool:
    """Whether a file is named as we name outputs, or as earlier versions did."""
    return path.stem.lower().endswith(_ENDS) or is_named_by_key(path)


def is_named_by_key(path: Path) -> bool:
    """Whether an earlier version named a file."""
    return _KEY_ALONE.fullmatch(path.stem) is not None


def files_in(folder: Path) -> Iterator[Path]:
    """Yield all notebooks in a folder of outputs, but none that cells wrote."""
    for place, folders, names in os.walk(folder):  # follows no links, so none in a circle either
        folders[:] = sorted(name for name in folders if not _holds_files(Path(place), name))
        for name in sorted(names):
            if name.endswith(SUFFIX):
                yield Path(place, name)


def _holds_files(place: Path, name: str) -> bool:
    """Whether a folder is none of pages: of files that cells wrote, or one in the making."""
    return (
        name.startswith(".new-")
        or name.lower().endswith(_ENDS)
        or (_KEY_ALONE.fullmatch(name) is not None and (place / f"{name}{SUFFIX}").exists())
    )


def moved(files: Mapping[str, str], old: str, new: str) -> dict[str, str] | None:
    """Return where files would be, had the cells of one page run as those of another.

    :param files: places from the root of the sources, and anything
    :param old: the document whose cells wrote them
    :returns: each place and the new one; ``None`` if one would lie outside of the sources
    """
    old_folder, new_folder = (str(PurePosixPath(name).parent) for name in (old, new))
    found = {}
    for place in files:
        target = normpath(f"{new_folder}/{relpath(place, old_folder)}")
        if not is_plain(target):
            return None
        found[place] = target
    return found
