"""Making the report of a course that was read."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.report.report import (
    Failed,
    LessonEntry,
    Report,
    ReportedFinding,
    RequirementReport,
    RuleEntry,
    SourceLocation,
)
from sphinx_pedagogy.audit.severities import rules_of, severity_of
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.course.messages import cell_of
from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Severity

FINDS = "What the build warns of under `{}`."
WHY = "What Sphinx or an extension cannot read or find is not on the page, or leads nowhere."

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.audit.build_warnings import BuildWarning
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.messages import Problem
    from sphinx_pedagogy.model import DepthScale, Lesson, Verdict
    from sphinx_pedagogy.model.findings import Diagnostic


def make_report(
    env: BuildEnvironment,
    catalogue: Catalogue,
    diagnostics: Iterable[Diagnostic],
    failures: Iterable[Problem] = (),
    heard: Sequence[BuildWarning] = (),
) -> Report:
    """Return the report of a course.

    :param catalogue: the course, perhaps in another order than its pages are in
    :param diagnostics: what the rules found in it
    :param failures: which of them failed
    :param heard: what others said when the pages were read
    """
    course, scale = catalogue.course, scale_of(env.config)
    # a page may have many findings
    files = {document: file_of(env, document) for document in env.all_docs}
    # what was said of a page may be that it could not be read
    files |= {
        name: env.doc2path(name, base=False).as_posix()
        for name in {one.document for one in heard} - {"", *files}
    }
    subjects = cache(catalogue.subject_of)
    written = [one for one in course.lessons if not one.place.is_elsewhere]
    found = [entry(env, files, subjects(one.finding.place.document), one) for one in diagnostics]
    said = {(one.spot, one.text) for one in found}
    others = [warning_entry(env, files, subjects(one.document), one) for one in heard]
    entries = sorted(
        (*found, *(one for one in others if (one.spot, one.text) not in said)),
        key=lambda one: (
            course.positions.get(one.lesson, len(course.lessons)),
            not one.spot.document,  # what is about no page comes last
            one.spot.document,
            one.spot.line or 0,
        ),
    )
    return Report(
        env.config.project,
        [
            RuleEntry(rule.id, severity, rule.summary, rule.rationale)
            for rule in rules_of(env)
            if (severity := severity_of(env.config, rule)) is not Severity.OFF
        ]
        + warning_rules(others),
        [stop(env, catalogue, scale, lesson) for lesson in written],
        entries,
        [Failed(one.docname, one.text) for one in failures],
    )


def entry(
    env: BuildEnvironment, files: Mapping[str, str], lesson: Lesson | None, diagnostic: Diagnostic
) -> ReportedFinding:
    """Return a finding as it is reported.

    :param files: the path of each page's file from the source folder
    :param lesson: the one that it is about
    """
    finding = diagnostic.finding
    return ReportedFinding(
        rule=finding.rule,
        severity=diagnostic.severity,
        lesson=lesson.slug if lesson else "",
        spot=spot(env, files, finding.place),
        text=finding.text,
        related=tuple(spot(env, files, one.place, one.text) for one in finding.related),
        suppressed=diagnostic.suppressed,
    )


def warning_entry(
    env: BuildEnvironment, files: Mapping[str, str], lesson: Lesson | None, heard: BuildWarning
) -> ReportedFinding:
    """Return a warning of the build as it is reported.

    What is about no page is reported of ``conf.py``: most often a setting is the cause.
    """
    where = spot(env, files, Place(heard.document, heard.line, heard.source or ""))
    return ReportedFinding(
        heard.id,
        Severity.ERROR if heard.is_error else Severity.WARNING,
        lesson.slug if lesson else "",
        where if where.file else where._replace(file="conf.py"),
        heard.text,
    )


def warning_rules(entries: Iterable[ReportedFinding]) -> list[RuleEntry]:
    """Return a rule for each kind of warning among *entries*, with the most that one weighs."""
    severities: dict[str, Severity] = {}
    for one in entries:
        if severities.setdefault(one.rule, one.severity) is Severity.WARNING:
            severities[one.rule] = one.severity
    return [
        RuleEntry(name, severity, FINDS.format(name), WHY, of_build=True)
        for name, severity in sorted(severities.items())
    ]


def spot(
    env: BuildEnvironment, files: Mapping[str, str], place: Place, text: str = ""
) -> SourceLocation:
    """Return a place with its file."""
    file, line, cell = files.get(place.document, ""), place.line, None
    if found := cell_of(file, line):
        cell, line = found
    if place.source:
        file = Path(os.path.relpath(place.source, env.srcdir)).as_posix()
    return SourceLocation(place.document, file, line, text, cell)


def file_of(env: BuildEnvironment, document: str) -> str:
    """Return the path of a page's file from the source folder; empty for a page elsewhere."""
    if document not in env.all_docs:
        return ""
    return env.doc2path(document, base=False).as_posix()


def stop(
    env: BuildEnvironment, catalogue: Catalogue, scale: DepthScale, lesson: Lesson
) -> LessonEntry:
    """Return a lesson with its requirements."""
    return LessonEntry(
        slug=lesson.slug,
        number=number_text(lesson.number),
        title=lesson.title,
        document=lesson.place.document,
        file=file_of(env, lesson.place.document),
        needs=tuple(
            need(catalogue, scale, verdict) for verdict in catalogue.course.verdicts(lesson.slug)
        ),
    )


def need(catalogue: Catalogue, scale: DepthScale, verdict: Verdict) -> RequirementReport:
    """Return a requirement and how it stands."""
    required, known = verdict.requirement, verdict.knowledge
    return RequirementReport(
        concept=required.concept,
        title=catalogue.concepts[required.concept].title,
        depth=scale.word(required.depth),
        status=verdict.status.value,
        known=scale.word(known.depth) if known else "",
        taught_in=known.source.lesson if known else "",
        lessons_ago=known.lessons_ago if known else None,
        recapped=verdict.recapped,
    )
