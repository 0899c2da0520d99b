"""The record of a module, which a course team else keeps by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.concepts.left_out_views import left_out_item
from sphinx_pedagogy.concepts.presentation_words import shown_line
from sphinx_pedagogy.concepts.record_views import curriculum_line, listed
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, nothing, review_link, verdict_mark
from sphinx_pedagogy.core.view_content import (
    Content,
    Item,
    Items,
    Line,
    Paragraph,
    Ref,
    Strong,
    Table,
)
from sphinx_pedagogy.course.lesson_documents import judgement_of, open_findings
from sphinx_pedagogy.course.lesson_notebook import decision_of
from sphinx_pedagogy.course.lesson_status import BUILT, COMPLETE, status_of
from sphinx_pedagogy.course.taught_by import taught_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.course.plan_facts import LessonReview
    from sphinx_pedagogy.model import Lesson, Teaching


def module_record(context: ViewContext) -> list[Content]:
    """Return what a module taught: all its concepts, then a record of each lesson."""
    lessons = context.lessons()
    if not lessons:
        return nothing()
    found = [status_line(context, lessons)]
    rows = [row for lesson in lessons for row in concept_rows(context, lesson)]
    if rows:
        head = (_("Concept"), _("Depth"), _("Lesson"), _("How it is taught"))
        used = len(head) if any(row[-1] for row in rows) else len(head) - 1
        found.append(Table(head[:used], tuple(row[:used] for row in rows)))
    for lesson in lessons:
        under = [*facts(context, lesson), *concepts(context, lesson)]
        for kind, title in (
            ("mental-model", _("Mental models")),
            ("analogy", _("Analogies")),
            ("misconception", _("Misconceptions")),
        ):
            under += listed(context, kind, title, lesson)
        if lines := context.catalogue.left_out.get(lesson.slug):
            under.append(Paragraph((Strong(_("It leaves out")),)))
            under.append(Items(tuple(left_out_item(context, line) for line in lines)))
        found.append(Items((Item(curriculum_line(context, lesson), tuple(under)),)))
    return found


def status_line(context: ViewContext, lessons: Sequence[Lesson]) -> Content:
    """Return how many lessons of a module are there."""
    plans = context.catalogue.documents.plans
    states = [status_of(lesson, plans.get(lesson.slug)) for lesson in lessons]
    built = sum(status in {BUILT, COMPLETE} for status in states)
    words = _("{} of {} lessons built").format(built, len(lessons))
    if all(status == COMPLETE for status in states):
        words += f", {_(COMPLETE)}"
    return Paragraph((Strong(_("Status") + ":"), f" {words}"))


def concept_rows(context: ViewContext, lesson: Lesson) -> Iterator[tuple[Line, ...]]:
    """Yield concept, depth, lesson and note of each teaching of a lesson."""
    for teaching in teachings_of(context, lesson):
        yield (
            (context.concept(teaching.concept),),
            (context.depth(teaching.depth),),
            (context.taught_at(teaching),),
            (teaching.note,) if teaching.note else (),
        )


def teachings_of(context: ViewContext, lesson: Lesson) -> list[Teaching]:
    """Return what a lesson teaches, as deep as is asked for."""
    taught = context.catalogue.course.taught.get(lesson.slug, ())
    return [teaching for teaching in taught if context.deep_enough(teaching.depth)]


def facts(context: ViewContext, lesson: Lesson) -> list[Content]:
    """Return status, notebook and reviews of a lesson."""
    documents = context.catalogue.documents
    lines: list[Line] = []
    if status := status_of(lesson, documents.plans.get(lesson.slug)):
        lines.append((_("Status"), f": {_(status)}"))
    if notebook := notebook_line(lesson):
        lines.append(notebook)
    if reviews := documents.reviews.get(lesson.slug):
        lines.append((_("Review"), ": ", *review_line(reviews)))
        praised: Line = ()
        for praise in (praise for review in reviews for praise in review.praises):
            place = Ref(praise.title, praise.place.document, praise.anchor)
            praised += (*((", ",) if praised else ()), place)
        if praised:
            lines.append((_("Works well"), ": ", *praised))
    return [Items(tuple(Item(line) for line in lines))] if lines else []


def notebook_line(lesson: Lesson) -> Line:
    """Return where the notebook of a lesson is, or why it has none."""
    notebook = lesson.notebook
    if not notebook:
        return ()
    if notebook.startswith("/"):
        name = notebook.rpartition("/")[2]
        return _("Notebook"), ": ", Ref(name, notebook.removeprefix("/"))
    reason = decision_of(notebook)
    if reason is None:
        return _("Notebook"), f": {notebook}"
    return _("Notebook"), f": {_('none')}", *((f" ({reason})",) if reason else ())


def review_line(reviews: Sequence[LessonReview]) -> Line:
    """Return what each review of a lesson came to, and what is open after the last."""
    line: Line = ()
    for review in reviews:
        verdict = judgement_of(review)
        line += (*((", ",) if line else ()), review_link(review), " (", verdict_mark(verdict), ")")
    still = sum(1 for finding in open_findings(reviews) if finding.finding.severity != "polish")
    return (*line, "; " + _("{} open").format(still)) if still else line


def concepts(context: ViewContext, lesson: Lesson) -> list[Content]:
    """Return each concept that a lesson teaches, with what shows it."""
    shown = taught_by(context.catalogue, lesson.slug)
    items = []
    for teaching in teachings_of(context, lesson):
        by = shown_line(shown.get(teaching.concept, ()))
        under = (Paragraph((_("Taught by") + ": ", *by)),) if by else ()
        depth = f" ({context.depth(teaching.depth)})"
        items.append(Item((context.concept(teaching.concept), depth), under))
    found: list[Content] = []
    if items:
        found += [Paragraph((Strong(_("Concepts")),)), Items(tuple(items))]
    if rest := shown_line(shown.get("", ())):
        found.append(Paragraph((Strong(_("The lesson also shows")), ": ", *rest)))
    return found
