"""What blocks fill in themselves: a lesson's header, the way on, what was achieved."""

from __future__ import annotations

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, title_key
from sphinx_pedagogy.core.view_content import (
    OUTCOMES,
    Content,
    Item,
    Items,
    Line,
    Paragraph,
    Ref,
    Strong,
)
from sphinx_pedagogy.course.names import number_of, number_text
from sphinx_pedagogy.course.phrase import joined


def teaches(context: ViewContext) -> list[Content]:
    """Return what the lesson of this page teaches, in one line of its header."""
    lesson = context.catalogue.lesson_of(context.docname)
    taught = context.catalogue.course.taught.get(lesson.slug, []) if lesson else []
    by_depth: dict[str, list[Ref]] = {}
    for teaching in sorted(taught, key=lambda teaching: teaching.depth, reverse=True):
        concept = context.catalogue.concepts[teaching.concept]
        depth = context.depth(teaching.depth)
        before = context.catalogue.course.knows(teaching.concept, teaching.lesson)
        if before and before.depth < teaching.depth:
            depth = f"{context.depth(before.depth)} → {depth}"
        place = Ref(concept.title, context.docname, teaching.anchor)
        by_depth.setdefault(depth, []).append(place)
    line: Line = ()
    for depth, places in by_depth.items():
        for at, place in enumerate(places):
            line += (*((", " if at else "; ",) if line else ()), place)
        line += (f" ({depth})",)
    return [Paragraph((_("You will learn:") + " ", *line), OUTCOMES)] if line else []


def used_later(context: ViewContext) -> list[Content]:
    """Return the next lessons that build on a concept of this page, in one small line."""
    catalogue = context.catalogue
    course = catalogue.course
    concept = catalogue.find(context.arguments["of"])
    own = catalogue.lesson_of(context.docname)
    found = course.named_after(concept, own.slug if own else None) if concept else []
    line: Line = ()
    most = int(context.arguments["most"])
    for slug in found[:most]:
        lesson = context.at(slug)
        number = number_text(course.lessons[course.positions[slug]].number)
        line += (*((", ",) if line else ()), lesson._replace(text=number or lesson.text))
    if len(found) > most:
        line += (" " + _("and {} more").format(len(found) - most),)
    return [Paragraph((Strong(_("Used in") + ":"), " ", *line), "ped-uses")] if line else []


def following(context: ViewContext) -> list[Content]:
    """Return a link to the next lesson of the course, or to its record."""
    lesson = context.catalogue.lesson_of(context.docname)
    if lesson is None:
        return []
    course = context.catalogue.course
    after = course.positions[lesson.slug] + 1
    if after == len(course.lessons):
        return []
    return [Paragraph((_("Continue with:") + " ", context.at(course.lessons[after].slug)))]


def module_front(context: ViewContext) -> list[Content]:
    """Return a link to the front of a module or series, unless this page is it."""
    front = context.catalogue.module_pages.get(number_of(context.arguments.get("module", "")))
    if front is None or front.place.document == context.docname:
        return []
    name = joined(number_text(front.number), " ", front.title)
    return [Paragraph((_("Record:") + " ", Ref(name, front.place.document)))]


def achieved(context: ViewContext) -> list[Content]:
    """Return what a module or a series taught, deepest first."""
    number = number_of(context.arguments.get("module", ""))
    course = context.catalogue.course
    depths: dict[str, int] = {}
    for lesson in course.lessons:
        if number and lesson.number[: len(number)] == number:
            for teaching in course.taught.get(lesson.slug, ()):
                depths[teaching.concept] = max(depths.get(teaching.concept, 0), teaching.depth)
    order = sorted(depths, key=lambda slug: (-depths[slug], title_key(context, slug)))
    items = tuple(
        Item((context.concept(slug), f" ({context.depth(depths[slug])})")) for slug in order
    )
    return [Items(items)] if items else []
