"""What the student brings: the state on arrival, and the requirements of a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_pedagogy.core.nodes import CATALOG
from sphinx_pedagogy.core.view import Question, ago, nothing
from sphinx_pedagogy.core.view_content import Content, Line, Mark, Table
from sphinx_pedagogy.model import Status

if TYPE_CHECKING:
    from sphinx_pedagogy.model import Knowledge, Verdict

_ = get_translation(CATALOG)


def student_state(question: Question) -> list[Content]:
    """Return all that a student knows on arriving at a lesson."""
    lesson = question.lesson
    if lesson is None:
        return nothing()
    rows = tuple(
        state_row(question, known)
        for known in question.catalogue.course.arriving_at(lesson.slug)
        if question.deep_enough(known.depth)
    )
    head = (_("Concept"), _("Depth"), _("Taught in"), _("Last used"))
    return [Table(head, rows)] if rows else nothing()


def state_row(question: Question, known: Knowledge) -> tuple[Line, ...]:
    """Return concept, depth, source and last use."""
    source = question.taught_at(known.source)
    when: Line = (ago(known.lessons_ago),)
    if known.fading:
        when += (" ", Mark(_("fading"), "gap"))
    return (question.concept(known.concept),), (question.depth(known.depth),), (source,), when


def prerequisites(question: Question) -> list[Content]:
    """Return each requirement of a lesson, held against what the student knows."""
    lesson = question.lesson
    verdicts = question.catalogue.course.verdicts(lesson.slug) if lesson else []
    rows = tuple(prerequisite_row(question, verdict) for verdict in verdicts)
    head = (_("Concept"), _("Needed"), _("Known"), _("Taught in"), _("Status"), _("Reason"))
    return [Table(head, rows)] if rows else nothing()


def prerequisite_row(question: Question, verdict: Verdict) -> tuple[Line, ...]:
    """Return concept, depths, source, status and reason."""
    requirement, _status, known, _recapped = verdict
    source: Line = (question.taught_at(known.source),) if known else ()
    return (
        (question.concept(requirement.concept),),
        (question.depth(requirement.depth),),
        (question.depth(known.depth if known else 0),),
        source,
        status_line(verdict),
        (requirement.reason,) if requirement.reason else (),
    )


def status_line(verdict: Verdict) -> Line:
    """Return a status, and why it is not ``ok``."""
    words = {Status.OK: _("ok"), Status.GAP: _("gap"), Status.MISSING: _("missing")}
    mark = Mark(words[verdict.status], verdict.status.value)
    known = verdict.knowledge
    if known is None or verdict.status is Status.OK:
        return (mark,)
    why = []
    if known.depth < verdict.requirement.depth:
        why.append(_("not deep enough"))
    if known.fading:
        why.append(_("last used {}").format(ago(known.lessons_ago)))
    if verdict.recapped:
        why.append(_("recapped here"))
    return mark, f" ({', '.join(why)})"
