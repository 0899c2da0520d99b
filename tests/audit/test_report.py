"""A report as text: how its lines are wrapped."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.audit.report.text_format import wrapped

WORDS = st.sampled_from(["a", "word", "well-known", "`x  y`", "(see", "§", "ü" * 30, "x" * 70])
GAPS = st.sampled_from([" ", " ", "  ", "\n"])


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=40), st.sampled_from([40, 60, 100]))
def test_lines_are_those_of_textwrap(words: list[tuple[str, str]], width: int) -> None:
    text = "".join(word + gap for word, gap in words)
    wrapper = textwrap.TextWrapper(
        width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert list(wrapped(text, width)) == wrapper.wrap(text)
