"""The generated views by name."""

from __future__ import annotations

from sphinx_pedagogy.concepts.map import concept_map
from sphinx_pedagogy.concepts.own import achieved, following, module_front, teaches, used_later
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
    ViewSpec("student-state", student_state, "lesson", ("depth",)),
    ViewSpec("prerequisites", prerequisites, "lesson"),
    ViewSpec("concept-index", concept_index, limits=("depth", "lesson")),
    ViewSpec("concept-map", concept_map, "concept", ("lesson", "module")),
    ViewSpec("curriculum", curriculum, limits=("lesson",)),
    ViewSpec("module-record", module_record, limits=("depth", "lesson")),
    ViewSpec("misconception-index", misconception_index, limits=("lesson",)),
    ViewSpec("mental-models", mental_models, limits=("lesson",)),
    ViewSpec("where-used", where_used, "concept", ("lesson", "module")),
)
"""The views that an author can place."""


OWN_VIEWS = (
    ViewSpec("teaches", teaches, "lesson", own=True),
    ViewSpec("used-later", used_later, "concept", own=True),
    ViewSpec("following", following, "lesson", own=True),
    ViewSpec("achieved", achieved, own=True),
    ViewSpec("module-front", module_front, own=True),
)
"""The views that blocks place themselves."""
