"""What mends dashes and names of lessons: nothing that takes a thought."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Fix, FixKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SPACED = regex(r"(?<=[^\s|`]) ?(?P<dash>—|―|(?<= )---(?= )) ?(?=[^\s|`])")
_NUMBER = regex(r"(?:\b[Ll]esson |§\s*|\bL(?=\d))?(?P<number>\d+(?:\.\d+){2,})")
_WRITTEN = {
    '"lesson 1.2.3"': "lesson {}",
    '"Lesson 1.2.3"': "Lesson {}",
    '"§ 1.2.3"': "§ {}",
    '"L1.2.3"': "L{}",
}
"""How a lesson is named in each way that takes nothing but its number."""


def closed(lines: Sequence[str], number: int | None) -> Iterator[Fix]:
    """Yield what takes the spaces from the dashes of a line; in code, they stay.

    A dash that begins or ends a line is left to the author, since it stands between two lines.
    """
    line = lines[number - 1] if number and number <= len(lines) else ""
    spans = [
        found
        for found in _SPACED.finditer(line)
        if found[0] != found["dash"] and line.count("`", 0, found.start()) % 2 == 0
    ]
    pieces = Counter(found[0] for found in spans)
    if all(line.count(piece) == count for piece, count in pieces.items()):
        yield from (Fix(FixKind.TEXT, piece, piece.strip()) for piece in pieces)
        return
    # the same stands in code as well: from the word before the first to that behind the last
    start = line.rfind(" ", 0, spans[0].start()) + 1
    end = (line.find(" ", spans[-1].end()) + 1 or len(line) + 1) - 1
    new, at = "", start
    for found in spans:
        new += line[at : found.start()] + found["dash"]
        at = found.end()
    yield Fix(FixKind.TEXT, line[start:end], new + line[at:end])


def renamed(lines: Sequence[str], found: Iterable[tuple[int, str]], usual: str) -> Iterator[Fix]:
    """Yield what names lessons in the usual way of a page, where their number is all it takes.

    :param found: lines, and what stands there in another way
    """
    written = _WRITTEN.get(usual)
    if written is None:
        return
    for line, said in found:
        number = _NUMBER.search(said)
        # what stands there twice may be right in the other place
        if number is not None and lines[line - 1].count(said) == 1:
            start, end = number.span()
            new = said[:start] + written.format(number["number"]) + said[end:]
            yield Fix(FixKind.TEXT, said, new, line=line)
