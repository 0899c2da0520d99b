"""The files of a public course at one commit, and the order of its chapters."""

from __future__ import annotations

import posixpath
import re
import subprocess
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SUFFIXES = (".md", ".rst", ".Rmd", ".qmd")
# how the files in which courses list their chapters name one
_NAMED = {
    "SUMMARY.md": re.compile(r"\]\(([^)]+\.md)\)"),
    "_toc.yml": re.compile(r"(?m)^\s*(?:- )?(?:file|root): *[\"']?([\w./-]+)"),
    "_quarto.yml": re.compile(r"(?m)^\s*- ([\w./-]+\.[qR]?md)\s*$"),
    "config.yaml": re.compile(r"(?m)^- ([\w.-]+\.R?md)\s*$"),
}


class Sources:
    """A git directory, or a folder, from which single files are read."""

    def __init__(self, place: Path, commit: str = "HEAD") -> None:
        self.place = place
        self.commit = commit
        self.is_bare = (place / "objects").is_dir()

    @cached_property
    def paths(self) -> list[str]:
        """All paths, sorted."""
        if self.is_bare:
            return sorted(self._git("ls-tree", "-r", "--name-only", self.commit).splitlines())
        files = (path for path in self.place.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.place).as_posix() for path in files)

    @cached_property
    def revision(self) -> str:
        """The commit; empty if this is a folder."""
        return self._git("rev-parse", f"{self.commit}^{{commit}}").strip() if self.is_bare else ""

    def text(self, path: str) -> str | None:
        """Return a file; nothing where it is missing, or no text."""
        try:
            if self.is_bare:
                return self._git("show", f"{self.commit}:{path}")
            return (self.place / path).read_text(encoding="utf-8")
        except (subprocess.CalledProcessError, OSError, UnicodeDecodeError):
            return None

    def _git(self, *arguments: str) -> str:
        command = ["git", "-c", "core.quotePath=off", "-C", str(self.place), *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def chapters(sources: Sources, order: str | Sequence[str]) -> list[str]:
    """Return the paths of the chapters in their order, each once.

    :param order: the file that lists them, or patterns of paths
    """
    found: Iterable[str]
    if not isinstance(order, str):
        found = (p for pattern in order for p in sources.paths if fnmatchcase(p, pattern))
    elif posixpath.basename(order) in _NAMED:
        found = _listed(sources, order)
    else:
        found = _in_toctrees(sources, order)
    return list(dict.fromkeys(found))


def _listed(sources: Sources, order: str) -> Iterator[str]:
    name = posixpath.basename(order)
    folder = posixpath.dirname(order)
    for named in _NAMED[name].findall(sources.text(order) or ""):
        inside = posixpath.join(folder, "episodes", named) if name == "config.yaml" else ""
        yield from _existing(sources, inside or posixpath.join(folder, named))


def _in_toctrees(sources: Sources, page: str) -> Iterator[str]:
    """Yield the pages of toctrees, depth first; a page that only has a toctree is one, too."""
    text = sources.text(page) or ""
    trees = re.findall(r"(?m)^\.\. toctree::.*\n((?:[ \t]+.*\n?|\s*\n)*)", text)
    trees += re.findall(r"(?s)(?:`{3,}|:{3,})\{toctree\}.*?\n(.*?)\n(?:`{3,}|:{3,})", text)
    for line in "\n".join(trees).splitlines():
        entry = re.sub(r"^.*<(.+)>$", r"\1", line.strip())
        if not entry or entry.startswith(":") or "*" in entry:
            continue
        for path in _existing(sources, posixpath.join(posixpath.dirname(page), entry)):
            if path != page:
                yield path
                yield from _in_toctrees(sources, path)


def _existing(sources: Sources, path: str) -> Iterator[str]:
    path = posixpath.normpath(path)
    known = set(sources.paths)
    yield from [one for one in (path, *(f"{path}{s}" for s in SUFFIXES)) if one in known][:1]
