"""What plans and reviews show of the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import (
    ViewContext,
    ViewSpec,
    finding_links,
    nothing,
    review_link,
    still_open,
    verdict_mark,
)
from sphinx_pedagogy.core.view_content import (
    Content,
    Item,
    Items,
    Line,
    Paragraph,
    Ref,
    Table,
)
from sphinx_pedagogy.course.lesson_documents import (
    SEVERITIES,
    counts_of,
    judgement_of,
    open_findings,
)
from sphinx_pedagogy.course.names import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.course.plan_facts import LessonPlan, LessonReview
    from sphinx_pedagogy.model import Lesson


def review_log(context: ViewContext) -> list[Content]:
    """Return every review: its lesson, number, counts and verdict, and what is still open."""
    by_lesson = context.catalogue.documents.reviews
    rows = [
        log_row(context, lesson, review, by_lesson[lesson.slug])
        for lesson in context.lessons()
        for review in by_lesson.get(lesson.slug, ())
    ]
    heads = (_(severity).capitalize() for severity in SEVERITIES)
    head = (_("Lesson"), _("Review"), _("Date"), *heads, _("Verdict"), _("Open"))
    return [Table(head, tuple(rows))] if rows else nothing()


def log_row(
    context: ViewContext, lesson: Lesson, review: LessonReview, reviews: Sequence[LessonReview]
) -> tuple[Line, ...]:
    """Return lesson, iteration, date, counts and verdict of a review, and its open findings."""
    verdict = judgement_of(review)
    still = [finding.finding for finding in open_findings(reviews) if finding.review is review]
    return (
        (context.at(lesson.slug),),
        (review_link(review),),
        (review.date,),
        *((str(count),) for count in counts_of(review).values()),
        (verdict_mark(verdict),),
        finding_links(still),
    )


def plan_lesson(context: ViewContext) -> list[Content]:
    """Return the lesson that a plan is for, and its place in the course."""
    lesson = context.lesson
    if lesson is None:
        return [Paragraph((_("This lesson is not written yet."),))]
    return [Items(tuple(Item(line) for line in lesson_lines(context, lesson)))]


def lesson_lines(context: ViewContext, lesson: Lesson) -> Iterator[Line]:
    """Yield the lesson, where it stands, and its neighbours with their loads."""
    course = context.catalogue.course
    here = course.positions[lesson.slug]
    yield f"{_('Lesson')}: ", context.at(lesson.slug), load_of(lesson)
    for length, words in (
        (-1, _("Lesson {} of {} in module {}")),
        (1, _("Lesson {} of {} in series {}")),
    ):
        number = lesson.number[:length]
        inside = context.catalogue.lessons_of(number)
        if number and lesson in inside:
            place = inside.index(lesson) + 1
            yield (words.format(place, len(inside), number_text(number)),)
    plan = context.catalogue.documents.plans.get(lesson.slug)
    if new := new_line(context, lesson, plan) if plan else ():
        yield new
    for words, at in ((_("Before it"), here - 1), (_("After it"), here + 1)):
        if 0 <= at < len(course.lessons):
            other = course.lessons[at]
            yield f"{words}: ", context.at(other.slug), load_of(other)


def new_line(context: ViewContext, lesson: Lesson, plan: LessonPlan) -> Line:
    """Return how much is new in a plan: concepts that nobody taught before, and mere facts."""
    catalogue = context.catalogue
    facts = sum(item.kind == "fact" for item in plan.items)
    names = [item.name for item in plan.items if item.kind == "target"]
    new = []
    for name in dict.fromkeys((*plan.concepts, *names)):
        concept = catalogue.find(name)
        if concept is None or catalogue.course.knows(concept, lesson.slug) is None:
            new.append(concept or name)
    if not new and not facts:
        return ()
    return (_("New concepts: {}; new facts: {}").format(len(dict.fromkeys(new)), facts),)


def load_of(lesson: Lesson) -> str:
    """Return the load of a lesson in brackets."""
    return f" ({_(lesson.load)})" if lesson.load else ""


def lesson_documents(context: ViewContext) -> list[Content]:
    """Return links to the plan and the reviews of the lesson of this page, and what is open."""
    lesson = context.catalogue.lesson_of(context.docname)
    if lesson is None:
        return []
    found = context.catalogue.documents
    plan = found.plans.get(lesson.slug)
    links: Line = (Ref(_("plan"), plan.place.document),) if plan else ()
    for review in found.reviews.get(lesson.slug, ()):
        words = _("review {} ({})").format(review.iteration, _(judgement_of(review)))
        place = Ref(words, review.place.document, review.anchor)
        links += (*((", ",) if links else ()), place)
    if not links:
        return []
    head = Paragraph((f"{_('For authors')}: ", *links))
    return [head, *still_open(found.reviews.get(lesson.slug, ()))]


VIEWS = (
    ViewSpec(name="review-log", render=review_log, filters=("lesson",)),
    ViewSpec(name="plan-lesson", render=plan_lesson, subject="lesson", internal=True),
    ViewSpec(name="lesson-documents", render=lesson_documents, subject="lesson", internal=True),
)
"""The views of plans and reviews."""
