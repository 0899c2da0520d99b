"""The generated views by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.concepts.map import concept_map
from sphinx_pedagogy.concepts.own import achieved, following, teaches, used_later
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


class ViewKind(NamedTuple):
    """A view that an author can place."""

    answer: Callable[[Question], list[Content]]
    about: str = "module"
    """What its argument names: a ``lesson``, a ``concept``, or a ``module`` or series."""
    limits: tuple[str, ...] = ()
    """The options that it takes: some of :data:`LIMITS`."""


LIMITS = {
    "depth": "Leaves out what is taught less deeply than this word of the scale.",
    "lesson": "Leaves out all other lessons. A map is drawn around what this one teaches.",
    "module": "Leaves out all other modules. A map is drawn around what this one teaches.",
}
"""What a view can be limited to, each with a sentence of help."""

VIEWS = {
    "student-state": ViewKind(student_state, "lesson", ("depth",)),
    "prerequisites": ViewKind(prerequisites, "lesson"),
    "concept-index": ViewKind(concept_index, limits=("depth", "lesson")),
    "concept-map": ViewKind(concept_map, "concept", ("lesson", "module")),
    "curriculum": ViewKind(curriculum, limits=("lesson",)),
    "module-record": ViewKind(module_record, limits=("depth", "lesson")),
    "misconception-index": ViewKind(misconception_index, limits=("lesson",)),
    "mental-models": ViewKind(mental_models, limits=("lesson",)),
    "where-used": ViewKind(where_used, "concept", ("lesson", "module")),
}
"""The views that an author can place, by directive."""


OWN_VIEWS: dict[str, Callable[[Question], list[Content]]] = {
    "teaches": teaches,
    "used-later": used_later,
    "following": following,
    "achieved": achieved,
}
"""The views that blocks place themselves."""
