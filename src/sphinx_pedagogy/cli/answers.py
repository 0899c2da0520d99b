"""``sphinx-pedagogy answers``: what the answers of many readers say of each check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.command_line import add_command, add_output, write_answer
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_pedagogy.course.answer_files import HandedIn
    from sphinx_pedagogy.course.check_statistics import CheckStatistics


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = add_command(subparsers, "answers", "find weak checks in the answers of many readers")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    merge = add_command(
        actions, "merge", "compute the statistics of each check from the files of readers"
    )
    merge.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a file with the answers of one reader"
    )
    add_output(merge, ("text", "json"))
    merge.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Merge the answers."""
    from sphinx_pedagogy.course.check_statistics import statistics_of, to_json

    read, refused = read_all(arguments.files)
    handed_in = list(read.values())
    for line in (*refused, *doubts(read)):
        sys.stderr.write(f"{printable(line)}\n")
    if not handed_in:
        raise ReadError("no file of answers could be read")
    found = statistics_of(handed_in)
    if arguments.format == "json":
        write_answer(to_json(handed_in[0].course, len(handed_in), found), arguments.output)
    else:
        write_answer(text_of(len(handed_in), found), arguments.output)
    return int(bool(refused))


def read_all(files: Sequence[Path]) -> tuple[dict[Path, HandedIn], list[str]]:
    """Return what readers handed in, by file, and a line for each file that is left out."""
    from sphinx_pedagogy.course.answer_files import AnswerFileError, read_answers

    handed_in: dict[Path, HandedIn] = {}
    course = None
    refused = []
    for file in {file.resolve(): file for file in files}.values():
        try:
            found = read_answers(file)
        except AnswerFileError as error:
            refused.append(f"{file}: left out: {error}")
            continue
        except OSError as error:
            refused.append(f"{file}: left out: {error.strerror or error}")
            continue
        course = found.course if course is None else course
        if found.course == course:
            handed_in[file] = found
        else:
            refused.append(
                f'{file}: left out: it is of the course "{found.course}", not "{course}"'
            )
    return handed_in, refused


def doubts(read: Mapping[Path, HandedIn]) -> Iterator[str]:
    """Yield what may be a mistake of who collected the files, though all of them count."""
    same: dict[HandedIn, list[Path]] = {}
    for file, found in read.items():
        same.setdefault(found, []).append(file)
        if found.twice:
            checks = ", ".join(f'"{check}"' for check in found.twice)
            yield f"{file}: more than one answer to {checks}; the first counts"
    for first, *others in same.values():
        if others:
            # two readers may well give the same answers, and a file has no name
            files = ", ".join(map(str, others))
            yield f"{first}: the same answers are in {files}; each file counts as a reader"


def printable(text: str) -> str:
    """Return a text without signs that would steer a terminal: files of readers are not trusted."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def text_of(readers: int, found: Sequence[CheckStatistics]) -> str:
    """Return the statistics as a table, the weakest first."""
    from sphinx_pedagogy.course.messages import plural

    head = ("check", "answers", "right", "discrimination", "")
    rows = [head, *(row_of(check) for check in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = []
    for check, *numbers, note in rows:
        columns = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=False))
        lines.append("  ".join((check.ljust(widths[0]), *columns, note)).rstrip())
    counts = f"{plural(readers, 'reader')}, {plural(len(found), 'check')}; the weakest first"
    return "\n".join([counts, "", *lines, ""])


def row_of(figures: CheckStatistics) -> tuple[str, ...]:
    """Return a check with its numbers, and what they mean if that is amiss."""
    from sphinx_pedagogy.course.check_statistics import POOR

    check = printable(figures.check)
    share = f"{figures.difficulty:.0%}"
    if figures.discrimination is None:
        return check, str(figures.answers), share, "-", "too few answers, or all alike"
    note = "poor" if figures.discrimination < POOR else ""
    if figures.discrimination < 0:
        note = "better readers miss it: look at its right answer and its words"
    return check, str(figures.answers), share, f"{figures.discrimination:.2f}", note
