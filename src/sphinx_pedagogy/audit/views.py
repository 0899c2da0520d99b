"""What the audit says, as views for the author's site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_pedagogy.content import Content, Item, Items, Line, Mark, Paragraph, Ref, Table
from sphinx_pedagogy.model.findings import Severity
from sphinx_pedagogy.nodes import CATALOG
from sphinx_pedagogy.question import Question, ViewSpec, nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Judged

_ = get_translation(CATALOG)

LOOKS = {Severity.ERROR: "missing", Severity.WARNING: "gap", Severity.NOTE: "note"}
"""How a severity looks: like the status of a requirement."""


def audit(question: Question) -> list[Content]:
    """Return what the audit found, by lesson, and what its authors silenced."""
    groups: list[Item] = []
    judged = by_document(question.judged, question.arguments.get("severity", ""))
    limited = question.arguments.get("lesson") or question.arguments.get("module")
    for lesson in question.lessons():
        # a recorded lesson stands on a page that is not its own
        found = judged.pop(lesson.place.document, []) if is_page(question, lesson) else []
        if found:
            groups.append(Item((question.at(lesson.slug),), (finding_list(question, found),)))
    for document, found in () if limited else judged.items():
        groups.append(Item((Ref(document, document),), (finding_list(question, found),)))
    if not groups:
        return [Paragraph((_("The audit found nothing."),))]
    return [Items(tuple(groups))]


def is_page(question: Question, lesson: Lesson) -> bool:
    """Whether a lesson is a page of this site."""
    return question.catalogue.lesson_of(lesson.place.document) == lesson


def by_document(judged: Iterable[Judged], least: str) -> dict[str, list[Judged]]:
    """Return the findings of each page, those that weigh at least so much."""
    found: dict[str, list[Judged]] = {}
    rank = Severity(least).rank if least else len(Severity)
    for one in judged:
        if one.severity.rank <= rank:
            found.setdefault(one.finding.place.document, []).append(one)
    return found


def finding_list(question: Question, judged: Iterable[Judged]) -> Items:
    """Return findings, each with its line and what it is about besides."""
    return Items(
        tuple(
            Item(
                finding_line(one),
                tuple(
                    Items((Item((place_ref(question, also.place), f": {also.text}")),))
                    for also in one.finding.related
                ),
            )
            for one in judged
        )
    )


def finding_line(judged: Judged) -> Line:
    """Return a finding: how much it weighs, where, what, which rule."""
    finding = judged.finding
    line = _("line {}").format(finding.place.line) + ": " if finding.place.line else ""
    said: Line = (severity_mark(judged.severity), f" {line}{finding.text} [{finding.rule}]")
    if judged.silenced:
        said += (" (", _("silenced: {}").format(judged.silenced), ")")
    return said


def severity_mark(severity: Severity) -> Mark:
    """Return the word of a severity."""
    words = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.NOTE: _("note"),
    }
    return Mark(words[severity], LOOKS[severity])


def place_ref(question: Question, place: Place) -> Ref:
    """Return a link to a page, named by its lesson if it is one."""
    lesson = question.catalogue.lesson_of(place.document)
    if lesson:
        return question.at(lesson.slug)
    return Ref(place.document, place.document)


def checklist(question: Question) -> list[Content]:
    """Return what the audit asks of a lesson, and whether it passed; of many, what is open."""
    if not question.asked:
        return nothing()
    lesson = question.lesson
    if lesson is None or question.arguments.get("module"):
        return overview(question)
    if not is_page(question, lesson):
        return nothing()
    found = speaking(question.judged, lesson.place.document)
    rows: list[tuple[Line, ...]] = []
    for asked in question.asked:
        count = found[asked.rule]
        mark = Mark(_("passed"), "ok")
        if count:
            mark = Mark(_("open: {}").format(count), LOOKS[asked.severity])
        rows.append(((asked.rule,), (asked.finds.replace("`", ""),), (mark,)))
    return [Table((_("Rule"), _("What it looks for"), _("Status")), tuple(rows))]


def overview(question: Question) -> list[Content]:
    """Return for each lesson how many rules it passed, and which are open."""
    documents = by_document(question.judged, "")
    rows = tuple(
        overview_row(question, lesson, documents.get(lesson.place.document, ()))
        for lesson in question.lessons()
        if is_page(question, lesson)
    )
    return [Table((_("Lesson"), _("Status"), _("Open")), rows)] if rows else nothing()


def overview_row(question: Question, lesson: Lesson, judged: Sequence[Judged]) -> tuple[Line, ...]:
    """Return a lesson, how many rules it passed of how many, and which are open."""
    found = speaking(judged, lesson.place.document)
    worst = min((asked.severity.rank for asked in question.asked if found[asked.rule]), default=-1)
    passed = len(question.asked) - len(found)
    text = _("{passed} of {all} passed").format(passed=passed, all=len(question.asked))
    mark = Mark(text, "ok" if worst < 0 else LOOKS[list(Severity)[worst]])
    return (question.at(lesson.slug),), (mark,), (", ".join(sorted(found)),)


def speaking(judged: Iterable[Judged], document: str) -> Counter[str]:
    """Return how often each rule found something on a page that nobody silenced."""
    return Counter(
        one.finding.rule
        for one in judged
        if one.finding.place.document == document and not one.silenced
    )


VIEWS = (
    ViewSpec("audit", audit, limits=("lesson", "severity")),
    ViewSpec("checklist", checklist, "lesson", limits=("module",)),
)
"""The views that an author can place."""
