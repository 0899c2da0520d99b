"""How the two syntaxes write roles, blocks and lists of facts, and where a line has a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# read from the left, so that what looks like a role in inline code belongs to the code
_INLINE = {
    "myst": regex(
        r"\\.|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|"
        r"\{(?:ped:)?(?:concept|lesson|quantity)\}(?P<around>`+)(?P<words>.+?)(?P=around)(?!`)",
        re.DOTALL,
    ),
    "rst": regex(
        r"\\.|``.+?``|:(?:ped:)?(?:concept|lesson|quantity):`(?P<words>[^`]+)`", re.DOTALL
    ),
}
_OPTION = regex(r"\s*(?::[\w-]+:|[\w-]+:)\s")
_ENTRY = regex(r"\s*[-*+]\s")
_OPENING = regex(r"\s*(?::{3,}|`{3,}|~{3,})\{(?:ped:)?[\w-]+\}\s|\s*\.\. (?:ped:)?[\w-]+::\s")
_NOT_PROSE = {
    "myst": regex(
        r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\$[^$]*\$|\[[^\]]*\]\([^)]*\)|\{[^}]*\}`[^`]*`|<[^>]*>|https?://\S+"
    ),
    "rst": regex(r"``.+?``|`[^`]*`_*|\|[^|]*\||https?://\S+"),
}


def named_at(lines: Sequence[str], name: str, syntax: str) -> Iterator[tuple[int, int]]:
    """Yield where lines that belong together name something: the line, from 0, and the column.

    That is in a role, an option, or as a fact. A name that goes on in the next line is none.
    """
    for offset in _named_in_roles("\n".join(lines), name, syntax):
        before = "\n".join(lines)[:offset]
        yield before.count("\n"), offset - (before.rfind("\n") + 1)
    for index, line in enumerate(lines):
        yield from ((index, column) for column in _named_in_line(line, name))


def _named_in_roles(text: str, name: str, syntax: str) -> Iterator[int]:
    for found in _INLINE[syntax].finditer(text):
        words = found["words"] or ""
        if words.strip() == name:
            yield found.start("words") + words.index(name)
        elif words.rstrip().endswith(f"<{name}>"):
            yield found.start("words") + words.rindex(f"<{name}>") + 1


def _named_in_line(line: str, name: str) -> Iterator[int]:
    """Yield the columns at which a line states a name: in an option, or as a fact."""
    bounded = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
    if opening := _ENTRY.match(line):
        # "- latent (applied): why the latent is needed"
        if found_at := re.match(rf"{bounded}\s*(?:\(|:|$)", line[opening.end() :].rstrip("\r")):
            yield opening.end() + found_at.start()
        return
    if opening := (_OPTION.match(line) or _OPENING.match(line)):
        rest = line[opening.end() :]
        start = opening.end()
        for part in re.finditer(r"[^,]+", rest):
            if part[0].strip() == name:
                yield start + part.start() + part[0].index(name)


def words_at(line: str, words: str, syntax: str) -> int | None:
    """Return the column at which words stand in the prose of a line, for the first time."""
    closed = [found.span() for found in _NOT_PROSE[syntax].finditer(line)]
    if _OPTION.match(line) or _OPENING.match(line):
        return None
    for found in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", line):
        if not any(start < found.end() and found.start() < end for start, end in closed):
            return found.start()
    return None


def announced_at(line: str, words: str, lesson: str, syntax: str) -> tuple[int, str, str] | None:
    """Return the column of words or of a role in a line, what stands there, and what is to.

    That is the same with a link to a lesson behind it.
    """
    column, old = words_at(line, words, syntax), words
    if column is None:
        for found in _INLINE[syntax].finditer(line):
            said = found["words"] or ""
            if said.strip() == words or said.rstrip().endswith(f"<{words}>"):
                column, old = found.start(), found[0]
                break
    link = f"{{lesson}}`{lesson}`" if syntax == "myst" else f":lesson:`{lesson}`"
    return None if column is None else (column, old, f"{old} ({link})")


def role(words: str, name: str, syntax: str, has_name: bool) -> str:
    """Return a role around words.

    :param has_name: whether the words alone name the concept
    """
    inside = words if has_name else f"{words} <{name}>"
    return f"{{concept}}`{inside}`" if syntax == "myst" else f":concept:`{inside}`"
