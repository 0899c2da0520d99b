"""Which files have changed since a revision in git, those that nobody committed included."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.impact.revision import git
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.environment import BuildEnvironment


class _Change(NamedTuple):
    """A file that git says has changed."""

    status: str
    """``M``, ``A``, ``D``; with how much is the same, ``R100``."""
    before: str
    """Digest of what it was."""
    path: str
    """From the root of the repository; of a renamed file the new one."""

    @property
    def is_of_text(self) -> bool:
        """Whether there is a file of that path with another text than before."""
        return self.status not in {"D", "R100", "C100"}


def changed_files(source: Path, revision: str) -> Set[Path]:
    """Return the files that differ from what they were where this branch left a revision.

    A file that only has another name is not among them.

    :param source: a folder of the repository
    :raises ReadError: there is no git, no repository, or no such revision
    """
    try:
        root = Path(git(source, "rev-parse", "--show-toplevel").decode().strip())
    except ReadError as error:
        if "not a git repository" not in str(error):
            raise
        raise ReadError(
            f"--changed-since needs git, but {source} is in no repository; leave the option out"
        ) from None
    base = commit_of(root, revision)
    changes = list(changes_since(root, base))
    gone = {change.before for change in changes if change.status == "D"}
    found = {change.path for change in changes if change.is_of_text}
    fresh = pieces(git(root, "ls-files", "-z", "--others", "--exclude-standard"))
    for path, mark in zip(fresh, marks(root, fresh), strict=True):
        if mark not in gone:  # else it was moved, and git was not told
            found.add(path)
    return {(root / path).resolve() for path in found}


def commit_of(root: Path, revision: str) -> str:
    """Return the last commit that this branch has in common with a revision.

    :raises ReadError: there is no such revision
    """
    try:
        name = f"{revision}^{{commit}}"
        commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except ReadError:
        raise ReadError(f'git knows no revision "{revision}"') from None
    there = commit.decode().split()[-1]
    try:
        return git(root, "merge-base", there, "HEAD").decode().strip()
    except ReadError:  # they have nothing in common, as in a clone that is not deep enough
        return there


def changes_since(root: Path, commit: str) -> Iterator[_Change]:
    """Yield how the files that git knows differ from a commit, in the index or on the disk."""
    said = iter(pieces(git(root, "diff", "--raw", "-z", "-M", "--abbrev=64", commit, "--")))
    for facts in said:
        _mode, _new_mode, before, _after, status = facts.removeprefix(":").split()
        path = next(said)
        if status[0] in "RC":
            path = next(said)
        yield _Change(status, before, path)


def marks(root: Path, paths: list[str]) -> list[str]:
    """Return the digests of files, as git has them."""
    return git(root, "hash-object", "--", *paths).decode().split() if paths else []


def pieces(said: bytes) -> list[str]:
    """Return what git divides by nulls."""
    return said.decode(errors="surrogateescape").split("\0")[:-1]


def changed_pages(env: BuildEnvironment, files: Set[Path]) -> Set[str]:
    """Return the pages of which a file has changed: their own, or one that they include or show."""
    return {
        docname
        for docname in env.all_docs
        if Path(env.doc2path(docname)).resolve() in files
        or any((Path(env.srcdir) / name).resolve() in files for name in env.dependencies[docname])
    }
