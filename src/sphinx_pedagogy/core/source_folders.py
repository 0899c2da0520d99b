"""Folders beside the sources whose files are pages, as if they lay among the sources.

So a repository can have ``lessons/`` and ``notebooks/`` side by side and be one Sphinx project,
without a symbolic link, which Git checks out as a text file where links are not allowed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util.matching import Matcher, get_matching_files

from sphinx_pedagogy.course.messages import Subtype, emit_warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

_Path = type(Project("", ()).srcdir)
"""The class of paths that Sphinx returns."""


class WithFolders(Project):
    """The files of a project, of which some lie elsewhere."""

    outside: Mapping[str, str]
    """Folders by the path that they have among the sources; those of files are absolute."""

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all pages, and then those elsewhere."""
        excluded, included = list(exclude_paths), list(include_paths)
        super().discover(excluded, included)
        leaves_out, takes = Matcher([*excluded, *EXCLUDE_PATHS]), Matcher(included)
        for place, folder in self.outside.items():
            self._discover_in(place, folder, leaves_out, takes)
        return self.docnames

    def _discover_in(self, place: str, folder: str, leaves_out: Matcher, takes: Matcher) -> None:
        if (self.srcdir / place).is_dir():
            text = f'pedagogy_folders: the sources have a folder "{place}" themselves'
            emit_warning(Subtype.CONFIG, f"{text}, so {folder} is not read; remove one of the two")
            return
        if not os.path.isdir(folder):  # noqa: PTH112 (that of pathlib raises without access)
            text = f'pedagogy_folders: for "{place}" there is no folder {folder}'
            emit_warning(Subtype.CONFIG, f"{text}; write its path from the folder of conf.py")
            return
        for name in get_matching_files(folder):
            page = f"{place}/{name}"
            above = [page[:index] for index, letter in enumerate(page) if letter == "/"]
            suffix = next((end for end in self.source_suffix if name.endswith(end)), "")
            if suffix and takes(page) and not any(map(leaves_out, [page, *above])):
                self._add(page.removesuffix(suffix), Path(folder, name))

    def _add(self, docname: str, file: Path) -> None:
        if docname in self.docnames:
            text = f'pedagogy_folders: there is a page "{docname}" already, so {file} is not read'
            emit_warning(Subtype.CONFIG, f"{text}; give one of them another name")
            return
        self.docnames.add(docname)
        self._docname_to_path[docname] = Path(os.path.relpath(file, self.srcdir))
        self._path_to_docname[file] = docname
        self._path_to_docname[self._docname_to_path[docname]] = docname

    def doc2path(self, docname: str, absolute: bool) -> _Path:  # type: ignore[valid-type]
        """Return the file of a page, without ``..`` in it if it is absolute."""
        path = super().doc2path(docname, absolute)
        return _Path(os.path.normpath(path)) if absolute else path


def read_folders(app: Sphinx) -> None:
    """Let the project know of its folders, before it looks for pages."""
    folders = app.config.pedagogy_folders
    if not folders:
        return
    project = cast("WithFolders", app.project)
    project.__class__ = WithFolders
    project.outside = {
        place.strip("/"): os.path.normpath(Path(app.confdir, folder))
        for place, folder in folders.items()
    }


def folders_of(project: Project) -> Mapping[str, str]:
    """Return the folders elsewhere by the path that they have among the sources."""
    return cast("Mapping[str, str]", getattr(project, "outside", {}))


def home_of(place: str, root: Path, folders: Mapping[str, str]) -> tuple[str, Path]:
    """Return the folder that a file really lies in, and its path among the sources.

    :param place: of the file, from the root of the sources, with slashes
    :param root: the root of the sources
    """
    for name, folder in folders.items():
        if place == name or place.startswith(f"{name}/"):
            return f"{name}/", Path(folder)
    return "", root


def complaint_about(value: object) -> str | None:
    """Return what is wrong with the value of ``pedagogy_folders``, if anything is."""
    if isinstance(value, dict) and all(
        isinstance(folder, str) and folder and folder.isprintable() and _is_plain(place)
        for place, folder in value.items()
    ):
        return None
    return 'it must be a dictionary such as {"notebooks": "../notebooks"}'


def _is_plain(place: object) -> bool:
    if not isinstance(place, str) or not place.isprintable() or set(place) & set('\\*?[:"'):
        return False
    return all(part not in ("", ".", "..") for part in place.strip("/").split("/"))
