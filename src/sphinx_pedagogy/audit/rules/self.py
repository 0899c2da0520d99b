"""``self``: a concept that builds on itself, a lesson that requires what only it teaches."""

from __future__ import annotations

from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
from sphinx_pedagogy.course.messages import Subtype


class SelfRequirement(CatalogueRule):
    """Concepts that build on themselves, lessons that require what only they teach."""

    id = "self"
    subtype = Subtype.SELF
    summary = (
        "A concept that builds on itself, or a lesson that requires what only it teaches and "
        "declares no gap."
    )
    rationale = (
        "A student who needs the lesson to understand the lesson cannot begin. If the lesson "
        "itself teaches the concept deeply enough, declare that with a `gap` block."
    )
