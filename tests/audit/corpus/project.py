"""Write public courses as Sphinx projects with the least markup of ours.

    python -m tests.audit.corpus.project --git GIT_DIRECTORIES --into COURSES [NAME ...]

`courses.toml` names the courses. Each chapter gets a `lesson` header with its number, exercises
and their solutions become blocks, and a term that a sentence explains is declared a concept.
Nothing else is added, and no sentence is changed. Beside each page, `PAGE.lines` has the line of
the author's file for each of its lines.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.audit.corpus.definitions import Definitions
from tests.audit.corpus.lines import origins_of, text_of
from tests.audit.corpus.markdown import labels_in, lesson_in_markdown, reader, with_links
from tests.audit.corpus.restructured import lesson_in_rest
from tests.audit.corpus.sources import Sources, chapters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LEAST_WORDS = 200
"""Pages with fewer are tables of contents, and no lessons."""
COURSES = Path(__file__).with_name("courses.toml")
CONF = '''\
"""Written by tests/audit/corpus/project.py."""
import sys

sys.path.insert(0, {here!r})
project = {name!r}
extensions = ["myst_nb", "sphinx_design", "sphinx_pedagogy", "foreign"]
root_doc = "contents"
suppress_warnings = ["myst", "mystnb", "misc", "ref", "toc", "image", "docutils"]
nb_execution_mode = "off"
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath", "tasklist"]
numfig = True
pedagogy_link_mentions = "section"
'''


class PublicCourse(NamedTuple):
    """A course that is measured."""

    name: str
    repository: str
    commit: str
    order: str | Sequence[str]
    """The file that lists its chapters, or patterns of their paths."""
    dialect: str
    subject: str
    without: Sequence[str] = ()
    """Pages that are no chapters."""


def public_courses() -> list[PublicCourse]:
    """Return the courses that `courses.toml` names."""
    named = tomllib.loads(COURSES.read_text(encoding="utf-8"))
    return [PublicCourse(name=name, **facts) for name, facts in named.items()]


def lessons(course: PublicCourse, sources: Sources) -> Iterator[tuple[str, Any]]:
    """Yield the path of each chapter and its lines as a lesson."""
    paths = [path for path in chapters(sources, course.order) if path not in course.without]
    texts = {path: sources.text(path) or "" for path in paths}
    homes = {label: path.rpartition(".")[0] for path in paths for label in labels_in(texts[path])}
    definitions = Definitions(texts.values())
    number = 0
    for path, text in texts.items():
        numbered = f"1.1.{number + 1}"
        if path.endswith(".rst"):
            lines = lesson_in_rest(text, numbered, definitions)
        else:
            read = reader(sources.text, path)
            # a course in reStructuredText writes its other pages in MyST
            dialect = "myst" if course.dialect == "rst" else course.dialect
            if dialect != "myst":
                text = with_links(text, homes)
            lines = lesson_in_markdown(text, numbered, definitions, dialect, read)
        if lines is not None and words_in(text_of(lines)) >= LEAST_WORDS:
            number += 1
            yield path, lines


def write(course: PublicCourse, sources: Sources, folder: Path) -> tuple[int, int]:
    """Write the project of a course, and return how many lessons and words it has."""
    names: list[str] = []
    words = 0
    for path, lines in lessons(course, sources):
        name, _, suffix = path.rpartition(".")
        page = folder / f"{name}.{'rst' if suffix == 'rst' else 'md'}"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text_of(lines), encoding="utf-8")
        page.with_name(f"{page.name}.lines").write_text(origins_of(lines), encoding="utf-8")
        copy_included(sources, path, page)
        names.append(name)
        words += words_in(text_of(lines))
    folder.mkdir(parents=True, exist_ok=True)
    conf = CONF.format(name=course.name, here=str(Path(__file__).parent))
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    index = [f"# {course.name}", "", "```{toctree}", *(f"/{name}" for name in names), "```", ""]
    (folder / "contents.md").write_text("\n".join(index), encoding="utf-8")
    return len(names), words


def copy_included(sources: Sources, path: str, page: Path) -> None:
    """Write the files that a page includes, in its own folder or one beside it."""
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"(?:\.\. |\{)(?:literal)?include(?:::|\}) +([\w./-]+)", text):
        included = sources.text(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
        target = page.parent / name
        if included is not None and not target.exists() and not name.startswith("/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(included, encoding="utf-8")


def words_in(text: str) -> int:
    """Return how many words of prose a page has, without code."""
    prose = re.sub(r"(?ms)^\s*(```+|~~~+).*?^\s*\1`*\s*$", "", text)
    return len(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", prose))


def place_of(course: PublicCourse, folders: Path) -> Path:
    """Return where the git directory of a course is."""
    top = folders / course.repository.replace("/", "+")
    return top / "repo" if (top / "repo").is_dir() else top


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="courses of courses.toml (default: all)")
    parser.add_argument(
        "--git",
        type=Path,
        required=True,
        help="folder with the git directory or checkout of each course, named OWNER+NAME",
    )
    parser.add_argument("--into", type=Path, required=True, help="where to write the projects")
    options = parser.parse_args(arguments)
    known: Mapping[str, PublicCourse] = {course.name: course for course in public_courses()}
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"courses.toml has no {', '.join(sorted(unknown))}; it has {', '.join(known)}")
    total = 0
    for name in options.names or known:
        place = place_of(known[name], options.git)
        if not place.is_dir():
            sys.stdout.write(f"{name}: {place} is missing: git clone {known[name].repository}\n")
            continue
        count, words = write(known[name], Sources(place, known[name].commit), options.into / name)
        total += words
        sys.stdout.write(f"{name}: {count} lessons, {words} words\n")
    sys.stdout.write(f"{total} words\n")


if __name__ == "__main__":
    main()
