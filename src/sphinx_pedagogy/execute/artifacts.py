"""Files that cells wrote: put back beside their page, as if the cells had run here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.execute.sandbox import digest_of
from sphinx_pedagogy.folders import home_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_pedagogy.execute.store import Store, Stored

_NONE: Mapping[str, str] = {}


def put_back(
    stored: Stored, root: Path, store: Store, folders: Mapping[str, str] = _NONE
) -> Iterator[str]:
    """Put the files of a page back, never over one that an author may have made.

    :param root: the root of the sources
    :param folders: those elsewhere, by the path that they have among the sources
    :param store: knows what cells wrote before, and may therefore be replaced
    :returns: what could not be put back, and why
    """
    for place, digest in stored.provenance.files.items():
        name, home = home_of(place, root, folders)
        target = home / place.removeprefix(name)
        if not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(home)):
            yield f'the file "{place}" that cells wrote would lie outside of the sources'
            continue
        if target.exists():
            there = digest_of(target)
            if there == digest:
                continue
            if not store.wrote(place, there):
                yield f'the file "{place}" is not the one that cells wrote, and is kept as it is'
                continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(stored.file(place).read_bytes())
        except OSError as error:
            yield f'the file "{place}" that cells wrote cannot be put back: {error}'
