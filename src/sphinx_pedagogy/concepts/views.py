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
from sphinx_pedagogy.concepts.glossary_view import concept_glossary
from sphinx_pedagogy.concepts.left_out_views import left_out
from sphinx_pedagogy.concepts.module_record import module_record
from sphinx_pedagogy.concepts.reader_views import (
    learner_record,
    learner_state,
    path_to_concept,
    ready_next,
    review_queue,
)
from sphinx_pedagogy.concepts.record_views import (
    concept_index,
    course_path,
    curriculum,
    mental_models,
    misconception_index,
    where_used,
)
from sphinx_pedagogy.concepts.statistics_view import STATISTICS
from sphinx_pedagogy.concepts.student_views import prerequisites, student_state
from sphinx_pedagogy.core.view import ViewSpec
from sphinx_pedagogy.course.glossary import VIEW

_view = partial(ViewSpec, static=True)
_for_reader = partial(_view, subject="")

VIEWS = (
    _view(name="student-state", render=student_state, subject="lesson", filters=("depth",)),
    _view(name="prerequisites", render=prerequisites, subject="lesson"),
    _view(name="concept-index", render=concept_index, filters=("depth", "lesson")),
    _view(name=VIEW, render=concept_glossary, filters=("lesson",)),
    _view(name="concept-map", render=concept_map, subject="concept", filters=("lesson", "module")),
    _view(name="course-path", render=course_path, filters=("lesson",)),
    _view(name="curriculum", render=curriculum, filters=("lesson",)),
    _view(name="module-record", render=module_record, filters=("depth", "lesson")),
    _view(name="left-out", render=left_out, subject="lesson", filters=("module",)),
    _view(name="misconception-index", render=misconception_index, filters=("lesson",)),
    _view(name="mental-models", render=mental_models, filters=("lesson",)),
    _view(name="where-used", render=where_used, subject="concept", filters=("lesson", "module")),
    _for_reader(name="learner-state", render=learner_state),
    _for_reader(name="ready-next", render=ready_next),
    _for_reader(name="path-to-concept", render=path_to_concept),
    _for_reader(name="review-queue", render=review_queue),
    _for_reader(name="learner-record", render=learner_record),
    STATISTICS,
)
"""The views that an author can place."""


OWN_VIEWS = (
    _view(name="teaches", render=teaches, subject="lesson", internal=True),
    _view(name="used-later", render=used_later, subject="concept", internal=True),
    _view(name="following", render=following, subject="lesson", internal=True),
    _view(name="achieved", render=achieved, internal=True),
    _view(name="module-front", render=module_front, internal=True),
)
"""The views that blocks place themselves."""
