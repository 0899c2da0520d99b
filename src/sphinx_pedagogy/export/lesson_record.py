"""What ``curriculum.json`` has of the record of a lesson: phrases, what is left out, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.course.lesson_documents import judgement_of, open_findings
from sphinx_pedagogy.course.phrase import marked

if TYPE_CHECKING:
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import ListedBlock
    from sphinx_pedagogy.course.left_out import LeftOut
    from sphinx_pedagogy.course.record_facts import Presentation
    from sphinx_pedagogy.model import Place

PHRASES = {
    "mental_models": "mental-model",
    "analogies": "analogy",
    "misconceptions": "misconception",
}
"""The keys of lists, and the kind of block that each lists."""


def place_facts(place: Place) -> dict[str, Any]:
    """Return document and line of a place; a line of an included file is none of the document."""
    return {"document": place.document, "line": None if place.source else place.line}


def record_facts(catalogue: Catalogue, lesson: str) -> dict[str, Any]:
    """Return what the record of a lesson holds beyond what it teaches."""
    reviews = catalogue.documents.reviews.get(lesson, [])
    targets, plan = catalogue.targets, catalogue.documents.plans.get(lesson)
    still = [finding.review for finding in open_findings(reviews)]
    return {
        **{
            name: [phrase_facts(catalogue, target) for target in targets.get((kind, lesson), ())]
            for name, kind in PHRASES.items()
        },
        "left_out": [left_out_facts(item) for item in catalogue.left_out.get(lesson, ())],
        "new_facts": [
            marked(item.name) for item in (plan.items if plan else ()) if item.kind == "fact"
        ],
        "reviews": [
            {
                "iteration": review.iteration,
                "date": review.date,
                "verdict": judgement_of(review).value,
                "open": still.count(review),
                "praises": [marked(praise.title) for praise in review.praises],
                **place_facts(review.place),
            }
            for review in reviews
        ],
    }


def phrase_facts(catalogue: Catalogue, target: ListedBlock) -> dict[str, Any]:
    """Return a mental model, an analogy or a misconception."""
    known = [found for name in target.sources if (found := catalogue.find_lesson(name))]
    return {
        "id": target.id,
        "title": marked(target.title),
        "from": [lesson.slug for lesson in known],
        "anchor": target.anchor,
        **place_facts(target.place),
    }


def left_out_facts(item: LeftOut) -> dict[str, Any]:
    """Return something that a lesson leaves out."""
    return {
        "text": marked(item.line.text),
        "concepts": list(item.concepts),
        "covered_in": item.covered_in or None,
        **place_facts(item.line.place),
    }


def presentation_facts(presentation: Presentation) -> dict[str, Any]:
    """Return something that shows what a lesson teaches."""
    return {
        "kind": presentation.kind,
        "variant": presentation.variant,
        "title": marked(presentation.title),
        "anchor": presentation.anchor,
        **place_facts(presentation.place),
    }
