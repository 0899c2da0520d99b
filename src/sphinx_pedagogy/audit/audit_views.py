"""What the audit says, as views for the author's site."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.checklist import checklist_of
from sphinx_pedagogy.audit.gathering import Certainty, by_cause, certainty, gathered, is_gathered
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, ViewSpec, nothing, still_open
from sphinx_pedagogy.core.view_content import (
    Code,
    Content,
    Item,
    Items,
    Line,
    Mark,
    Paragraph,
    Ref,
    Span,
    Table,
)
from sphinx_pedagogy.model.findings import FixKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.audit.checklist import Checklist
    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Diagnostic, EnabledRule, Fix

LOOKS = {Severity.ERROR: "missing", Severity.WARNING: "gap", Severity.NOTE: "note"}
"""How a severity looks: like the status of a requirement."""


def audit(context: ViewContext) -> list[Content]:
    """Return what the audit found in each lesson, and what authors silenced."""
    limited = context.arguments.get("lesson") or context.arguments.get("module")
    found = shown(context, context.arguments.get("severity", ""))
    found = found if limited else by_cause(gathered(found))
    whole = [finding for finding in found if is_gathered(finding)]
    by_lesson = by_page(context, (finding for finding in found if not is_gathered(finding)))
    groups = []
    if whole:
        items = tuple(finding_items(context, whole))
        groups.append(Item((_("The whole course"),), (Items(items),)))
    groups += [
        lesson_item(context, lesson, pages)
        for lesson in context.lessons()
        if (pages := by_lesson.pop(lesson.slug, {}))
    ]
    if not limited:
        rest = {page: found for pages in by_lesson.values() for page, found in pages.items()}
        groups += [page_item(context, page, rest[page]) for page in sorted(rest)]
    if limited and not context.lessons():
        return nothing()  # no such lesson or module, which has its warning
    if not groups:
        return [Paragraph((_("The audit found nothing."),))]
    return [Items(tuple(groups))]


def lesson_item(
    context: ViewContext, lesson: Lesson, found: Mapping[str, Sequence[Diagnostic]]
) -> Item:
    """Return a lesson with what was found on its page, then on those of its plan and reviews."""
    own = found.get(lesson.place.document, ())
    others = [
        page_item(context, page, found[page]) for page in found if page != lesson.place.document
    ]
    listed = (*finding_items(context, own), *others)
    return Item((context.at(lesson.slug),), (Items(listed),))


def page_item(context: ViewContext, page: str, found: Iterable[Diagnostic]) -> Item:
    """Return a page with what was found on it."""
    return Item((Ref(page, page),), (Items(tuple(finding_items(context, found))),))


def is_page(context: ViewContext, lesson: Lesson) -> bool:
    """Whether a lesson is a page of this site."""
    return context.catalogue.lesson_of(lesson.place.document) == lesson


def shown(context: ViewContext, least: str) -> list[Diagnostic]:
    """Return what was found of a severity and those above it; all if that is empty."""
    rank = Severity(least).rank if least else len(Severity)
    return [finding for finding in context.diagnostics if finding.severity.rank <= rank]


def by_page(
    context: ViewContext, diagnostics: Iterable[Diagnostic]
) -> dict[str, dict[str, list[Diagnostic]]]:
    """Return what was found, by lesson and page; what is about no lesson stands under ""."""
    found: dict[str, dict[str, list[Diagnostic]]] = {}
    for diagnostic in diagnostics:
        page = diagnostic.place.document
        # a recorded lesson stands on a page that is not its own
        lesson = context.catalogue.subject_of(page)
        slug = lesson.slug if lesson else ""
        found.setdefault(slug, {}).setdefault(page, []).append(diagnostic)
    return found


def finding_items(context: ViewContext, diagnostics: Iterable[Diagnostic]) -> Iterator[Item]:
    """Yield findings, the surest first, each with what mends it and what it is about besides."""
    order = list(Certainty)
    for diagnostic in sorted(
        diagnostics,
        key=lambda finding: (
            not finding.is_active,
            order.index(certainty(finding)),
            finding.severity.rank,
        ),
    ):
        related = diagnostic.related
        under = Items(
            (
                *(Item(fix_line(fix)) for fix in diagnostic.fixes),
                *(
                    Item((place_ref(context, also.place), f": {also.text}" if also.text else ""))
                    for also in related
                ),
            )
        )
        yield Item(finding_line(diagnostic), (under,) if under.items else ())


def fix_line(fix: Fix) -> Line:
    """Return what a fix writes, and in the place of what."""
    if fix.kind is FixKind.ROLE:
        return (Code(f"{{concept}}`{fix.old} <{fix.new}>`"),)
    if fix.kind is FixKind.ANNOUNCEMENT:
        return (Code(f"({{lesson}}`{fix.new}`)"),)
    return (Code(fix.old), " → ", Code(fix.new)) if fix.old else (Code(fix.new),)


def finding_line(diagnostic: Diagnostic) -> Line:
    """Return a finding: how much it weighs, where, what, which rule."""
    place = diagnostic.place
    has_line = place.line and not is_gathered(diagnostic)
    line = _("line {}").format(place.line) + ": " if has_line else ""
    said: Line = (
        severity_mark(diagnostic),
        f" {line}",
        *with_code(diagnostic.text),
        f" [{diagnostic.code}]",
    )
    if diagnostic.suppressed:
        said += (" (", _("silenced: {}").format(diagnostic.suppressed), ")")
    return said


def with_code(text: str) -> Iterator[Span]:
    """Yield the pieces of a text, what stands between backquotes as code."""
    for index, piece in enumerate(text.split("`")):
        if piece:
            yield Code(piece) if index % 2 else piece


def severity_mark(diagnostic: Diagnostic) -> Mark:
    """Return the word of a severity, which does not stand out where the finding is suppressed."""
    words = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.NOTE: _("note"),
    }
    looks = LOOKS[Severity.NOTE if diagnostic.suppressed else diagnostic.severity]
    return Mark(words[diagnostic.severity], looks)


def place_ref(context: ViewContext, place: Place) -> Ref:
    """Return a link to a page, named by its lesson if it is one."""
    lesson = context.catalogue.lesson_of(place.document)
    at = context.at(lesson.slug) if lesson else Ref(place.document, place.document)
    return at._replace(text=f"{at.text}, {_('line {}').format(place.line)}") if place.line else at


def checklist(context: ViewContext) -> list[Content]:
    """Return each rule, and whether a lesson passes it; or what each lesson of the course lacks.

    What is silenced has not passed: it stands there with its reason. Of one lesson it also says
    what its reviews found and nobody fixed.
    """
    if not context.enabled_rules:
        return nothing()
    lesson = context.lesson
    if lesson is None or context.arguments.get("module"):
        return overview(context)
    if not is_page(context, lesson):
        return nothing()
    checks = checks_of(context, by_page(context, context.diagnostics).get(lesson.slug, {}))
    rows = tuple(
        ((rule.rule,), tuple(with_code(rule.summary)), status_line(rule, checks))
        for rule in context.enabled_rules
    )
    table = Table((_("Rule"), _("What it looks for"), _("Status")), rows)
    return [table, *still_open(context.catalogue.documents.reviews.get(lesson.slug, ()))]


def status_line(rule: EnabledRule, checks: Checklist) -> Line:
    """Return how a rule stands: passed, or how much is open, and why the rest is silenced."""
    count, reason = checks.open.get(rule.rule, 0), checks.reason(rule.rule)
    if count:
        mark = Mark(_("open: {}").format(count), LOOKS[rule.severity])
        return (mark, " (", _("silenced: {}").format(reason), ")") if reason else (mark,)
    if reason:
        return (Mark(_("silenced"), LOOKS[Severity.NOTE]), f": {reason}")
    return (Mark(_("passed"), "ok"),)


def overview(context: ViewContext) -> list[Content]:
    """Return for each lesson how many rules it passed, and which are open or silenced."""
    found = by_page(context, context.diagnostics)
    lists = [
        (lesson, checks_of(context, found.get(lesson.slug, {})))
        for lesson in context.lessons()
        if is_page(context, lesson)
    ]
    with_silenced = any(checks.reasons for _lesson, checks in lists)
    rows = tuple(overview_row(context, lesson, checks, with_silenced) for lesson, checks in lists)
    head = (_("Lesson"), _("Status"), _("Open"), *([_("Silenced")] if with_silenced else []))
    return [Table(head, rows)] if rows else nothing()


def overview_row(
    context: ViewContext, lesson: Lesson, checks: Checklist, with_silenced: bool
) -> tuple[Line, ...]:
    """Return a lesson, how many rules it passed of how many, and which are open or silenced.

    :param with_silenced: whether the table has a column for what is silenced
    """
    worst = min(
        (rule.severity.rank for rule in context.enabled_rules if rule.rule in checks.open),
        default=-1,
    )
    look = LOOKS[list(Severity)[worst]] if worst >= 0 else "note" if checks.silenced else "ok"
    cells: tuple[Line, ...] = (
        (context.at(lesson.slug),),
        (Mark(count_text(checks), look),),
        (", ".join(sorted(checks.open)),),
    )
    if not with_silenced:
        return cells
    reasons = (f"{rule} ({checks.reason(rule)})" for rule in sorted(checks.reasons))
    return (*cells, (", ".join(reasons),))


def count_text(checks: Checklist) -> str:
    """Return how many rules passed, and how many did not but are silenced."""
    text = _("{passed} of {all} passed").format(passed=checks.passed, all=len(checks.rules))
    if checks.silenced:
        text += ", " + _("{} silenced").format(len(checks.silenced))
    return text


def checks_of(context: ViewContext, pages: Mapping[str, Iterable[Diagnostic]]) -> Checklist:
    """Return how the rules stand for a lesson with its pages."""
    rules = (rule.rule for rule in context.enabled_rules)
    return checklist_of(rules, chain.from_iterable(pages.values()))


VIEWS = (
    ViewSpec(name="audit", render=audit, filters=("lesson", "severity")),
    ViewSpec(name="checklist", render=checklist, subject="lesson", filters=("module",)),
)
"""The views that an author can place."""
