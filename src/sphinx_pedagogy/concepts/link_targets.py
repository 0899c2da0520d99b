"""Where a mention of a concept or a lesson leads, for the reader of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.errors import NoUri

from sphinx_pedagogy.concepts.cards import has_formula
from sphinx_pedagogy.core.nodes import _, course_link
from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.core.view import lesson_name
from sphinx_pedagogy.course.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder

    from sphinx_pedagogy.course.catalogue import Catalogue

PLAIN = "ped-plain"
"""The class of a link that the build set: it is quieter than one that the author set."""


class LinkTarget(NamedTuple):
    """All that a page shows of a concept it mentions; what its card says stands elsewhere."""

    concept: str
    document: str
    anchor: str
    later: bool = False
    """Whether a reader of the page has not come to it yet."""
    taught: str = ""
    """Slug of the lesson that it leads to; empty for the first that teaches it, or if none does."""
    formula: bool = False
    """Whether its card has a formula."""
    ago: int = 0
    """Lessons since it was last taught or used; 0 if that says nothing."""
    translated: str = ""
    """The name in the language of the reader, where the sources are in another."""


def link_of(catalogue: Catalogue, name: str, docname: str) -> LinkTarget | None:
    """Return where a mention of *name* on a page leads; ``None`` if it is no concept."""
    concept_id = catalogue.find(name)
    if concept_id is None:
        return None
    concept = catalogue.concepts[concept_id]
    own = catalogue.lesson_of(docname)
    course = catalogue.course
    fit = course.fit(concept_id, own.slug if own else None)
    home = catalogue.glossaries.instead_of(concept_id, fit)
    if fit is None:
        return LinkTarget(
            concept=concept_id,
            document=home.document if home else concept.place.document,
            anchor=home.anchor if home else catalogue.anchors.get(concept_id, ""),
            formula=has_formula(concept),
            translated=catalogue.translated(name),
        )
    knowledge = course.knows(concept_id, own.slug) if own else None
    teaching = fit.teaching
    lesson = course.lessons[course.positions[teaching.lesson]]
    is_first = course.first_lesson(concept_id) == teaching.lesson
    return LinkTarget(
        concept=concept_id,
        document=home.document if home else teaching.place.document,
        anchor=home.anchor if home else teaching.anchor,
        later=fit.later,
        taught="" if is_first else teaching.lesson,
        formula=has_formula(concept, lesson.title),
        ago=knowledge.lessons_ago if knowledge else 0,
        translated=catalogue.translated(name),
    )


class LessonLink(NamedTuple):
    """Where a mention of a lesson leads."""

    name: str
    document: str
    anchor: str


def lesson_link(catalogue: Catalogue, name: str) -> LessonLink | None:
    """Return where a mention of a lesson leads; ``None`` if there is no such lesson."""
    lesson = catalogue.find_lesson(name)
    if lesson is None:
        return None
    return LessonLink(lesson_name(lesson), lesson.place.document, lesson.anchor)


def number_link(
    catalogue: Catalogue, kind: str, number: tuple[int, ...], docname: str
) -> LessonLink | None:
    """Return where the number of a lesson, module or series leads that stands on a page.

    ``None`` if the course has none of that number, or if it is the page itself.
    """
    if kind == "lesson":
        lesson = catalogue.by_number.get(number)
        if lesson is None or lesson == catalogue.lesson_of(docname):
            return None
        return LessonLink(lesson_name(lesson), lesson.place.document, lesson.anchor)
    front = catalogue.module_pages.get(number)
    if front is None or front.kind != kind or front.place.document == docname:
        return None
    return LessonLink(front.title, front.place.document, "")


def address(builder: Builder, docname: str, document: str, anchor: str) -> str | None:
    """Return the address of a place as seen from a page; ``None`` if it is not in the output."""
    if "://" in document:
        return f"{document}#{anchor}" if anchor else document
    if docname == document:
        return f"#{anchor}" if anchor else ""
    try:
        found = builder.get_relative_uri(docname, document)
    except NoUri:
        return None
    # all pages of a singlehtml are one, where "#document-page#anchor" is resolved in the end
    return f"{found}#{anchor}" if anchor else found


def reference(
    builder: Builder, docname: str, link: LinkTarget, children: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """Return the nodes of a mention: a link, and a mark if its lesson comes later."""
    target = address(builder, docname, link.document, link.anchor)
    if target is None or not target:
        return list(children)
    made = course_link("", "", *children, internal=True, concept=link.concept)
    made["taught"], made["ago"], made["formula"] = link.taught, link.ago, link.formula
    if target.startswith("#"):
        made["refid"] = target[1:]
    else:
        made["refuri"] = target
    if not link.later:
        return [made]
    mark = nodes.inline("", _("later"), classes=["ped-later"])
    return [made, nodes.Text(" ("), mark, nodes.Text(")")]


def quiet_reference(
    builder: Builder, docname: str, link: LinkTarget, children: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """Return what :func:`reference` does, with a link that looks like the text around it."""
    made = reference(builder, docname, link, children)
    for node in made:
        if isinstance(node, course_link):
            node["classes"].append(PLAIN)
    return made


def page_link(builder: Builder, docname: str, document: str, anchor: str, text: str) -> nodes.Node:
    """Return a plain link to a place, or its text where it is not in the output."""
    target = address(builder, docname, document, anchor)
    if not target:
        return (
            nodes.inline("", "", *nodes_of(text)) if isinstance(text, Phrase) else nodes.Text(text)
        )
    made = course_link("", "", *nodes_of(text), internal=True)
    if target.startswith("#"):
        made["refid"] = target[1:]
    else:
        made["refuri"] = target
    return made
