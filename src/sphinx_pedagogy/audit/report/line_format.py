"""A report as compilers write theirs, one line for each finding: every editor reads that."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        f"{path(one.place.source) or one.place.document}:{sources.line_of(one.place) or 1}: "
        f"{one.severity}: {one.text} [{one.code}]\n"
        for one in (*report.listed, *map(gone_note, report.gone))
    )
