"""``unknown``: a name that is no concept."""

from __future__ import annotations

from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
from sphinx_pedagogy.course.messages import Subtype


class Unknown(CatalogueRule):
    """A name that is no concept."""

    id = "unknown"
    subtype = Subtype.UNKNOWN
    summary = (
        "A name that is neither a concept nor a lesson. The finding offers the most similar names."
    )
    rationale = (
        "A link that leads nowhere is a broken promise, and a requirement with a name that nobody "
        "defined checks nothing. Most such names are typing errors."
    )
