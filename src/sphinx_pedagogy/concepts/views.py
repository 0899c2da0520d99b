"""The generated views by name."""

from __future__ import annotations

from functools import partial

from sphinx_pedagogy.concepts.block_views import (
    achieved,
    following,
    module_front,
    teaches,
    used_later,
)
from sphinx_pedagogy.concepts.concept_map import concept_map
from sphinx_pedagogy.concepts.record_views import (
    concept_index,
    curriculum,
    mental_models,
    misconception_index,
    module_record,
    where_used,
)
from sphinx_pedagogy.concepts.student_views import prerequisites, student_state
from sphinx_pedagogy.core.view import ViewSpec

_view = partial(ViewSpec, timeless=True)

VIEWS = (
    _view("student-state", student_state, "lesson", ("depth",)),
    _view("prerequisites", prerequisites, "lesson"),
    _view("concept-index", concept_index, limits=("depth", "lesson")),
    _view("concept-map", concept_map, "concept", ("lesson", "module")),
    _view("curriculum", curriculum, limits=("lesson",)),
    _view("module-record", module_record, limits=("depth", "lesson")),
    _view("misconception-index", misconception_index, limits=("lesson",)),
    _view("mental-models", mental_models, limits=("lesson",)),
    _view("where-used", where_used, "concept", ("lesson", "module")),
)
"""The views that an author can place."""


OWN_VIEWS = (
    _view("teaches", teaches, "lesson", own=True),
    _view("used-later", used_later, "concept", own=True),
    _view("following", following, "lesson", own=True),
    _view("achieved", achieved, own=True),
    _view("module-front", module_front, own=True),
)
"""The views that blocks place themselves."""
