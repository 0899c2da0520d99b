"""What blocks fill in themselves: a lesson's header, the way on, what was achieved."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_pedagogy.core.nodes import CATALOG
from sphinx_pedagogy.core.view import Question, title_key
from sphinx_pedagogy.core.view_content import Content, Item, Items, Line, Paragraph, Ref, Strong
from sphinx_pedagogy.course.names import number_of, number_text
from sphinx_pedagogy.course.phrase import joined

_ = get_translation(CATALOG)


def teaches(question: Question) -> list[Content]:
    """Return what the lesson of this page teaches, in one line of its header."""
    lesson = question.catalogue.lesson_of(question.docname)
    taught = question.catalogue.course.taught.get(lesson.slug, []) if lesson else []
    line: Line = ()
    for teaching in taught:
        place = Ref(
            question.catalogue.concepts[teaching.concept].title, question.docname, teaching.anchor
        )
        depth = question.depth(teaching.depth)
        before = question.catalogue.course.knows(teaching.concept, teaching.lesson)
        if before and before.depth < teaching.depth:
            depth = f"{question.depth(before.depth)} → {depth}"
        line += (*((", ",) if line else ()), place, f" ({depth})")
    return [Paragraph((_("You will learn:") + " ", *line))] if line else []


def used_later(question: Question) -> list[Content]:
    """Return the next lessons that build on a concept of this page, in one small line."""
    catalogue = question.catalogue
    course = catalogue.course
    concept = catalogue.find(question.arguments["of"])
    own = catalogue.lesson_of(question.docname)
    found = course.named_after(concept, own.slug if own else None) if concept else []
    line: Line = ()
    most = int(question.arguments["most"])
    for slug in found[:most]:
        lesson = question.at(slug)
        number = number_text(course.lessons[course.positions[slug]].number)
        line += (*((", ",) if line else ()), lesson._replace(text=number or lesson.text))
    if len(found) > most:
        line += (" " + _("and {} more").format(len(found) - most),)
    return [Paragraph((Strong(_("Used in") + ":"), " ", *line), "ped-uses")] if line else []


def following(question: Question) -> list[Content]:
    """Return a link to the next lesson of the course, or to its record."""
    lesson = question.catalogue.lesson_of(question.docname)
    if lesson is None:
        return []
    course = question.catalogue.course
    after = course.positions[lesson.slug] + 1
    if after == len(course.lessons):
        return []
    return [Paragraph((_("Continue with:") + " ", question.at(course.lessons[after].slug)))]


def module_front(question: Question) -> list[Content]:
    """Return a link to the front of a module or series, unless this page is it."""
    front = question.catalogue.fronts.get(number_of(question.arguments.get("module", "")))
    if front is None or front.place.document == question.docname:
        return []
    name = joined(number_text(front.number), " ", front.title)
    return [Paragraph((_("Record:") + " ", Ref(name, front.place.document)))]


def achieved(question: Question) -> list[Content]:
    """Return what a module or a series taught, deepest first."""
    number = number_of(question.arguments.get("module", ""))
    course = question.catalogue.course
    depths: dict[str, int] = {}
    for lesson in course.lessons:
        if number and lesson.number[: len(number)] == number:
            for teaching in course.taught.get(lesson.slug, ()):
                depths[teaching.concept] = max(depths.get(teaching.concept, 0), teaching.depth)
    order = sorted(depths, key=lambda one: (-depths[one], title_key(question, one)))
    items = tuple(
        Item((question.concept(one), f" ({question.depth(depths[one])})")) for one in order
    )
    return [Items(items)] if items else []
