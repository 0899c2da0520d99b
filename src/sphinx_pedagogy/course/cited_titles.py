"""Titles of works that are cited in running text: their words name nothing of the course."""

from __future__ import annotations

from sphinx_pedagogy.course.regex import regex

_CITED = regex(r"\((?:1[6-9]|20)\d\d[a-z]?\)\s*[:.,]\s+[\"'“‘«*]?")
"""What stands before a title: "Hill (2007): "."""
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w'’-]*"
_IN_TITLE = regex(rf"(?:(?:{_CAPITAL}|and|for|from|in|of|on|or|the|to|with|[&–—:,-])\s*)*")
"""Words with a capital, and small ones between them."""
_WORD_WITH_CAPITAL = regex(_CAPITAL)
_LONGEST = 160
_FEWEST = 3
"""Words with a capital that make a title: "ResNet (2015), ViT (2020)" lists what is taught."""


def stands_in_title(text: str, start: int, end: int) -> bool:
    """Whether a name, written with a capital, is part of the title of a work.

    That is, some words with capitals follow a year in parentheses, and the name is among them.
    """
    if not text[start:end][:1].isupper() or ")" not in text[:start]:
        return False
    cited = [found.end() for found in _CITED.finditer(text, max(start - _LONGEST, 0), start)]
    title = _IN_TITLE.match(text, cited[-1]) if cited else None
    return (
        title is not None
        and title.end() >= end
        and len(_WORD_WITH_CAPITAL.findall(title.group())) >= _FEWEST
    )
