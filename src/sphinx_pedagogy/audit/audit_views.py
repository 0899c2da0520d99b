"""What the audit says, as views for the author's site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, ViewSpec, nothing
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
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Diagnostic

LOOKS = {Severity.ERROR: "missing", Severity.WARNING: "gap", Severity.NOTE: "note"}
"""How a severity looks: like the status of a requirement."""


def audit(context: ViewContext) -> list[Content]:
    """Return what the audit found, by lesson, and what its authors suppressed."""
    by_lesson = by_page(context, context.arguments.get("severity", ""))
    groups = [
        lesson_item(context, lesson, found)
        for lesson in context.lessons()
        if (found := by_lesson.pop(lesson.slug, {}))
    ]
    limited = context.arguments.get("lesson") or context.arguments.get("module")
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


def by_page(context: ViewContext, least: str = "") -> dict[str, dict[str, list[Diagnostic]]]:
    """Return what was found, by lesson and page; what is about no lesson stands under "".

    :param least: the severity that counts, and those above it; all if empty
    """
    found: dict[str, dict[str, list[Diagnostic]]] = {}
    rank = Severity(least).rank if least else len(Severity)
    for one in context.diagnostics:
        if one.severity.rank <= rank:
            page = one.place.document
            # a recorded lesson stands on a page that is not its own
            lesson = context.catalogue.subject_of(page)
            slug = lesson.slug if lesson else ""
            found.setdefault(slug, {}).setdefault(page, []).append(one)
    return found


def finding_items(context: ViewContext, diagnostics: Iterable[Diagnostic]) -> Iterator[Item]:
    """Yield findings, each with its line and what it is about besides."""
    for one in diagnostics:
        related = one.related
        under = Items(
            tuple(Item((place_ref(context, also.place), f": {also.text}")) for also in related)
        )
        yield Item(finding_line(one), (under,) if related else ())


def finding_line(diagnostic: Diagnostic) -> Line:
    """Return a finding: how much it weighs, where, what, which rule."""
    place = diagnostic.place
    line = _("line {}").format(place.line) + ": " if place.line else ""
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
    for at, piece in enumerate(text.split("`")):
        if piece:
            yield Code(piece) if at % 2 else piece


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
    """Return what the audit asks of a lesson, and whether it passed; of many, what is open."""
    if not context.enabled_rules:
        return nothing()
    lesson = context.lesson
    if lesson is None or context.arguments.get("module"):
        return overview(context)
    if not is_page(context, lesson):
        return nothing()
    found = active_by_rule(by_page(context).get(lesson.slug, {}))
    rows: list[tuple[Line, ...]] = []
    for rule in context.enabled_rules:
        count = found[rule.rule]
        mark = Mark(_("passed"), "ok")
        if count:
            mark = Mark(_("open: {}").format(count), LOOKS[rule.severity])
        rows.append(((rule.rule,), tuple(with_code(rule.summary)), (mark,)))
    return [Table((_("Rule"), _("What it looks for"), _("Status")), tuple(rows))]


def overview(context: ViewContext) -> list[Content]:
    """Return for each lesson how many rules it passed, and which are open."""
    found = by_page(context)
    rows = tuple(
        overview_row(context, lesson, found.get(lesson.slug, {}))
        for lesson in context.lessons()
        if is_page(context, lesson)
    )
    return [Table((_("Lesson"), _("Status"), _("Open")), rows)] if rows else nothing()


def overview_row(
    context: ViewContext, lesson: Lesson, pages: Mapping[str, Sequence[Diagnostic]]
) -> tuple[Line, ...]:
    """Return a lesson, how many rules it passed of how many, and which are open."""
    found = active_by_rule(pages)
    worst = min(
        (rule.severity.rank for rule in context.enabled_rules if found[rule.rule]), default=-1
    )
    passed = len(context.enabled_rules) - len(found)
    text = _("{passed} of {all} passed").format(passed=passed, all=len(context.enabled_rules))
    mark = Mark(text, "ok" if worst < 0 else LOOKS[list(Severity)[worst]])
    return (context.at(lesson.slug),), (mark,), (", ".join(sorted(found)),)


def active_by_rule(pages: Mapping[str, Iterable[Diagnostic]]) -> Counter[str]:
    """Return how often each rule found something on a lesson's pages that is not suppressed."""
    return Counter(one.code for found in pages.values() for one in found if one.is_active)


VIEWS = (
    ViewSpec(name="audit", render=audit, filters=("lesson", "severity")),
    ViewSpec(name="checklist", render=checklist, subject="lesson", filters=("module",)),
)
"""The views that an author can place."""
