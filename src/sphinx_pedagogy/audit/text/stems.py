"""Words without their endings, so that one word is found in all its forms."""

from __future__ import annotations

from functools import lru_cache

from sphinx_pedagogy.course.stemmers import MOST, stemmer_of


@lru_cache(MOST)  # a course says the same words again and again
def stem(word: str, language: str = "en") -> str:
    """Return a word in small letters without its ending.

    :param language: as Sphinx writes it; words of one that has no stemmer keep their endings
    """
    bare, stemmer = word.casefold().strip("'’-"), stemmer_of(language)
    return stemmer.stemWord(bare) if stemmer else bare
