"""Keeping the report of a course, with all that it was made of."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sphinx_pedagogy.audit.recall import FILE, pages, request_facts, stamp
from sphinx_pedagogy.audit.report.rows import report_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_pedagogy.audit.report.record import Report
    from sphinx_pedagogy.request import Request

_LOOKS_AROUND = re.compile(r"\b(?:environ|getenv|urlopen|requests)\b")
"""What in ``conf.py`` reads what is no file."""


class Echo(io.StringIO):
    """A stream that passes on what is written to it, and keeps it."""

    def __init__(self, stream: IO[str]) -> None:
        """Pass it on to *stream*."""
        super().__init__()
        self.stream = stream

    def write(self, text: str) -> int:
        """Pass *text* on, and keep it."""
        self.stream.write(text)
        return super().write(text)


def remember(request: Request, app: Sphinx, report: Report, warnings: str) -> None:
    """Keep a report and the stamps of the files that it was made of.

    Nothing is kept where it may change without a file: a ``conf.py`` that looks around, a page
    that is always read again, another course on another site.
    """
    file = request.folder / FILE
    if request.cells or changes_by_itself(app):
        file.unlink(missing_ok=True)
        return
    suffixes = list(app.config.source_suffix)
    state = {
        "request": request_facts(request),
        "suffixes": suffixes,
        "pages": sorted(pages(request.source, suffixes)),
        "stamps": {file: stamp(file) for file in sorted({*inputs(app)})},
    }
    answer = warnings, report_rows(report)
    lines = (json.dumps(facts, ensure_ascii=False) for facts in (state, answer))
    file.write_text("\n".join(lines), encoding="utf-8")


def changes_by_itself(app: Sphinx) -> bool:
    """Whether a report may change though no file does."""
    conf = Path(app.confdir, "conf.py").read_text(encoding="utf-8", errors="replace")
    elsewhere = any(isinstance(one, str) for one in app.config.pedagogy_courses.values())
    return bool(elsewhere or app.env.reread_always or _LOOKS_AROUND.search(conf))


def inputs(app: Sphinx) -> Iterator[str]:
    """Yield the files that a report is made of: settings, pages, what they include, code."""
    confdir, env = Path(app.confdir), app.env
    yield str(confdir / "conf.py")
    yield str(confdir / "docutils.conf")
    for docname in env.all_docs:
        yield os.path.join(env.srcdir, env.doc2path(docname, base=False))  # noqa: PTH118
    for names in env.dependencies.values():
        yield from (os.path.join(env.srcdir, name) for name in names)  # noqa: PTH118
    for where in app.config.pedagogy_courses.values():
        if not isinstance(where, str) and where[1:]:
            yield str(confdir / where[1])
    for module in list(sys.modules.values()):
        if code := getattr(module, "__file__", None):
            yield code
