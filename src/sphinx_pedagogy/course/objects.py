"""What other pages, and other sites, can refer to by the domain ``ped``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.model import Place, ResolvedTeaching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.course.glossary import KnownCourse
    from sphinx_pedagogy.model import Concept


class Object(NamedTuple):
    """Something that other pages, and other sites, can refer to."""

    kind: str
    name: str
    title: str
    place: Place
    anchor: str


def objects_of(catalogue: KnownCourse) -> Iterator[Object]:
    """Yield all objects of a course."""
    for concept in catalogue.concepts.values():
        if found := concept_object(catalogue, concept):
            yield found
    for lesson in catalogue.course.lessons:
        if lesson.place.document in catalogue.pages:
            yield Object(
                kind="lesson",
                name=lesson.slug,
                title=lesson.title,
                place=lesson.place,
                anchor=lesson.anchor,
            )
    for front in catalogue.module_pages.values():
        yield Object(
            kind=front.kind,
            name=number_text(front.number),
            title=front.title,
            place=front.place,
            anchor="",
        )
    pages = [page for _name, page in sorted(catalogue.pages.items())]
    planted = {
        (target.kind, target.id) for page in pages for target in page.targets if not target.sources
    }
    for page in pages:
        for target in page.targets:
            named = target.kind, target.id
            if target.id == target.kind or (target.sources and named in planted):
                continue  # it has no name, or is met again
            yield Object(
                kind=target.kind,
                name=target.id,
                title=target.title,
                place=target.place,
                anchor=target.anchor,
            )


def concept_object(catalogue: KnownCourse, concept: Concept) -> Object | None:
    """Return where a concept is at home; other courses have lists of their own.

    Its deepest teaching, a lesson of this site before a record, and the most recent; else its
    entry in a glossary;
    else the record that teaches it, or what defines it.
    """
    taught = catalogue.course.teachings_of(concept.id)
    ours = [teaching for teaching in taught if teaching.place.document in catalogue.pages]
    if not ours and concept.place.document not in catalogue.pages:
        return None
    best = catalogue.course.best_to_show(ours)
    fit = ResolvedTeaching(best, later=False) if best else None
    if home := catalogue.glossaries.instead_of(concept.id, fit):
        place, anchor = Place(home.document), home.anchor
    elif best:
        place, anchor = best.place, best.anchor
    else:
        place, anchor = concept.place, catalogue.anchors.get(concept.id, "")
    return Object(kind="concept", name=concept.id, title=concept.title, place=place, anchor=anchor)
