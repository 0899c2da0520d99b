"""What blocks fill in themselves: a lesson's header, the way on, what was achieved."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_pedagogy.content import Content, Item, Items, Line, Paragraph, Ref
from sphinx_pedagogy.names import number_of
from sphinx_pedagogy.nodes import CATALOG
from sphinx_pedagogy.question import Question, title_key

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
        line += (*((", ",) if line else ()), place, f" ({question.depth(teaching.depth)})")
    return [Paragraph((_("You will learn:") + " ", *line))] if line else []


def following(question: Question) -> list[Content]:
    """Return a link to the next lesson that is written."""
    lesson = question.catalogue.lesson_of(question.docname)
    if lesson is None:
        return []
    lessons = question.catalogue.course.lessons
    here = question.catalogue.course.positions[lesson.slug]
    for one in lessons[here + 1 :]:
        if not one.recorded:
            return [Paragraph((_("Continue with:") + " ", question.at(one.slug)))]
    return []


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
