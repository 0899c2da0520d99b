"""Files that cells wrote: put back beside their page, as if the cells had run here."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.source_folders import home_of
from sphinx_pedagogy.execute.kernel.result_files import digest_of, is_plain, is_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_pedagogy.execute.store.store import Store
    from sphinx_pedagogy.execute.store.stored import Stored

_NONE: Mapping[str, str] = {}
_RUN = frozenset(
    f".{end}"
    for end in (
        *("py", "pyw", "pyc", "pyd", "pth", "so", "dll", "dylib", "exe", "com"),
        *("bat", "cmd", "ps1", "sh", "bash", "zsh"),
    )
)
"""How the names of files end that are run by their names alone, or by another's."""
_RUN_TOO = frozenset({"makefile", "gnumakefile", "pyproject.toml", "setup.cfg", "tox.ini"})


def put_back(
    stored: Stored,
    root: Path,
    store: Store,
    folders: Mapping[str, str] = _NONE,
    *,
    runs: bool = True,
    is_page: Callable[[str], bool] = lambda _place: False,
) -> Iterator[str]:
    """Put the files of a page back, never over one that an author may have made.

    :param root: the root of the sources
    :param folders: those elsewhere, by the path that they have among the sources
    :param store: knows what cells wrote before, and may therefore be replaced
    :param runs: whether cells may run at all; if not, nothing comes that could be run instead
    :param is_page: whether Sphinx would read a file of that place as a page
    :returns: what could not be put back, and why
    """
    for place, digest in stored.provenance.files.items():
        name, home = home_of(place, root, folders)
        target = home / place.removeprefix(name)
        text = f'the file "{place}" that cells wrote'
        real = Path(os.path.realpath(target))
        if not real.is_relative_to(os.path.realpath(home)):
            yield f"{text} would lie outside of the sources"
            continue
        inside = real.relative_to(os.path.realpath(home)).as_posix()
        if not is_plain(inside):
            yield f"{text} is not put back: it would lie inside of a repository ({inside})"
            continue
        if target.exists():
            there = digest_of(target) if target.is_file() else ""
            if there == digest:
                continue
            if not store.wrote(place, there):
                yield f'the file "{place}" was changed since cells wrote it, and is not overwritten'
                continue
        if reason := _refusal(place, runs=runs, is_page=is_page):
            yield f"{text} is not put back: {reason}"
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(stored.file(place).read_bytes())
        except OSError as error:
            yield f"{text} cannot be put back: {error}"


def _refusal(place: str, *, runs: bool, is_page: Callable[[str], bool]) -> str:
    """Return why a file does not come beside pages, where a program would obey it."""
    if not is_result(place):
        return "it is hidden, or a file of settings"
    name = PurePosixPath(place.casefold())
    if not runs and (name.suffix in _RUN or name.name in _RUN_TOO):
        return (
            'it can be run, and `pedagogy_executor` is "none"; commit it beside the page if the '
            "page shows it"
        )
    if is_page(place):
        return "Sphinx would read it as a page; name it in `exclude_patterns` if it is none"
    return ""


def left_out(places: Iterable[str]) -> Iterator[str]:
    """Yield what to say of files that cells wrote and that are not kept."""
    odd = []
    for place in places:
        if is_result(place):
            yield f'the file "{place}" that its cells wrote is too large to be kept'
        else:
            odd.append(place)
    if odd:
        more = f" and {len(odd) - 1} more" if odd[1:] else ""
        yield (
            f'not kept of what its cells wrote: "{odd[0]}"{more}; hidden files and settings stay '
            "out, so give what the page shows another name, or let a cell delete what it does not"
        )
