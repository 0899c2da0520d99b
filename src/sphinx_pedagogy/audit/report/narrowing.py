"""A report of some lessons only: of those that have changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx_pedagogy.audit.report.report import Report
    from sphinx_pedagogy.model.findings import Diagnostic


def narrowed(report: Report, lessons: Set[str], pages: Set[str], files: Set[str]) -> Report:
    """Return a report of what has changed alone.

    :param lessons: slugs of lessons; what is said of their plans and reviews belongs to them
    :param pages: pages that are no lessons
    :param files: paths from the source folder, of what is about no page, such as ``conf.py``
    """

    def is_meant(entry: Diagnostic) -> bool:
        if entry.lesson:
            return entry.lesson in lessons
        return entry.place.document in pages or (
            not entry.place.document and entry.place.source in files
        )

    kept = [at for at, entry in enumerate(report.entries) if is_meant(entry)]
    return replace(
        report,
        lessons=[lesson for lesson in report.lessons if lesson.slug in lessons],
        entries=[report.entries[at] for at in kept],
        states=[report.states[at] for at in kept] if report.states else [],
        gone=[entry for entry in report.gone if entry.subject in lessons | pages],
        of_changed=True,
    )
