"""The endings of words, which Sphinx takes off for its search: once for each word of a build.

Sphinx remembers what it made of a word for one page, and forgets it with the page. The pages of a
course say the same words again and again: this took a fifth of a full build. Rules of the audit
have asked for many of these words when the pages were read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.stemmers import MOST, stemmer_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.search import SearchLanguage


def remember_words(app: Sphinx, _doctree: nodes.document, _docname: str) -> None:
    """Let the builder's own search index remember words beyond the page.

    It does not exist before pages are written, and each build makes one of its own.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and not hasattr(indexer.lang.stem, "cache_info"):
        share_stemmer(indexer.lang)
        indexer.lang.stem = lru_cache(MOST)(indexer.lang.stem)


def share_stemmer(language: SearchLanguage) -> None:
    """Give the language of a search the stemmer that rules ask, if its own is the same one."""
    own, shared = getattr(language, "stemmer", None), stemmer_of(language.lang)
    if shared is not None and type(own) is type(shared.stemmer):
        language.stemmer = shared  # type: ignore[attr-defined]
