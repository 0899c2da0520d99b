"""``curriculum.json``: the course as facts for any program, beside the output of each build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.exporter import Exporter
from sphinx_pedagogy.course.lesson_status import status_of
from sphinx_pedagogy.course.names import number_text
from sphinx_pedagogy.course.phrase import marked
from sphinx_pedagogy.course.taught_by import taught_by
from sphinx_pedagogy.export.lesson_record import place_facts, presentation_facts, record_facts

if TYPE_CHECKING:
    from sphinx_pedagogy.core.course_reader import CourseReader
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import ModulePage
    from sphinx_pedagogy.model import (
        DepthScale,
        Lesson,
        Requirement,
        Teaching,
        Use,
        Verdict,
    )

VERSION = 2
"""Rises when a program that read the file could stumble; the schema is of the same version."""

_BEGIN = '{\n"version": '
"""That of each version: a file that an earlier release left in the output is ours, too."""

SCHEMA = Path(__file__).with_name("curriculum.schema.json")


def render(reader: CourseReader) -> str | None:
    """Return the file; ``None`` for a site without lessons, modules and concepts."""
    facts = curriculum(reader.catalogue, reader.scale, reader.project)
    for entry in (*facts["lessons"], *facts["concepts"]):
        entry["uri"] = reader.address_of(entry["document"])
    known = any(facts[kind] for kind in ("concepts", "fronts", "lessons"))
    return text_of(facts) if known else None


CURRICULUM = Exporter(
    file="curriculum.json",
    help="The course as facts: lessons, concepts, what is taught, used and required.",
    render=render,
    begins=_BEGIN,
)


def text_of(facts: dict[str, Any]) -> str:
    """Return *facts* as JSON with a line for each concept and each lesson.

    So a difference between two courses shows what changed, and the encoder is the one in C,
    which cannot indent.
    """
    parts = []
    for name, value in facts.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in value)
            parts.append(f'"{name}": [\n{lines}\n]')
        else:
            parts.append(f'"{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def curriculum(catalogue: Catalogue, scale: DepthScale, project: str) -> dict[str, Any]:
    """Return the facts of a course, as its schema describes them."""
    return {
        "version": VERSION,
        "project": project,
        "depths": list(scale.words),
        "fading_after": catalogue.course.fading_after,
        "concepts": [
            concept_facts(catalogue, concept) for concept in sorted(our_concepts(catalogue))
        ],
        "fronts": [
            module_page_facts(front) for _number, front in sorted(catalogue.module_pages.items())
        ],
        "lessons": [
            lesson_facts(catalogue, scale, lesson)
            for lesson in catalogue.course.lessons
            if not lesson.place.is_elsewhere
        ],
    }


def our_concepts(catalogue: Catalogue) -> set[str]:
    """Return the concepts that this course names; another course may have many more."""
    facts = catalogue.course.facts
    records: list[Use | Requirement | Teaching] = [*facts.uses, *facts.requirements]
    records += facts.teachings
    named = {record.concept for record in records if not record.place.is_elsewhere}
    named |= {link.base for link in facts.links if not link.place.is_elsewhere}
    ours = {concept.id for concept in catalogue.concepts.values() if not concept.place.is_elsewhere}
    return ours | named


def concept_facts(catalogue: Catalogue, concept_id: str) -> dict[str, Any]:
    """Return a concept with its names and what it builds on."""
    concept = catalogue.concepts[concept_id]
    return {
        "id": concept.id,
        "title": concept.title,
        "aliases": list(concept.aliases),
        "definition": marked(concept.definition),
        "builds_on": catalogue.course.bases.get(concept_id, []),
        "anchor": catalogue.anchors.get(concept_id, ""),
        **place_facts(concept.place),
    }


def module_page_facts(front: ModulePage) -> dict[str, Any]:
    """Return the front of a module or series."""
    return {
        "kind": front.kind,
        "number": number_text(front.number),
        "title": front.title,
        "goal": front.goal,
        "loads": list(front.loads),
        **place_facts(front.place),
    }


def lesson_facts(catalogue: Catalogue, scale: DepthScale, lesson: Lesson) -> dict[str, Any]:
    """Return a lesson with all that it states, and how its requirements stand."""
    course = catalogue.course
    shown = taught_by(catalogue, lesson.slug)
    return {
        "slug": lesson.slug,
        "number": number_text(lesson.number),
        "title": lesson.title,
        "load": lesson.load,
        "time": lesson.time,
        "recorded": lesson.recorded,
        **place_facts(lesson.place),
        "new": course.new_in(lesson.slug),
        "teaches": [
            {
                "concept": teaching.concept,
                "depth": scale.word(teaching.depth),
                "note": marked(teaching.note),
                "anchor": teaching.anchor,
                **place_facts(teaching.place),
                "taught_by": [
                    presentation_facts(presentation)
                    for presentation in shown.get(teaching.concept, ())
                ],
            }
            for teaching in course.taught.get(lesson.slug, ())
        ],
        "uses": [
            {"concept": use.concept, "recap": use.recap, **place_facts(use.place)}
            for use in course.used.get(lesson.slug, ())
        ],
        "requires": [verdict_facts(scale, verdict) for verdict in course.verdicts(lesson.slug)],
        "status": status_of(lesson, catalogue.documents.plans.get(lesson.slug)),
        "notebook": lesson.notebook,
        "shows": [presentation_facts(presentation) for presentation in shown.get("", ())],
        **record_facts(catalogue, lesson.slug),
    }


def verdict_facts(scale: DepthScale, verdict: Verdict) -> dict[str, Any]:
    """Return a requirement, its status, and what the student knows."""
    requirement, known = verdict.requirement, verdict.knowledge
    return {
        "concept": requirement.concept,
        "depth": scale.word(requirement.depth),
        "reason": requirement.reason,
        **place_facts(requirement.place),
        "status": verdict.status.value,
        "known": scale.word(known.depth) if known else "",
        "taught_in": known.source.lesson if known else None,
        "last_used": known.last_used if known else None,
        "lessons_ago": known.lessons_ago if known else None,
        "fading": known.fading if known else False,
        "recapped": verdict.recapped,
    }
