"""The words of this package in the language of a project."""

from __future__ import annotations

from sphinx.locale import get_translation

CATALOG = "pedagogy_sample"
"""Name of the files in ``locale/``."""

_ = get_translation(CATALOG)
