"""Whole words in a diagram: Mermaid breaks a word that is wider than a line of 200 pixels.

It asks the browser where a word may be broken. We answer: only beside the signs of scripts without
spaces. Most boxes and all labels of arrows then grow with their words. Boxes of a fixed width are
told how wide they must be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINE = 200
"""Pixels of a line, if nobody says else."""
_USUAL, _WIDE = 10.5, 16.0
"""Pixels of a letter, at most."""
_STATES = re.compile(r"\A---\n.*?\n---\n|%%\{.*?\}%%", re.DOTALL)
_NO_LABELS = re.compile(
    r"(?m)^\s*(?:%%|classDef\b|style\b|linkStyle\b|click\b|accTitle\b|accDescr\b).*"
)
_QUOTED = re.compile(r'"([^"]*)"')
_SIGNS = r"\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef"
"""Scripts without spaces, where a line may be broken beside each sign."""
_BETWEEN = re.compile(rf"<br\s*/?>|\s+|`|\*\*|[{_SIGNS}]")
_MARKS = re.compile(r"[\[\](){}|<>;:&]+|--+|==+")
"""What stands around labels without quotes."""

WHOLE_WORDS = f"""
Intl.Segmenter = class {{
  segment(text) {{
    const parts = text.match(/[{_SIGNS}]|[^{_SIGNS}]+/g) || [];
    return parts.map((segment) => ({{ segment }}));
  }}
}};
"""
"""Tells the engine, which has no ``Intl.Segmenter`` of its own, where a word may be broken."""


def with_room(settings: Mapping[str, Any], code: str) -> dict[str, Any]:
    """Return what Mermaid is told of a diagram: its longest word fits in each box."""
    told = dict(settings)
    needed = max(map(_width, _words(code)), default=0)
    if needed <= _LINE:
        return told
    for kind, name in (
        ("mindmap", "maxNodeWidth"),
        ("kanban", "sectionWidth"),
    ):
        stated = dict(told.get(kind, {}))
        stated[name] = max(round(needed), stated.get(name, 0))
        told[kind] = stated
    return told


def _words(code: str) -> Iterator[str]:
    """Yield each word of the labels of a diagram, and names that may be labels."""
    shown = _NO_LABELS.sub("", _STATES.sub("", code))
    for label in _QUOTED.findall(shown):
        yield from _BETWEEN.split(label)
    for piece in _MARKS.split(_QUOTED.sub(" ", shown)):
        yield from _BETWEEN.split(piece)


def _width(word: str) -> float:
    return sum(_WIDE if letter.isupper() or letter in "mw@%—" else _USUAL for letter in word)
