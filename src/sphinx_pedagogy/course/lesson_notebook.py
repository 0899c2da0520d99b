"""What the header of a lesson says of its notebook: where it is, or why there is none."""

from __future__ import annotations

import re

from sphinx_pedagogy.course.regex import regex

NOTEBOOK_VIEW = "notebook-files"
"""The place of the links: below the title of a page with cells, and in the header of a lesson.

The facts of a page tell its views, so they tell as well which pages have cells and which page is
the notebook of a lesson; nothing else is stored."""

_NONE = regex(r"none\b[\s,;:.(-]*(?:because\b)?\s*(?P<reason>.*?)[\s).?…-]*", re.IGNORECASE)


def decision_of(notebook: str) -> str | None:
    """Return why a lesson has no notebook; empty if it does not say.

    :returns: ``None`` if it has one
    """
    match = _NONE.fullmatch(notebook.strip())
    return match["reason"] if match else None
