"""What the student brings: the state on arrival, and the requirements of a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_pedagogy.core.nodes import CATALOG
from sphinx_pedagogy.core.view import ViewContext, ago, nothing
from sphinx_pedagogy.core.view_content import Content, Line, Mark, Table
from sphinx_pedagogy.model import RequirementStatus

if TYPE_CHECKING:
    from sphinx_pedagogy.model import Knowledge, Verdict

_ = get_translation(CATALOG)


def student_state(context: ViewContext) -> list[Content]:
    """Return all that a student knows on arriving at a lesson."""
    lesson = context.lesson
    if lesson is None:
        return nothing()
    rows = tuple(
        state_row(context, known)
        for known in context.catalogue.course.arriving_at(lesson.slug)
        if context.deep_enough(known.depth)
    )
    head = (_("Concept"), _("Depth"), _("Taught in"), _("Last used"))
    return [Table(head, rows)] if rows else nothing()


def state_row(context: ViewContext, known: Knowledge) -> tuple[Line, ...]:
    """Return concept, depth, source and last use."""
    source = context.taught_at(known.source)
    when: Line = (ago(known.lessons_ago),)
    if known.fading:
        when += (" ", Mark(_("fading"), "gap"))
    return (context.concept(known.concept),), (context.depth(known.depth),), (source,), when


def prerequisites(context: ViewContext) -> list[Content]:
    """Return each requirement of a lesson, held against what the student knows."""
    lesson = context.lesson
    verdicts = context.catalogue.course.verdicts(lesson.slug) if lesson else []
    rows = tuple(prerequisite_row(context, verdict) for verdict in verdicts)
    head = (_("Concept"), _("Needed"), _("Known"), _("Taught in"), _("Status"), _("Reason"))
    return [Table(head, rows)] if rows else nothing()


def prerequisite_row(context: ViewContext, verdict: Verdict) -> tuple[Line, ...]:
    """Return concept, depths, source, status and reason."""
    requirement, known = verdict.requirement, verdict.knowledge
    source: Line = (context.taught_at(known.source),) if known else ()
    return (
        (context.concept(requirement.concept),),
        (context.depth(requirement.depth),),
        (context.depth(known.depth if known else 0),),
        source,
        status_line(verdict),
        (requirement.reason,) if requirement.reason else (),
    )


def status_line(verdict: Verdict) -> Line:
    """Return a status, and why it is not ``ok``."""
    words = {
        RequirementStatus.OK: _("ok"),
        RequirementStatus.GAP: _("gap"),
        RequirementStatus.MISSING: _("missing"),
    }
    mark = Mark(words[verdict.status], verdict.status.value)
    known = verdict.knowledge
    if known is None or verdict.status is RequirementStatus.OK:
        return (mark,)
    why = []
    if known.depth < verdict.requirement.depth:
        why.append(_("not deep enough"))
    if known.fading:
        why.append(_("last used {}").format(ago(known.lessons_ago)))
    if verdict.recapped:
        why.append(_("recapped here"))
    return mark, f" ({', '.join(why)})"
