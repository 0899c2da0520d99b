"""What the audit says, as views for the author's site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_pedagogy.core.nodes import CATALOG
from sphinx_pedagogy.core.view import Question, ViewSpec, nothing
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
    from sphinx_pedagogy.model.findings import Judged

_ = get_translation(CATALOG)

LOOKS = {Severity.ERROR: "missing", Severity.WARNING: "gap", Severity.NOTE: "note"}
"""How a severity looks: like the status of a requirement."""


def audit(question: Question) -> list[Content]:
    """Return what the audit found, by lesson, and what its authors silenced."""
    judged = by_page(question, question.arguments.get("severity", ""))
    groups = [
        lesson_item(question, lesson, found)
        for lesson in question.lessons()
        if (found := judged.pop(lesson.slug, {}))
    ]
    limited = question.arguments.get("lesson") or question.arguments.get("module")
    if not limited:
        rest = {page: found for pages in judged.values() for page, found in pages.items()}
        groups += [page_item(question, page, rest[page]) for page in sorted(rest)]
    if limited and not question.lessons():
        return nothing()  # no such lesson or module, which has its warning
    if not groups:
        return [Paragraph((_("The audit found nothing."),))]
    return [Items(tuple(groups))]


def lesson_item(question: Question, lesson: Lesson, found: Mapping[str, Sequence[Judged]]) -> Item:
    """Return a lesson with what was found on its page, then on those of its plan and reviews."""
    own = found.get(lesson.place.document, ())
    others = [
        page_item(question, page, found[page]) for page in found if page != lesson.place.document
    ]
    listed = (*finding_items(question, own), *others)
    return Item((question.at(lesson.slug),), (Items(listed),))


def page_item(question: Question, page: str, found: Iterable[Judged]) -> Item:
    """Return a page with what was found on it."""
    return Item((Ref(page, page),), (Items(tuple(finding_items(question, found))),))


def is_page(question: Question, lesson: Lesson) -> bool:
    """Whether a lesson is a page of this site."""
    return question.catalogue.lesson_of(lesson.place.document) == lesson


def by_page(question: Question, least: str = "") -> dict[str, dict[str, list[Judged]]]:
    """Return what was found, by lesson and page; what is about no lesson stands under "".

    :param least: the severity that counts, and those above it; all if empty
    """
    found: dict[str, dict[str, list[Judged]]] = {}
    rank = Severity(least).rank if least else len(Severity)
    for one in question.judged:
        if one.severity.rank <= rank:
            page = one.finding.place.document
            # a recorded lesson stands on a page that is not its own
            lesson = question.catalogue.subject_of(page)
            slug = lesson.slug if lesson else ""
            found.setdefault(slug, {}).setdefault(page, []).append(one)
    return found


def finding_items(question: Question, judged: Iterable[Judged]) -> Iterator[Item]:
    """Yield findings, each with its line and what it is about besides."""
    for one in judged:
        related = one.finding.related
        under = Items(
            tuple(Item((place_ref(question, also.place), f": {also.text}")) for also in related)
        )
        yield Item(finding_line(one), (under,) if related else ())


def finding_line(judged: Judged) -> Line:
    """Return a finding: how much it weighs, where, what, which rule."""
    finding = judged.finding
    line = _("line {}").format(finding.place.line) + ": " if finding.place.line else ""
    said: Line = (
        severity_mark(judged),
        f" {line}",
        *with_code(finding.text),
        f" [{finding.rule}]",
    )
    if judged.silenced:
        said += (" (", _("silenced: {}").format(judged.silenced), ")")
    return said


def with_code(text: str) -> Iterator[Span]:
    """Yield the pieces of a text, what stands between backquotes as code."""
    for at, piece in enumerate(text.split("`")):
        if piece:
            yield Code(piece) if at % 2 else piece


def severity_mark(judged: Judged) -> Mark:
    """Return the word of a severity, which does not stand out where the finding is silenced."""
    words = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.NOTE: _("note"),
    }
    looks = LOOKS[Severity.NOTE if judged.silenced else judged.severity]
    return Mark(words[judged.severity], looks)


def place_ref(question: Question, place: Place) -> Ref:
    """Return a link to a page, named by its lesson if it is one."""
    lesson = question.catalogue.lesson_of(place.document)
    at = question.at(lesson.slug) if lesson else Ref(place.document, place.document)
    return at._replace(text=f"{at.text}, {_('line {}').format(place.line)}") if place.line else at


def checklist(question: Question) -> list[Content]:
    """Return what the audit asks of a lesson, and whether it passed; of many, what is open."""
    if not question.asked:
        return nothing()
    lesson = question.lesson
    if lesson is None or question.arguments.get("module"):
        return overview(question)
    if not is_page(question, lesson):
        return nothing()
    found = speaking(by_page(question).get(lesson.slug, {}))
    rows: list[tuple[Line, ...]] = []
    for asked in question.asked:
        count = found[asked.rule]
        mark = Mark(_("passed"), "ok")
        if count:
            mark = Mark(_("open: {}").format(count), LOOKS[asked.severity])
        rows.append(((asked.rule,), tuple(with_code(asked.finds)), (mark,)))
    return [Table((_("Rule"), _("What it looks for"), _("Status")), tuple(rows))]


def overview(question: Question) -> list[Content]:
    """Return for each lesson how many rules it passed, and which are open."""
    found = by_page(question)
    rows = tuple(
        overview_row(question, lesson, found.get(lesson.slug, {}))
        for lesson in question.lessons()
        if is_page(question, lesson)
    )
    return [Table((_("Lesson"), _("Status"), _("Open")), rows)] if rows else nothing()


def overview_row(
    question: Question, lesson: Lesson, pages: Mapping[str, Sequence[Judged]]
) -> tuple[Line, ...]:
    """Return a lesson, how many rules it passed of how many, and which are open."""
    found = speaking(pages)
    worst = min((asked.severity.rank for asked in question.asked if found[asked.rule]), default=-1)
    passed = len(question.asked) - len(found)
    text = _("{passed} of {all} passed").format(passed=passed, all=len(question.asked))
    mark = Mark(text, "ok" if worst < 0 else LOOKS[list(Severity)[worst]])
    return (question.at(lesson.slug),), (mark,), (", ".join(sorted(found)),)


def speaking(pages: Mapping[str, Iterable[Judged]]) -> Counter[str]:
    """Return how often each rule found something on the pages of a lesson that is not silenced."""
    return Counter(
        one.finding.rule for judged in pages.values() for one in judged if not one.silenced
    )


VIEWS = (
    ViewSpec("audit", audit, limits=("lesson", "severity")),
    ViewSpec("checklist", checklist, "lesson", limits=("module",)),
)
"""The views that an author can place."""
