"""Auditing the course on each build: what weighs how much, what is suppressed, what is said."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.gathering import in_one_line
from sphinx_pedagogy.audit.rule_runner import ask_course
from sphinx_pedagogy.audit.severities import (
    asked_rules,
    asks,
    is_stated,
    rules_of,
    severity_of,
    severity_of_guesses,
)
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.headless import HeadlessBuilder
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.core.rule import CourseContext
from sphinx_pedagogy.course.lesson_notebook import NOTEBOOK_VIEW
from sphinx_pedagogy.course.messages import Subtype, emit
from sphinx_pedagogy.course.page_tree import PageTrees
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, EnabledRule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import PageAudit, Suppression


def audit_course(app: Sphinx, env: BuildEnvironment) -> tuple[str, ...]:
    """Say what is wrong with the course: on every build, also one that read nothing."""
    domain = domain_of(env)
    domain.enabled_rules = enabled_rules_of(env)
    failed: list[Diagnostic] = []
    domain.failed = failed
    if not domain.pages:
        domain.diagnostics = ()
        return ()
    findings = list(findings_of(env, domain.catalogue, failed))
    domain.diagnostics = diagnose(env, findings)
    if not isinstance(app.builder, HeadlessBuilder):  # its command reports them
        emit(env, in_one_line(in_course_order(domain.catalogue, domain.diagnostics)))
    emit(env, failed)
    if not domain.failures:  # a rule that failed may have found what is suppressed
        emit(env, unused_suppressions(env, findings))
    return ()


def enabled_rules_of(env: BuildEnvironment) -> list[EnabledRule]:
    """Return the rules that this course asks."""
    return [
        EnabledRule(rule=rule.id, severity=severity, summary=rule.summary)
        for rule in rules_of(env)
        if (severity := severity_of(env.config, rule)) is not Severity.OFF
    ]


def audits_of(env: BuildEnvironment, catalogue: Catalogue) -> Iterator[tuple[str, PageAudit]]:
    """Yield what is kept of each page of a course, by name.

    Only of pages that have something of ours, and of the notebooks of lessons: all others are
    the business of their authors alone.
    """
    pages = catalogue.pages
    notebooks = {
        placed.named["of"]
        for page in pages.values()
        for placed in page.views
        if placed.kind == NOTEBOOK_VIEW and "cells" not in placed.named
    }
    for name, audit in sorted(domain_of(env).audits.items()):
        if name in pages and (pages[name].is_ours or name in notebooks):
            yield name, audit


def site_of(env: BuildEnvironment, catalogue: Catalogue) -> CourseContext:
    """Return what rules see of all pages."""
    trees: dict[str, bytes] = {}
    kept: dict[str, list[tuple[str, object]]] = {rule.id: [] for rule in rules_of(env)}
    for name, audit in audits_of(env, catalogue):
        trees[name] = audit.tree
        for rule, items in audit.kept.items():
            kept.setdefault(rule, []).extend((name, item) for item in items)
    language = env.config.language or "en"
    roles = registry_of(app_of(env)).roles
    scale = scale_of(env.config)
    return CourseContext(
        catalogue=catalogue,
        trees=PageTrees(trees),
        scale=scale,
        kept=kept,
        language=language,
        roles=roles,
        solutions_withheld=env.config.pedagogy_solutions_withheld,
    )


def findings_of(
    env: BuildEnvironment, catalogue: Catalogue, failed: list[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield what all rules find in a course, those on single pages first.

    :param catalogue: the course that all pages state, or what would become of it
    :param failed: takes a warning for each rule that fails
    """
    for _name, audit in audits_of(env, catalogue):
        yield from audit.findings
    context = site_of(env, catalogue)
    yield from ask_course(asked_rules(env), context, failed)


def diagnose(env: BuildEnvironment, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return *findings* by place, with severities; those that nobody asks for are left out."""
    unstated = {rule.id for rule in rules_of(env) if not is_stated(env.config, rule)}
    severities = {
        (rule.id, guess): weigh(env.config, rule)
        for rule in rules_of(env)
        for guess, weigh in ((False, severity_of), (True, severity_of_guesses))
    }
    asked = cache(partial(asks, env.config))
    audits = domain_of(env).audits
    found = []
    for finding in findings:
        # an earlier version of a plugin may have had other rules, whose findings pages still keep
        severity = severities.get((finding.code, finding.guess), Severity.OFF)
        if finding.code in unstated:
            severity = max(severity, finding.severity, key=lambda weight: weight.rank)
        if asked(finding.code, finding.profile) and severity is not Severity.OFF:
            suppression = suppression_for(audits, finding)
            reason = suppression.reason if suppression else finding.suppressed
            if (severity, reason) != (finding.severity, finding.suppressed):
                finding = finding.updated(severity=severity, suppressed=reason)
            found.append(finding)
    # a finding that two rules' passes make twice is said once
    once: dict[tuple[str, Place, str], Diagnostic] = {}
    for finding in found:
        once.setdefault((finding.code, finding.place, finding.text), finding)
    return sorted(once.values(), key=_by_place)


def in_course_order(catalogue: Catalogue, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings by lesson as students meet those; what is about none of them comes last."""
    positions = catalogue.course.positions
    subject = cache(catalogue.subject_of)

    def place(finding: Diagnostic) -> int:
        lesson = subject(finding.place.document)
        return positions.get(lesson.slug, len(positions)) if lesson else len(positions)

    return sorted(found, key=place)


def _by_place(diagnostic: Diagnostic) -> tuple[str, int]:
    return diagnostic.place.document, diagnostic.place.line or 0


def suppression_for(audits: Mapping[str, PageAudit], finding: Diagnostic) -> Suppression | None:
    """Return the comment that silences a finding, if there is one."""
    audit = audits.get(finding.place.document)
    if audit is None or not audit.suppressions:
        return None
    line = None if finding.place.source else finding.place.line
    for suppression in audit.suppressions:
        # what stands in an included file has no line here: any comment of the page is meant for it
        here = line is None or suppression.first <= line <= suppression.last
        if suppression.rule == finding.code and here:
            return suppression
    return None


def unused_suppressions(
    env: BuildEnvironment, findings: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield a warning for each comment that silences nothing: its fault was mended.

    :param findings: those of all rules that are asked, also what this course does not want to hear
    """
    audits = domain_of(env).audits
    working = {
        (finding.place.document, suppression)
        for finding in findings
        if (suppression := suppression_for(audits, finding))
    }
    active = {
        rule.id for rule in rules_of(env) if severity_of(env.config, rule) is not Severity.OFF
    }
    for name, audit in audits_of(env, domain_of(env).catalogue):
        for suppression in audit.suppressions:
            if suppression.rule in active and (name, suppression) not in working:
                text = f"audit: ignore[{suppression.rule}] silences nothing here; remove it"
                place = Place(name, suppression.line)
                yield Diagnostic(code=Subtype.IGNORE, place=place, text=text)
