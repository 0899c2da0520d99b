"""The records of the course: what is taught where, which course teams else keep by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, nothing, title_key
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
from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.course.phrase import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.course.facts import ListedBlock
    from sphinx_pedagogy.model import Lesson, Teaching


def concept_index(context: ViewContext) -> list[Content]:
    """Return every concept, with each lesson that teaches it."""
    course = context.catalogue.course
    found: dict[str, list[Teaching]] = {}
    # by lesson, so that the record of a module does not cost the whole course
    for lesson in context.lessons():
        for teaching in course.taught.get(lesson.slug, ()):
            if context.deep_enough(teaching.depth):
                found.setdefault(teaching.concept, []).append(teaching)
    names = sorted(found, key=lambda slug: title_key(context, slug))
    rows = tuple(index_row(context, concept, found[concept]) for concept in names)
    return [Table((_("Concept"), _("Taught in")), rows)] if rows else nothing()


def index_row(
    context: ViewContext, concept: str, teachings: Sequence[Teaching]
) -> tuple[Line, ...]:
    """Return a concept and its teachings, one after the other."""
    line: Line = ()
    for teaching in teachings:
        place = context.taught_at(teaching)
        line += (*((", ",) if line else ()), place, f" ({context.depth(teaching.depth)})")
    return (context.concept(concept),), line


def curriculum(context: ViewContext) -> list[Content]:
    """Return all modules and their lessons, with loads and times."""
    modules: dict[tuple[int, ...], list[Item]] = {}
    for lesson in context.lessons():
        modules.setdefault(lesson.number[:-1], []).append(Item(curriculum_line(context, lesson)))
    if not modules:
        return nothing()
    return [
        Items(
            tuple(
                Item(module_line(context, number), (Items(tuple(items)),))
                for number, items in modules.items()
            )
        )
    ]


def course_path(context: ViewContext) -> list[Content]:
    """Return the lessons of this site, by module, each with its summary and time."""
    modules: dict[tuple[int, ...], list[Item]] = {}
    for lesson in context.lessons():
        if not lesson.recorded:
            summary = (Paragraph((lesson.summary,)),) if lesson.summary else ()
            modules.setdefault(lesson.number[:-1], []).append(
                Item(path_line(context, lesson), summary)
            )
    if not modules:
        return nothing()
    return [
        content
        for number, items in modules.items()
        for content in (
            Paragraph((Strong(module_name(context, number)),), "ped-path-module"),
            Items(tuple(items)),
        )
    ]


def path_line(context: ViewContext, lesson: Lesson) -> Line:
    """Return a lesson with its time and its notebook."""
    line: Line = (context.at(lesson.slug),)
    if lesson.time:
        line += (f" · {lesson.time}",)
    if lesson.notebook.startswith("/"):
        line += (" · ", Ref(_("Notebook"), lesson.notebook[1:]))
    return line


def module_name(context: ViewContext, number: tuple[int, ...]) -> str:
    """Return what a module is called."""
    if not number:
        return _("Without a number")
    front = context.catalogue.module_pages.get(number)
    if front:
        return joined(number_text(number), " ", front.title)
    return _("Module {}").format(number_text(number))


def curriculum_line(context: ViewContext, lesson: Lesson) -> Line:
    """Return a lesson with its load and time."""
    details = [_(lesson.load)] if lesson.load else []
    details += [lesson.time] if lesson.time else []
    more = f" ({', '.join(details)})" if details else ""
    return context.at(lesson.slug), more


def module_line(context: ViewContext, number: tuple[int, ...]) -> Line:
    """Return a module by its number and, if it has one, its front page."""
    if not number:
        return (_("Without a number"),)
    front = context.catalogue.module_pages.get(number)
    if front:
        plan = ", ".join(_(load) for load in front.loads)
        more = f" ({_('planned: {}').format(plan)})" if plan else ""
        return Ref(joined(number_text(number), " ", front.title), front.place.document), more
    return (_("Module {}").format(number_text(number)),)


def listed(context: ViewContext, kind: str, title: str, lesson: Lesson) -> list[Content]:
    """Return the blocks of a kind in a lesson under a title, if there are any."""
    entries = tuple(
        Item(target_line(context, target)) for target in targets_of(context, kind, lesson.slug)
    )
    return [Paragraph((Strong(title),)), Items(entries)] if entries else []


def target_line(context: ViewContext, target: ListedBlock) -> Line:
    """Return a block of a lesson, and where it comes from if it is met again."""
    line: Line = (Ref(target.title, target.place.document, target.anchor),)
    known = [found for name in target.sources if (found := context.catalogue.find_lesson(name))]
    for index, lesson in enumerate(known):
        line += (", " if index else f" ({_('from')} ", context.at(lesson.slug))
    return (*line, ")") if known else line


def targets_of(context: ViewContext, kind: str, lesson: str | None = None) -> list[ListedBlock]:
    """Return the blocks of a kind in course order, of one lesson or of all wanted."""
    positions = context.catalogue.course.positions
    wanted = {lesson.slug for lesson in context.lessons()} if lesson is None else {lesson}
    targets = context.catalogue.targets
    found = [target for slug in wanted for target in targets.get((kind, slug), ())]
    return sorted(
        found, key=lambda target: (positions.get(target.lesson, -1), target.place.line or 0)
    )


def target_list(context: ViewContext, kind: str) -> list[Content]:
    """Return the blocks of a kind with the lessons that they stand in."""
    items = tuple(
        Item(
            (
                Ref(target.title, target.place.document, target.anchor),
                ", ",
                context.at(target.lesson),
            )
        )
        for target in targets_of(context, kind)
    )
    return [Items(items)] if items else nothing()


def misconception_index(context: ViewContext) -> list[Content]:
    """Return the misconceptions that lessons disprove."""
    return target_list(context, "misconception")


def mental_models(context: ViewContext) -> list[Content]:
    """Return the mental models that lessons introduce."""
    return target_list(context, "mental-model")


def where_used(context: ViewContext) -> list[Content]:
    """Return the lessons that teach, use or require a concept."""
    name = context.arguments.get("concept", "")
    concept = context.catalogue.find(name)
    if concept is None:
        return nothing()
    course = context.catalogue.course
    taught = [teaching.lesson for teaching in course.teachings_of(concept)]
    used = list(dict.fromkeys(use.lesson for use in course.uses_of(concept)))
    needed = course.needed_by(concept)
    wanted = {lesson.slug for lesson in context.lessons()}
    groups = ((_("Taught in"), taught), (_("Used in"), used), (_("Needed by"), needed))
    items = tuple(
        Item((title,), (Items(tuple(Item((context.at(slug),)) for slug in slugs)),))
        for title, found in groups
        if (slugs := [slug for slug in found if slug in wanted])
    )
    return [Items(items)] if items else nothing()
