"""The endings of words, which Sphinx takes off for its search: once for each word of a build.

Sphinx remembers what it made of a word for one page, and forgets it with the page. The pages of a
course say the same words again and again: this took a fifth of a full build.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

MOST = 1 << 16
"""Words that are remembered: more than a course has, and a few megabytes."""


def remember_words(app: Sphinx, _doctree: nodes.document, _docname: str) -> None:
    """Let the builder's own search index remember words beyond the page.

    It does not exist before pages are written, and each build makes one of its own.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and not hasattr(indexer.lang.stem, "cache_info"):
        indexer.lang.stem = lru_cache(MOST)(indexer.lang.stem)
