"""Where the lines of a ``requires`` block stand, and where a new block or an option goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE = regex(r"(?P<indent>\s*)(?P<fence>:{3,}|`{3,}|~{3,})\{(?P<prefix>(?:ped:)?)[\w-]+\}")
_DIRECTIVE = regex(r"(?P<indent>\s*)\.\. (?P<prefix>(?:ped:)?)[\w-]+::")
_ENTRY = regex(r"(?P<indent>\s*)[-*+] ")


class Insertion(NamedTuple):
    """New lines, and before which line they go."""

    line: int
    text: str


def in_block(lines: list[str], start: int, entries: list[str]) -> Insertion | None:
    """Return entries at the end of the list of a block; ``None`` if its end cannot be told.

    :param start: the line on which the block begins, from 1
    """
    stop = end_of_block(lines, start)
    if stop is None:
        return None
    last = stop
    while last > start and not lines[last - 1].strip():
        last -= 1
    found = [one for text in lines[start:last] if (one := _ENTRY.match(text))]
    if found:
        indent = found[-1]["indent"]
    elif match := _DIRECTIVE.match(lines[start - 1]):
        indent = match["indent"] + "   "
    else:
        indent = ""
    return Insertion(last + 1, "".join(f"{indent}{entry}\n" for entry in entries))


def below_block(lines: list[str], start: int, entries: list[str]) -> Insertion | None:
    """Return a new block below another, written as that is; ``None`` if its end cannot be told."""
    stop = end_of_block(lines, start)
    if stop is None:
        return None
    opening = lines[start - 1]
    if fence := _FENCE.match(opening):
        mark, indent = fence["fence"], fence["indent"]
        inside = [f"{mark}{{{fence['prefix']}requires}}", *entries, mark]
        text = "".join(f"{indent}{element}\n" for element in inside)
        return Insertion(stop + 2, f"\n{text}")
    directive = _DIRECTIVE.match(opening)
    if directive is None:
        return None
    indent = directive["indent"]
    text = f"{indent}.. {directive['prefix']}requires::\n\n"
    text += "".join(f"{indent}   {entry}\n" for entry in entries)
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    return Insertion(stop + 1, f"\n{text}")


def option_below(lines: Sequence[str], start: int, option: str, syntax: str) -> str:
    """Return the new line of an option, to stand below the first line of a block.

    Empty where that is no block, or has its options between rulers.
    """
    opening = lines[start - 1] if 0 < start <= len(lines) else ""
    match = (_DIRECTIVE if syntax == "rst" else _FENCE).match(opening)
    if match is None or (start < len(lines) and lines[start].strip() == "---"):
        return ""
    return f"{match['indent']}{'   ' if syntax == 'rst' else ''}{option}\n"


def end_of_block(lines: list[str], start: int) -> int | None:
    """Return the last line of the body of a block, from 1; ``None`` if it is no such block."""
    if not 0 < start <= len(lines):
        return None
    opening = lines[start - 1].rstrip("\r")
    if fence := _FENCE.match(opening):
        mark = re.escape(fence["fence"][0])
        closing = re.compile(rf"\s*{mark}{{{len(fence['fence'])},}}\s*")
        for index in range(start, len(lines)):
            if closing.fullmatch(lines[index]):
                return index
        return None
    directive = _DIRECTIVE.match(opening)
    if directive is None:
        return None
    stop, depth = start, len(directive["indent"])
    for index in range(start, len(lines)):
        text = lines[index]
        if text.strip() and len(text) - len(text.lstrip()) <= depth:
            break
        if text.strip():
            stop = index + 1
    return stop
