"""The endings of words are taken off once in a build, and not once on each page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import snowballstemmer
from sphinx.search.en import SearchEnglish

from sphinx_pedagogy.core.search_words import share_stemmer
from sphinx_pedagogy.course.stemmers import stemmer_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PAGES = {
    "index.md": "# Samplers\n\nNoises denoised\n\n```{toctree}\nsecond\nthird\n```\n",
    "second.md": "# Second samplers\n\n:::{insight}\nNoises denoised.\n:::\n",
    "third.md": "# Third samplers\n\nDenoised noises.\n",
}


def test_each_word_is_stemmed_once(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages share words, and the index finds each page by them."""
    asked: Counter[str] = Counter()
    stem = SearchEnglish.stem

    def counted(self: SearchEnglish, word: str) -> str:
        asked[word] += 1
        return stem(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", counted)
    built = make_project(PAGES).build()
    assert built.warnings == []
    assert {"samplers", "denoised", "noises"} <= {word.lower() for word in asked}
    assert set(asked.values()) == {1}
    index = built.read("searchindex.js")
    assert '"sampler":[0,1,2]' in index
    assert '"nois":[0,1,2]' in index


def test_the_search_asks_the_stemmer_of_the_rules() -> None:
    search, shared = SearchEnglish({}), stemmer_of("en")
    assert shared is not None
    if type(search.stemmer) is not type(shared.stemmer):
        pytest.skip("this Sphinx takes endings off in another way")
    share_stemmer(search)
    assert search.stemmer is shared
    assert search.stem("Samplers") == snowballstemmer.stemmer("english").stemWord("samplers")


def test_a_stemmer_that_a_project_chose_stays() -> None:
    search = SearchEnglish({})
    search.stemmer = own = snowballstemmer.stemmer("porter")
    share_stemmer(search)
    assert search.stemmer is own
