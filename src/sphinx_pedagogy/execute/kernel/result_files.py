"""Files that cells wrote: which of them count as results, and where such a file may lie."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

_OF_A_REPOSITORY = re.compile(r"\.(?:git|hg|svn|bzr|jj)|_darcs|cvs$|(?:git|hg|svn)~\d")
"""Begins the names of what belongs to Git and its like, also as Windows shortens them."""
_SETTINGS = ("conf.py", "docutils.conf")
"""What Sphinx and docutils obey."""


def is_plain(place: object) -> bool:
    """Whether a place lies in the folder that it is counted from, as it is written.

    The inside of a repository, such as ``.git``, is no place: Git runs what stands there.
    """
    if not isinstance(place, str):
        return False
    split = {*re.split(r"[/\\]", place), *Path(place).parts}
    return (
        not Path(place).anchor
        and split.isdisjoint({"", ".", ".."})
        and not any(_OF_A_REPOSITORY.match(_as_file_systems_see(part)) for part in split)
    )


def is_result(place: str) -> bool:
    """Whether a file may be what a page shows: nothing hidden, and no settings of programs."""
    *folders, name = map(_as_file_systems_see, re.split(r"[/\\]", place))
    hidden = any(part.startswith(".") for part in (*folders, name))
    return is_plain(place) and not hidden and name not in _SETTINGS


def _as_file_systems_see(part: str) -> str:
    """Return a name as those see it that ignore case, some characters, or a dot at the end."""
    known = unicodedata.normalize("NFKC", part)
    seen = "".join(sign for sign in known if unicodedata.category(sign) != "Cf")
    return seen.partition(":")[0].strip(" ").rstrip(". ").casefold()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
