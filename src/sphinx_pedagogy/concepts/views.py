"""The generated views by name."""

from __future__ import annotations

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
from sphinx_pedagogy.question import ViewSpec

VIEWS = (
    ViewSpec("student-state", student_state, "lesson"),
    ViewSpec("prerequisites", prerequisites, "lesson"),
    ViewSpec("concept-index", concept_index),
    ViewSpec("concept-map", concept_map, "concept"),
    ViewSpec("curriculum", curriculum),
    ViewSpec("module-record", module_record),
    ViewSpec("misconception-index", misconception_index),
    ViewSpec("mental-models", mental_models),
    ViewSpec("where-used", where_used, "concept"),
)
"""The views that an author can place."""


OWN_VIEWS = (
    ViewSpec("teaches", teaches, "lesson", own=True),
    ViewSpec("following", following, "lesson", own=True),
    ViewSpec("achieved", achieved, own=True),
)
"""The views that blocks place themselves."""
