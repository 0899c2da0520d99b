"""``unknown``: a name that is no concept."""

from __future__ import annotations

from sphinx_pedagogy.audit.catalogue_rule import CatalogueRule
from sphinx_pedagogy.course.messages import Subtype


class Unknown(CatalogueRule):
    """A name that is no concept."""

    id = "unknown"
    subtype = Subtype.UNKNOWN
    summary = "A name that is no concept and no lesson; the nearest names are offered."
    rationale = (
        "A link that leads nowhere is a promise broken, and a requirement on a name that nobody "
        "defined checks nothing. Most are slips of the keyboard."
    )
