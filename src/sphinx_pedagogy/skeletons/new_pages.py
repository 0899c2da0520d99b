"""A new course, module or lesson: its number, its place, and its first words."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.errors import ReadError
from sphinx_pedagogy.course.names import lesson_slug, number_of, number_text, slug
from sphinx_pedagogy.skeletons.templates import add_entry, write_new

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.catalogue import Catalogue

Number = tuple[int, ...]
PAGES = {".md", ".rst", ".ipynb"}


class Made(NamedTuple):
    """A file that was written, and whether a table of contents has it."""

    file: Path
    contents: Path
    """The page whose table of contents should have it."""
    listed: bool


def new_course(title: str, folder: Path) -> list[Made]:
    """Write a course with its first module and lesson.

    :raises ReadError: there is one in the folder already, or around it
    """
    if (folder / "conf.py").exists():
        raise ReadError(f"{folder / 'conf.py'} exists already: there is a course")
    around = next(
        (parent for parent in folder.absolute().parents if (parent / "conf.py").exists()), None
    )
    if around is not None:
        raise ReadError(
            f"{os.path.relpath(folder)} is inside the course {os.path.relpath(around)}, which "
            "would read its pages as its own; name a folder outside"
        )
    index = folder / "index.md"
    write_new(index, "index.md", title=title)
    write_new(folder / "conf.py", "conf.txt", title=repr(title))
    names = ["conf.py", "index.md"]
    if not (folder / ".gitignore").exists():
        write_new(folder / ".gitignore", "gitignore.txt")
        names.append(".gitignore")
    module = write_module("First module", (1, 1), folder, index)
    lesson = write_lesson("First lesson", (1, 1, 1), module.file.parent, module.file)
    begun = [Made(folder / name, index, listed=True) for name in names]
    return [*begun, module, lesson]


def new_module(env: BuildEnvironment, catalogue: Catalogue, title: str, series: str) -> Made:
    """Write a module after the last of the course, or of a series.

    :param series: its number; empty for the last one
    """
    modules = modules_of(catalogue)
    of = number_of(series) or max((module[:-1] for module in modules), default=(1,))
    if series and not number_of(series):
        raise ReadError(f'"{series}" is no series: write a number, such as 6')
    there = [module for module in modules if module[:-1] == of]
    beside = modules[max(there)] if there else None
    root = Path(env.srcdir)
    folder = root / Path(beside).parent.parent if beside and "/" in beside else root
    number = free_number(catalogue, of, folder)
    return write_module(title, number, folder, Path(env.doc2path(env.config.root_doc)))


def new_lesson(env: BuildEnvironment, catalogue: Catalogue, title: str, module: str) -> Made:
    """Write a lesson at the end of a module.

    :param module: its number; empty for the last one
    :raises ReadError: there is no such module, or there is a lesson of that name
    """
    modules = modules_of(catalogue)
    wanted = number_of(module) or max(modules, default=())
    if wanted not in modules:
        known = ", ".join(map(number_text, sorted(modules)))
        missing = f'no module "{module}"' if module else "no module with a number yet"
        raise ReadError(
            f"there is {missing}{f' (there is {known})' if known else ''}; make it first: "
            "sphinx-pedagogy new module TITLE"
        )
    front = catalogue.module_pages.get(wanted)
    index = Path(env.doc2path(front.place.document if front else modules[wanted]))
    number = free_number(catalogue, wanted, index.parent)
    check_name(catalogue, lesson_slug(numbered(number, title)), index.parent)
    return write_lesson(title, number, index.parent, index)


def free_number(catalogue: Catalogue, above: Number, folder: Path) -> Number:
    """Return the next number in a module or series.

    It comes after those of all lessons, recorded ones and duplicates too, of module pages, and of
    files that are no page of the course, such as a draft.
    """
    stated = [entry.number for page in catalogue.pages.values() for entry in page.lessons]
    stated += [front.number for page in catalogue.pages.values() for front in page.module_pages]
    length = len(above)
    taken = {
        number[length] for number in stated if number[:length] == above and len(number) > length
    }
    beginning = re.compile(rf"{'-'.join(map(str, above))}-(\d+)-")
    files = folder.iterdir() if folder.is_dir() else ()
    taken |= {int(found[1]) for file in files if (found := beginning.match(file.name))}
    return (*above, max(taken, default=0) + 1)


def check_name(catalogue: Catalogue, name: str, folder: Path) -> None:
    """Check that no lesson has a slug yet.

    :raises ReadError: one has, on a page or in a record; or a file that is no lesson yet
    """
    for file in sorted(folder.iterdir()):
        if file.suffix in PAGES and lesson_slug(file.stem) == name:
            raise ReadError(f"{os.path.relpath(file)} exists already, and stays as it is")
    for page in catalogue.pages.values():
        for lesson in page.lessons:
            if lesson.slug == name:
                raise ReadError(
                    f'"{name}" is already the lesson in {lesson.place.document}, and lessons are '
                    "known by their names; choose another title"
                )


def modules_of(catalogue: Catalogue) -> Mapping[Number, str]:
    """Return the numbers of the modules that pages are in, each with a page of it."""
    found = {
        lesson.number[:-1]: lesson.place.document
        for lesson in catalogue.course.lessons
        if lesson.number and not (lesson.recorded or lesson.place.is_elsewhere)
    }
    module_pages = catalogue.module_pages.values()
    return {
        **found,
        **{front.number: front.place.document for front in module_pages if front.kind == "module"},
    }


def write_module(title: str, number: Number, folder: Path, index: Path) -> Made:
    """Write the front of a module in a folder of its own."""
    file = folder / numbered(number, title) / "index.md"
    write_new(file, "module.md", title=title, number=number_text(number))
    return listed(file, index)


def write_lesson(title: str, number: Number, folder: Path, index: Path) -> Made:
    """Write a lesson."""
    file = folder / f"{numbered(number, title)}.md"
    write_new(file, "lesson.md", title=title, number=number_text(number))
    return listed(file, index)


def numbered(number: Number, title: str) -> str:
    """Return the name of a file or folder: number and slug."""
    return "-".join((*map(str, number), slug(title) or "untitled"))


def listed(file: Path, index: Path) -> Made:
    """Add a file to the table of contents of a page, if it has one."""
    entry = Path(os.path.relpath(file.with_suffix(""), index.parent)).as_posix()
    return Made(file, index, add_entry(index, entry))
