"""Which words a text needs so that a regular expression can be found in it.

To look for a few words takes a tenth of the time of an expression with as many alternatives, and
most texts have none of them. RE2 and Rust's ``regex`` skip texts in the same way.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LEAST = 2
"""A shorter word stands in most texts."""
_MOST = 80
"""To look for more words takes as long as many an expression."""
_LIKE_I = frozenset("ıİ")
"""Letters that ``re.IGNORECASE`` takes for an i, and ``str.casefold`` does not."""

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - another Python
    _parser = None


def needed_words(expression: str, flags: int = 0) -> tuple[str, ...]:
    """Return words of which each text that matches has at least one, without regard to case.

    :param flags: of the module :mod:`re`
    :returns: nothing if no such words are known, or too many
    """
    if _parser is None:  # pragma: no cover - another Python
        return ()
    return _of_sequence(_parser.parse(expression, flags).data)


def may_match(words: Sequence[str], text: str) -> bool:
    """Whether one of the words stands in a text, or the text has a letter that cannot be told."""
    folded = text.casefold()
    for word in words:  # any() with a generator takes twice as long
        if word in folded:
            return True
    return not text.isascii() and not _LIKE_I.isdisjoint(text)


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> tuple[str, ...]:
    """Return the best words of what an expression has in a row: each part would do."""
    return max((words for words in _of_parts(items) if words), key=_worth, default=())


def _worth(words: Sequence[str]) -> tuple[int, int]:
    """Long words are rarer, and few are found faster."""
    return min(map(len, words)), -len(words)


def _of_parts(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, ...]]:
    """Yield the words of each part of what an expression has in a row."""
    for is_literal, group in groupby(items, lambda item: str(item[0]) == "LITERAL"):
        if is_literal:
            run = "".join(chr(code) for _kind, code in group)
            yield from ((word,) for word in _ascii_words(run))
            continue
        for kind, value in group:
            yield _of_part(str(kind), value)


def _ascii_words(run: str) -> list[str]:
    """Return what stands between letters of other scripts, whose case is less simple."""
    words = "".join(char if char.isascii() else "\0" for char in run).casefold().split("\0")
    return [word for word in words if len(word) >= _LEAST]


def _of_part(kind: str, value: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the words of one part.

    :param kind: as Python's parser has it
    :param value: what the parser has of it; parts of other kinds than these may have no tuple
    """
    match kind, value:
        case "SUBPATTERN", (_group, _add, _remove, inner):
            return _of_sequence(inner.data)
        case (("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (least, _most, inner)):
            return _of_sequence(inner.data) if least else ()
        case "BRANCH", (_none, branches):
            return _of_branches([_of_sequence(branch.data) for branch in branches])
    return ()


def _of_branches(branches: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of all alternatives, if each has some."""
    words = {word for branch in branches for word in branch}
    # "both" is in each text that has "both of"
    kept = [word for word in words if not any(other in word for other in words - {word})]
    return tuple(sorted(kept)) if all(branches) and len(kept) <= _MOST else ()
