"""Since which release something is there.

``releases.toml`` lists, for each release, the names of what came with it, by kind. What no release
lists came after the last one: it is of the version that the manual is about.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import sphinx_pedagogy

FILE = Path(__file__).parent / "releases.toml"


@cache
def released() -> dict[tuple[str, str], str]:
    """Return the release of each name that has one."""
    releases = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        (kind, name): release
        for release, kinds in releases.items()
        for kind, names in kinds.items()
        for name in names
    }


def since_of(kind: str, name: str) -> str:
    """Return the release that brought something, or the one that will."""
    coming = sphinx_pedagogy.__version__.partition(".dev")[0]
    return released().get((kind, name), coming)
