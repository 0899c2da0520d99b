"""What the student brings: the state on arrival, and the requirements of a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.concepts.left_out_views import still_left_out
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, ago, nothing
from sphinx_pedagogy.core.view_content import (
    Content,
    Item,
    Items,
    Line,
    Mark,
    Paragraph,
    Ref,
    Strong,
    Table,
)
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.teaching_sources import note_of, sources_of
from sphinx_pedagogy.model import RequirementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import RequirementLine
    from sphinx_pedagogy.model import Knowledge, Lesson, Verdict


def student_state(context: ViewContext) -> list[Content]:
    """Return all that a student brings to a lesson, and what is still missing."""
    lesson = context.lesson
    if lesson is None:
        return nothing()
    rows = [
        state_row(context, lesson, known)
        for known in context.catalogue.course.arriving_at(lesson.slug)
        if context.deep_enough(known.depth)
    ]
    found = [*readiness(context, lesson)]
    if rows:
        head = (_("Concept"), _("Depth"), _("Taught in"), _("Last used"), _("How it is taught"))
        used = len(head) if any(row[-1] for row in rows) else len(head) - 1
        found.append(Table(head[:used], tuple(row[:used] for row in rows)))
    found += established(context, lesson)
    return found or nothing()


def state_row(context: ViewContext, lesson: Lesson, known: Knowledge) -> tuple[Line, ...]:
    """Return concept, depth, sources, last use and note."""
    sources = sources_of(context.catalogue.course, known, lesson.slug)
    line: Line = ()
    for source in sources:
        depth = f" ({context.depth(source.depth)})" if len(sources) > 1 else ""
        line += (
            *((", ",) if line else ()),
            context.taught_at(source),
            *((depth,) if depth else ()),
        )
    when: Line = (ago(known.lessons_ago),)
    if known.fading:
        when += (" ", Mark(_("fading"), "gap"))
    note = note_of(known, sources)
    return (
        (context.concept(known.concept),),
        (context.depth(known.depth),),
        line,
        when,
        (note,) if note else (),
    )


def readiness(context: ViewContext, lesson: Lesson) -> Iterator[Content]:
    """Yield a line that names every gap and every missing requirement of a lesson."""
    verdicts = context.catalogue.course.verdicts(lesson.slug)
    unknown = unknown_needs(context.catalogue, lesson)
    if not verdicts and not unknown:
        return
    met = sum(verdict.status is RequirementStatus.OK for verdict in verdicts)
    line: Line = (Strong(_("Readiness") + ":"), " ")
    total = len(verdicts) + len(unknown)
    line += (_("{} of {} requirements are met").format(met, total),)
    for verdict in verdicts:
        if verdict.status is not RequirementStatus.OK:
            line += ("; ", context.concept(verdict.requirement.concept), ": ")
            closed = closing(context, lesson, verdict.requirement.concept)
            line += (*status_line(verdict), *closed)
    for need in unknown:
        line += ("; ", need.name, ": ", *missing(), *closing(context, lesson, need.name))
    yield Paragraph(line)


def unknown_needs(catalogue: Catalogue, lesson: Lesson) -> list[RequirementLine]:
    """Return the requirements of a lesson that name no concept of the course, so are not met."""
    page = catalogue.pages.get(lesson.place.document)
    needs = page.needs if page else ()
    return [need for need in needs if need.lesson == lesson.slug and not catalogue.find(need.name)]


def closing(context: ViewContext, lesson: Lesson, name: str) -> Line:
    """Return how large a gap is, and a link to where the lesson closes it.

    :param name: of what is missing, or its id
    """
    page, find = context.catalogue.pages.get(lesson.place.document), context.catalogue.find
    wanted = find(name) or key(name)
    for gap in page.gaps if page else ():
        if gap.lesson == lesson.slug and (find(gap.name) or key(gap.name)) == wanted:
            size = f", {_(gap.size)}" if gap.size else ""
            return size + ", ", Ref(_("closed here"), gap.place.document, gap.anchor)
    return ()


def established(context: ViewContext, lesson: Lesson) -> Iterator[Content]:
    """Yield the mental models and analogies that a student has met, and what was left out."""
    positions = context.catalogue.course.positions
    here = positions[lesson.slug]
    for kind, title in (("mental-model", _("Mental models")), ("analogy", _("Analogies"))):
        items = tuple(
            Item(
                (
                    Ref(phrase.title, phrase.place.document, phrase.anchor),
                    ", ",
                    context.at(phrase.lesson),
                )
            )
            for phrase in context.catalogue.planted(kind)
            if positions[phrase.lesson] < here
        )
        if items:
            yield Paragraph((Strong(title),))
            yield Items(items)
    if left := tuple(still_left_out(context, lesson)):
        yield Paragraph((Strong(_("Left out so far")),))
        yield Items(left)


def prerequisites(context: ViewContext) -> list[Content]:
    """Return each requirement of a lesson, compared with what the student knows."""
    lesson = context.lesson
    verdicts = context.catalogue.course.verdicts(lesson.slug) if lesson else []
    rows = tuple(prerequisite_row(context, verdict) for verdict in verdicts)
    if lesson:
        unknown = unknown_needs(context.catalogue, lesson)
        rows += tuple(unknown_row(context, need) for need in unknown)
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


def unknown_row(context: ViewContext, need: RequirementLine) -> tuple[Line, ...]:
    """Return the row of a requirement that names no concept of the course."""
    reason: Line = (need.reason,) if need.reason else ()
    needed, known = context.depth(need.depth), context.depth(0)
    return (need.name,), (needed,), (known,), (), missing(), reason


def missing() -> Line:
    """Return the status of a requirement that no earlier lesson teaches."""
    return (Mark(_("missing"), RequirementStatus.MISSING.value),)


def status_line(verdict: Verdict) -> Line:
    """Return a status, and why it is not ``ok``."""
    known = verdict.knowledge
    if known is None:
        return missing()
    if verdict.status is RequirementStatus.OK:
        return (Mark(_("ok"), RequirementStatus.OK.value),)
    mark = Mark(_("gap"), RequirementStatus.GAP.value)
    why = []
    if known.depth < verdict.requirement.depth:
        why.append(_("not deep enough"))
    if known.fading:
        why.append(_("last used {}").format(ago(known.lessons_ago)))
    if verdict.recapped:
        why.append(_("recapped here"))
    return mark, f" ({', '.join(why)})"
