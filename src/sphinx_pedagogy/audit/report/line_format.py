"""A report as compilers write theirs, one line for each finding: every editor reads that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.gathering import in_one_line
from sphinx_pedagogy.audit.report.baseline import gone_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.audit.report.source_lines import Sources


def line_report(report: Report, path: Callable[[str], str], sources: Sources) -> str:
    """Return ``FILE:LINE: SEVERITY: MESSAGE [RULE]`` lines.

    :param path: turns a path from the source folder into the one to write
    """
    return "".join(
        f"{path(entry.place.source) or entry.place.document}:{sources.line_of(entry.place) or 1}: "
        f"{entry.severity}: {entry.text} [{entry.code}]\n"
        for entry in (*in_one_line(report.listed), *map(gone_note, report.gone))
    )
