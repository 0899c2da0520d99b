"""What stands in a lesson, or in the outline of its plan, though the scope leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.scope_subjects import Subjects, subject_of
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.audit.planned_lesson import PlannedLesson
    from sphinx_pedagogy.core.rule import CourseContext


class Excluded(NamedTuple):
    """Something that a constraint leaves out."""

    subject: str
    place: Place
    by: str
    """Whose constraint that is."""


class Beyond(NamedTuple):
    """Something that is there and left out, as a finding."""

    place: Place
    text: str
    related: tuple[Related, ...]
    is_certain: bool
    """Whether names that are declared say so, and not only the words of a title."""
    concept: str = ""
    """The concept that is taught and left out."""


def beyond_scope(context: CourseContext, built: PlannedLesson) -> Iterator[Beyond]:
    """Yield the sections and concepts of a lesson, or of its plan, that are left out.

    Only what is left out without reserve counts: "text, beyond one sentence" leaves one sentence
    in, and is no title of a section.
    """
    titles = {part.title: part for part in built.sections.values()}
    sections = Subjects([title for title in titles if not built.is_whole(title)], context.language)
    planned = {item.name: item for item in built.items("section")}
    outline = Subjects(planned, context.language)
    for excluded in excluded_by(context, built):
        related = Related(excluded.place, "left out here")
        if title := sections.same_as(excluded.subject):
            part = titles[title]
            text = (
                f'the lesson has a section "{part.title}", which {excluded.by} leaves out as '
                f'"{excluded.subject}"; take one of the two out'
            )
            at = Related(built.place(part), "the section")
            same = key(part.title) == key(excluded.subject)
            yield Beyond(place_in_plan(built, excluded), text, (at, related), is_certain=same)
        elif name := outline.same_as(excluded.subject):
            item = planned[name]
            text = (
                f'the section "{item.name}" is planned, and {excluded.by} leaves out '
                f'"{excluded.subject}"; take one of the two out'
            )
            same = key(item.name) == key(excluded.subject)
            yield Beyond(item.place, text, (related,), is_certain=same)
        else:
            yield from taught(context, built, excluded)


def taught(context: CourseContext, built: PlannedLesson, excluded: Excluded) -> Iterator[Beyond]:
    """Find a concept that is left out and planned as a target, or taught."""
    catalogue = context.catalogue
    teachings = catalogue.course.taught.get(built.lesson.slug, ())
    declared = catalogue.find(excluded.subject)
    names = [item.name for item in built.items("target")]
    names += [str(catalogue.concepts[teaching.concept].title) for teaching in teachings]
    meant = Subjects(names, context.language).same_as(excluded.subject)
    concept = declared or (catalogue.find(meant) if meant else None)
    if concept is None:
        return
    related = Related(excluded.place, "left out here")
    for item in built.items("target"):
        if catalogue.find(item.name) == concept:
            text = (
                f'"{item.name}" is planned as a target, and {excluded.by} leaves it out; take one '
                "of the two out"
            )
            yield Beyond(item.place, text, (related,), is_certain=bool(declared))
            return
    for teaching in teachings:
        if teaching.concept == concept:
            title = catalogue.concepts[concept].title
            text = (
                f'the lesson teaches "{title}", which {excluded.by} leaves out; take one of the '
                "two out"
            )
            yield Beyond(
                place=place_in_plan(built, excluded),
                text=text,
                related=(Related(teaching.place, "taught here"), related),
                is_certain=bool(declared),
                concept=concept,
            )
            return


def excluded_by(context: CourseContext, built: PlannedLesson) -> Iterator[Excluded]:
    """Yield what the constraint of the plan leaves out, then what that of the lesson does."""
    own, lesson = built.plan.place.document, built.lesson
    lines = [(line.text, Place(own, line.line), "the plan") for line in built.left_out]
    lines += [
        (str(line.text), line.place, "the lesson's own constraint")
        for line in built.facts.scope
        if line.left_out and line.lesson == lesson.slug
    ]
    seen = set()
    for text, place, by in lines:
        subject = subject_of(text)
        if subject and key(subject) not in seen:
            seen.add(key(subject))
            yield Excluded(subject, place, by)


def place_in_plan(built: PlannedLesson, excluded: Excluded) -> Place:
    """Return the line of the plan that leaves something out, or else the plan's head."""
    own = excluded.place.document == built.plan.place.document
    return excluded.place if own else built.plan.place
