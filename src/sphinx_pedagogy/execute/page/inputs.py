"""The files that a page declares for its cells: below the sources, and nowhere else.

What is declared is sent to other machines and may be stored in a committed notebook. So a link
that leads out of the sources is refused, wherever it stands in a path.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.source_folders import folders_of, home_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

_WILD = frozenset("*?[")
_PRIVATE = ".git"
"""It may hold the keys of whoever fetched the project."""


def find_inputs_of(
    app: Sphinx, patterns: Sequence[str], folder: str
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Return what a page declares, which may lie in a folder beside the sources, and read it there.

    :param folder: that of the page, among the sources
    """
    name, home = home_of(folder, Path(app.srcdir), folders_of(app.project))
    found, problems = find_inputs(patterns, folder[len(name) :] or ".", home)
    return {f"{name}{place}": path for place, path in found.items()}, problems


class _RefusedError(Exception):
    """A path is no input; the text says why."""


def find_inputs(
    patterns: Sequence[str], folder: str, root: Path
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Return the files that a page declares by place, and what is wrong with the declaration.

    :param patterns: paths and patterns, from the folder of the page; a folder is all files below
    :param folder: that folder, from the root of the sources
    :param root: the root of the sources
    """
    found: dict[str, Path] = {}
    problems = []
    for pattern in patterns:
        try:
            files = sorted(set(_files_of(pattern, folder, root)))
        except _RefusedError as refused:
            problems.append(f'the input "{pattern}" {refused}')
            continue
        except (OSError, RuntimeError, ValueError) as error:
            # such as links in a circle, or "**" as a part of a name
            problems.append(f'the input "{pattern}" cannot be looked up: {error}')
            continue
        found |= {path.relative_to(root).as_posix(): path for path in files}
        if not files:
            problems.append(f'the input file "{pattern}" does not exist')
    return found, tuple(problems)


def _files_of(pattern: str, folder: str, root: Path) -> Iterator[Path]:
    """Yield the files that one pattern means.

    :raises _RefusedError: one of them is not in the sources
    """
    place = _plain(folder, pattern)
    if place is None:
        raise _RefusedError(
            "is outside of the sources: only what is in them can be sent to another machine"
        )
    last = place.rpartition("/")[2]
    whole = last == "**" or not _WILD & set(last)
    for path in root.glob(place):
        _check(path, root)
        if path.is_file():
            yield path
        elif whole and path.is_dir():
            yield from _below(path, root, frozenset())


def _below(folder: Path, root: Path, around: frozenset[Path]) -> Iterator[Path]:
    """Yield all files below a folder, save hidden ones.

    :param around: the folders that are being looked through, since links may lead in a circle
    """
    real = folder.resolve()
    if real in around:
        return
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        _check(path, root)
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from _below(path, root, around | {real})


def _check(path: Path, root: Path) -> None:
    """Refuse what is not in the sources, or is not for others.

    :raises _RefusedError: with the reason
    """
    real, home = path.resolve(), root.resolve()
    shown = path.relative_to(root).as_posix()
    if not real.is_relative_to(home):
        raise _RefusedError(
            f'leads out of the sources by a link ("{shown}"): only what is in them can be sent to '
            "another machine; copy the file there"
        )
    if _PRIVATE in real.relative_to(home).parts:
        raise _RefusedError(f'is a file of Git ("{shown}"), which is not for cells')


def _plain(folder: str, pattern: str) -> str | None:
    """Return a path from the root without ``..``, or ``None`` if it leads out."""
    parts: list[str] = []
    if PurePosixPath(pattern).is_absolute():
        return None
    for part in PurePosixPath(folder, pattern).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or None
