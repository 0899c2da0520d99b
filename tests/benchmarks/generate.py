"""Write the made-up course as a Sphinx project, in any dialect.

python -m tests.benchmarks.generate build/course --lessons 50 --dialect pedagogy
python -m sphinx build/course build/course/_build
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.builds import REST
from tests.benchmarks.course import Course
from tests.benchmarks.dialects import Admonition, Design, Exercise, Needs, Plain
from tests.benchmarks.ours import Essentials, Pedagogy, Unaudited
from tests.benchmarks.parts import lesson_page, module_folder, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DIALECTS: dict[str, type[Plain]] = {
    dialect.name: dialect
    for dialect in (Plain, Admonition, Design, Needs, Exercise, Pedagogy, Essentials, Unaudited)
}

CONF = """\
import os

if os.environ.get("{rest}"):
    import atexit, gc

    gc.set_threshold(50_000, 20, 10)
    atexit.register(gc.freeze)

project = "Made-up course"
extensions = {extensions!r}
myst_enable_extensions = ["colon_fence", "dollarmath"]
exclude_patterns = ["_build*"]
html_theme = "alabaster"
nb_execution_mode = "off"
{settings}"""


def installed(dialect: str) -> bool:
    """Whether all extensions of a dialect can be imported."""
    return all(importlib.util.find_spec(name) for name in DIALECTS[dialect].extensions)


def pages(dialect: Plain) -> Iterator[tuple[str, str]]:
    """Yield every page of the project: its name without suffix, and its text."""
    course = dialect.course
    for lesson in course.lessons:
        yield lesson.docname, dialect.lesson(lesson)
    series: dict[int, list[str]] = {}
    for module in course.modules:
        entries = [f"/{lesson_page(number)}" for number in course.lessons_of(module)]
        yield f"{module_folder(module)}/index", dialect.module(module, entries)
        series.setdefault(series_of(module), []).append(f"/{module_folder(module)}/index")
    for number, entries in series.items():
        yield f"series-{number:02d}/index", dialect.index(f"Series {number}", entries)
    top = [f"series-{number:02d}/index" for number in series]
    for name, text in dialect.more_pages():
        yield name, text
        top.append(name)
    yield "index", dialect.index("Made-up course", top)


def write(folder: Path, dialect: str, course: Course) -> int:
    """Write the project, and return how many files that changed.

    A file that stays the same is not touched, so that the next build is incremental.
    """
    made = DIALECTS[dialect](course)
    extensions = ["myst_nb", *made.extensions]
    files = {"conf.py": CONF.format(rest=REST, extensions=extensions, settings=made.settings)}
    files |= {f"{name}.md": f"{text}\n" for name, text in pages(made)}
    changed = 0
    for name, text in files.items():
        path = folder / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        changed += 1
    return changed


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lessons", type=int, default=50)
    parser.add_argument("--dialect", choices=DIALECTS, default="pedagogy")
    options = parser.parse_args()
    changed = write(options.folder, options.dialect, Course(options.lessons))
    sys.stdout.write(f"{changed} files written\n")


if __name__ == "__main__":
    main()
