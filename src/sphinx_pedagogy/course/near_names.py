"""Which of many names are like a wrong one, and names that are short enough for a message.

A course may have thousands of names, and as many wrong ones after one slip in a script. So the
work for each is bounded, however many names there are and however long they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

LONGEST = 80
"""Characters of a name that are compared, and shown."""
_FEW = 200
"""So many names are all compared."""
_MOST_LOOKED_AT = 4000
"""Names with a pair of letters in common that are counted, the rarest pairs first."""
_MOST_COMPARED = 40
_NEAR = 0.55
_SHOWN = 3
_CLEAR = 0.8
"""So like is a slip of the keyboard, and no other word."""
_APART = 0.1
"""So much less like is the next name."""
_QUOTED = regex(r'(["`“«])([^"`”»]*)(["`”»])')


class Names:
    """Some names, among which others are looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names, in any order."""
        self._names = sorted(set(names))
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        if len(self._names) > _FEW:
            for number, name in enumerate(self._names):
                for pair in _pairs(name):
                    self._by_pair[pair].append(number)

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def near(self, wanted: str, meaning: Mapping[str, str] | None = None) -> list[str]:
        """Return the names that are most like *wanted*, the nearest first.

        :param meaning: what names mean: of those with one meaning only the nearest is returned
        """
        short = {name[:LONGEST]: name for name in reversed(self._candidates(wanted))}
        most = _SHOWN if meaning is None else _MOST_COMPARED
        found = get_close_matches(wanted[:LONGEST], short, n=most, cutoff=_NEAR)
        nearest: dict[str, str] = {}
        for name in found:
            nearest.setdefault((meaning or {}).get(short[name], short[name]), short[name])
        return list(nearest.values())[:_SHOWN]

    def clearly_near(self, wanted: str, meaning: Mapping[str, str]) -> str:
        """Return the one name that *wanted* can only be a slip of; empty if there is none.

        :param meaning: what names mean: two of one meaning do not compete
        """
        found = self.near(wanted)
        if not found:
            return ""
        first = found[0]
        best = _likeness(wanted, first)
        rest = (
            _likeness(wanted, name) for name in found if meaning.get(name) != meaning.get(first)
        )
        return first if best >= _CLEAR and best - max(rest, default=0) >= _APART else ""

    def _candidates(self, wanted: str) -> list[str]:
        """Return the names that are worth a closer look, in their order."""
        if len(self._names) <= _FEW:
            return self._names
        shared: Counter[int] = Counter()
        looked_at = 0
        pairs = [pair for pair in _pairs(wanted) if pair in self._by_pair]
        for pair in sorted(pairs, key=lambda pair: (len(self._by_pair[pair]), pair)):
            have = self._by_pair[pair]
            looked_at += len(have)
            if looked_at > _MOST_LOOKED_AT:
                break
            shared.update(have)
        best = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_COMPARED]
        return [self._names[number] for number in sorted(best)]


def _likeness(one: str, other: str) -> float:
    """Return how like two names are: 1 if they are the same."""
    return SequenceMatcher(None, one[:LONGEST], other[:LONGEST]).ratio()


def _pairs(name: str) -> set[str]:
    """Return the pairs of neighbours in a name, with those at its ends."""
    framed = f" {name[:LONGEST]} "
    return {framed[index : index + 2] for index in range(len(framed) - 1)}


@lru_cache(64)  # the same names are asked again and again, by one rule or page after the other
def _names_of(names: tuple[str, ...]) -> Names:
    return Names(names)


def names_of(names: Iterable[str]) -> Names:
    """Return names among which others can be looked for."""
    return names if isinstance(names, Names) else _names_of(tuple(names))


def shortened(text: str) -> str:
    """Return a message in which no quoted name is longer than a line."""
    return text if len(text) <= LONGEST else _QUOTED.sub(_short, text)


def _short(quoted: re.Match[str]) -> str:
    """Return what is quoted, as far as a line goes; what stands between two quotes is none."""
    name = quoted[2] if len(quoted[2]) <= LONGEST else f"{quoted[2][:LONGEST]}…"
    return f"{quoted[1]}{name}{quoted[3]}"
