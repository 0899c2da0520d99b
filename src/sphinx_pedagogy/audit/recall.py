"""The last report of a course, for as long as nothing that it was made of has changed.

Nothing of Sphinx is imported in here: to start it, and to load what is known of a large course,
takes longer than to ask whether any file has changed.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx_pedagogy
from sphinx_pedagogy.audit.report.rows import report_from
from sphinx_pedagogy.audit.report.terminal import terminal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_pedagogy.audit.report.record import Report
    from sphinx_pedagogy.request import Request

FILE = "last-audit.json"
BUILDS = {"_build", "build", "node_modules", "__pycache__"}
"""Folders in which nobody keeps pages."""

Stamp = list[int]
"""When a file was changed, in nanoseconds, and its size."""


class Answer(NamedTuple):
    """A report, and the warnings that came with it."""

    report: Report
    warnings: str


def recall(request: Request) -> Answer | None:
    """Return the last answer to a request, if it would be the same now."""
    if request.fresh or request.cells:
        return None
    try:
        text = (request.folder / FILE).read_text(encoding="utf-8")
        # the report, which may be long, stands behind what tells whether it is still true
        state, _, told = text.partition("\n")
        found: dict[str, Any] = json.loads(state)
        if found["request"] != request_facts(request):
            return None
        if found["pages"] != sorted(pages(request.source, found["suffixes"])):
            return None
        if any(stamp(file) != mark for file, mark in found["stamps"].items()):
            return None
        warnings, report = json.loads(told)
        return Answer(report_from(report), warnings)
    except (OSError, ValueError, KeyError, TypeError):
        # it is the file of another version, or none
        return None


def request_facts(request: Request) -> list[Any]:
    """Return all that an answer depends on and that is no file."""
    return [
        sphinx_pedagogy.__version__,
        sys.version,
        sys.path,
        str(request.source.resolve()),
        dict(request.settings),
        sorted(request.tags),
        terminal_of(sys.stderr).coloured,
    ]


def pages(source: Path, suffixes: Iterable[str]) -> Iterator[str]:
    """Yield the files that Sphinx might take for pages."""
    ends = tuple(suffixes)
    for folder, inside, files in os.walk(source.resolve()):
        inside[:] = [one for one in inside if one not in BUILDS and not one.startswith(".")]
        yield from (f"{folder}/{name}" for name in files if name.endswith(ends))


def stamp(file: str) -> Stamp | None:
    """Return what changes when a file does; ``None`` if there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116 (there are thousands: no object for each)
    except OSError:
        return None
    return [found.st_mtime_ns, found.st_size]
