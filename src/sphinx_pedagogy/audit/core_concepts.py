"""The concepts that a lesson is about, of which rules ask more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.rule import Threshold
from sphinx_pedagogy.course.names import key

if TYPE_CHECKING:
    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.facts import ConceptRecord

CORE = Threshold(
    3,
    "A concept that the lesson teaches to this depth or deeper is a core concept: 3 is "
    "`developed`.",
)
"""The limit of rules that ask more of a lesson's core concepts."""


def core_concepts(page: PageContext, depth: float) -> list[ConceptRecord]:
    """Return what the lesson of a page teaches at *depth* or deeper, each concept once."""
    lesson = page.lesson
    found: dict[str, ConceptRecord] = {}
    for stated in page.facts.statements:
        if lesson and stated.lesson == lesson.slug and stated.depth >= depth:
            found.setdefault(key(stated.id or stated.name), stated)
    return list(found.values())


def names_of(stated: ConceptRecord) -> set[str]:
    """Return all names of a concept, as they are compared."""
    return {key(name) for name in (stated.id, stated.name, stated.title, *stated.aliases) if name}
