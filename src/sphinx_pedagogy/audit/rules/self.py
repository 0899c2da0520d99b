"""``self``: a concept that builds on itself, a lesson that requires what only it teaches."""

from __future__ import annotations

from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
from sphinx_pedagogy.course.messages import Subtype


class SelfRequirement(CatalogueRule):
    """Concepts that build on themselves, lessons that require what only they teach."""

    id = "self"
    subtype = Subtype.SELF
    summary = (
        "A concept that builds on itself. A lesson that requires a concept of its own: no other "
        "lesson teaches it, and no `gap` or `recap` block explains it. A lesson that teaches "
        "a concept although its `constraint` block leaves the concept out. A mental model or "
        "analogy whose option `from` names its own lesson or a later one."
    )
    rationale = (
        "A student who needs the lesson to understand the lesson cannot begin. If a short "
        "explanation is enough, give it in the lesson itself, in a `gap` block before the concept "
        "is needed. If not, let an earlier lesson teach the concept."
    )
