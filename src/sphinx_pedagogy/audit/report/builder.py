"""Making the report of a course that was read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.report.places import with_file
from sphinx_pedagogy.audit.report.report import (
    LessonEntry,
    Report,
    RequirementReport,
    RuleEntry,
)
from sphinx_pedagogy.audit.rule_runner import is_foreign
from sphinx_pedagogy.audit.severities import rules_of, severity_of
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.model.findings import Diagnostic, Related, Severity

FINDS = "What the build warns of under `{}`."
WHY = "What Sphinx or an extension cannot read or find is not on the page, or leads nowhere."

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.rule import Rule
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model import DepthScale, Lesson, Place, Verdict


def make_report(
    env: BuildEnvironment,
    catalogue: Catalogue,
    diagnostics: Iterable[Diagnostic],
    failures: Iterable[Diagnostic] = (),
    heard: Sequence[Diagnostic] = (),
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
        for name in {record.place.document for record in heard} - {"", *files}
    }
    subjects, folder = cache(catalogue.subject_of), Path(env.srcdir)

    def entry(diagnostic: Diagnostic) -> Diagnostic:
        lesson = subjects(diagnostic.place.document)
        return located(folder, files, diagnostic, lesson.slug if lesson else "")

    verdicts: dict[str, list[Verdict]] = {}
    for verdict in course.all_verdicts():
        verdicts.setdefault(verdict.requirement.lesson, []).append(verdict)
    written = [entry for entry in course.lessons if not entry.place.is_elsewhere]
    found = [entry(diagnostic) for diagnostic in diagnostics]
    said = {(entry.place, entry.text) for entry in found}
    others = [blamed(entry(record)) for record in heard]
    entries = sorted(
        (*found, *(entry for entry in others if (entry.place, entry.text) not in said)),
        key=lambda entry: (
            course.positions.get(entry.lesson, len(course.lessons)),
            not entry.place.document,  # what is about no page comes last
            entry.place.document,
            entry.place.line or 0,
        ),
    )
    return Report(
        project=env.config.project,
        rules=[
            RuleEntry(
                id=rule.id,
                severity=severity,
                summary=rule.summary,
                rationale=rule.rationale,
                page=page_of(env.config, rule),
            )
            for rule in rules_of(env)
            if (severity := severity_of(env.config, rule)) is not Severity.OFF
        ]
        + warning_rules(others),
        lessons=[
            lesson_entry(catalogue, scale, lesson, files, verdicts.get(lesson.slug, ()))
            for lesson in written
        ],
        entries=entries,
        failed=list(failures),
    )


def located_in(env: BuildEnvironment, diagnostic: Diagnostic) -> Place:
    """Return the place of a finding as a report has it."""
    document = diagnostic.place.document
    return with_file(diagnostic.place, {document: file_of(env, document)}, Path(env.srcdir))


def page_of(config: Config, rule: Rule) -> str:
    """Return the address of a rule's page: its own, or that in the manual, if that has one."""
    if rule.page or is_foreign(rule):
        return rule.page
    manual = config.pedagogy_manual or manual_of_package()
    return f"{manual.rstrip('/')}/rules/{rule.id}.html" if manual else ""


@cache
def manual_of_package() -> str:
    """Return the address that the installed package names as its documentation; may be empty."""
    try:
        urls = metadata("sphinx-pedagogy").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named: dict[str, str] = dict(url.split(", ", 1) for url in urls if ", " in url)
    return named.get("Documentation", "")


def located(
    folder: Path, files: Mapping[str, str], diagnostic: Diagnostic, lesson: str
) -> Diagnostic:
    """Return a finding whose places name their files.

    :param files: the path of each page's file from the source folder
    """
    related = tuple(
        Related(with_file(other.place, files, folder), other.text) for other in diagnostic.related
    )
    place = with_file(diagnostic.place, files, folder)
    return diagnostic.updated(place=place, related=related, lesson=lesson)


def blamed(heard: Diagnostic) -> Diagnostic:
    """Return a warning of the build about a file.

    What is about no page is reported of ``conf.py``: most often a setting is the cause.
    """
    if heard.place.source:
        return heard
    return replace(heard, place=heard.place._replace(source="conf.py"))


def warning_rules(entries: Iterable[Diagnostic]) -> list[RuleEntry]:
    """Return a rule for each kind of warning among *entries*, with the most that one weighs."""
    severities: dict[str, Severity] = {}
    for entry in entries:
        if severities.setdefault(entry.code, entry.severity) is Severity.WARNING:
            severities[entry.code] = entry.severity
    return [
        RuleEntry(
            id=name,
            severity=severity,
            summary=FINDS.format(name),
            rationale=WHY,
            of_build=True,
        )
        for name, severity in sorted(severities.items())
    ]


def file_of(env: BuildEnvironment, document: str) -> str:
    """Return the path of a page's file from the source folder; empty for a page elsewhere."""
    if document not in env.all_docs:
        return ""
    return env.doc2path(document, base=False).as_posix()


def lesson_entry(
    catalogue: Catalogue,
    scale: DepthScale,
    lesson: Lesson,
    files: Mapping[str, str],
    verdicts: Iterable[Verdict],
) -> LessonEntry:
    """Return a lesson with its requirements.

    :param files: the path of each page's file from the source folder
    :param verdicts: those on its requirements
    """
    return LessonEntry(
        slug=lesson.slug,
        number=number_text(lesson.number),
        title=lesson.title,
        document=lesson.place.document,
        file=files.get(lesson.place.document, ""),
        needs=tuple(requirement_report(catalogue, scale, verdict) for verdict in verdicts),
    )


def requirement_report(
    catalogue: Catalogue, scale: DepthScale, verdict: Verdict
) -> RequirementReport:
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
