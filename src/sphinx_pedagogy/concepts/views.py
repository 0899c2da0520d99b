"""The generated views by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.concepts.map import concept_map
from sphinx_pedagogy.concepts.own import achieved, following, teaches
from sphinx_pedagogy.concepts.records import (
    concept_index,
    curriculum,
    mental_models,
    misconception_index,
    module_record,
    where_used,
)
from sphinx_pedagogy.concepts.student import prerequisites, student_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.concepts.content import Content
    from sphinx_pedagogy.concepts.question import Question


VIEWS: dict[str, Callable[[Question], list[Content]]] = {
    "student-state": student_state,
    "prerequisites": prerequisites,
    "concept-index": concept_index,
    "concept-map": concept_map,
    "curriculum": curriculum,
    "module-record": module_record,
    "misconception-index": misconception_index,
    "mental-models": mental_models,
    "where-used": where_used,
}
"""The views that an author can place, by directive."""

ABOUT = {
    "student-state": "lesson",
    "prerequisites": "lesson",
    "concept-map": "concept",
    "where-used": "concept",
}
"""What the argument of a view names; a module where nothing else is said."""


OWN_VIEWS: dict[str, Callable[[Question], list[Content]]] = {
    "teaches": teaches,
    "following": following,
    "achieved": achieved,
}
"""The views that blocks place themselves."""
