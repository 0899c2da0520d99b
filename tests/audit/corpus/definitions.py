"""Where a public course explains a term: the only concepts that its copy declares.

A definition is a term in bold or italic letters that its sentence says is called so, or says what
it is. Only the first one of a term counts. Nobody wrote these blocks but us, so what a rule says
of them shows whether it can live with the least markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.audit.corpus.lines import added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.audit.corpus.lines import Line, Lines

_TERM = r"(?P<mark>\*{1,2}|_{1,2})(?P<term>[A-Za-z][\w-]*(?: [\w-]+){0,3})(?P=mark)(?!\w)"
_CALLED = re.compile(
    rf"(?:called|known as|named|termed|referred to as|refer to \w+ as|defined? as|call \w+)"
    rf"(?: an?| the)? {_TERM}"
)
_IS = re.compile(rf"(?<![\w*]){_TERM}(?: \([^)]{{1,20}}\))? (?:is|are|refers? to|means?) an? ")
# single words that are called so, and are no names of things
_NO_NOUN = re.compile(r"[A-Za-z]+(?:[ai]ble|[iu]cal|ural|[^e]ed|ing|om|ror|ly|ess)$")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


class Definitions:
    """The terms that chapters explain, as they are met in the order of the course."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def declare(self, lines: Sequence[Line], block: Callable[[str], Sequence[str]]) -> Lines:
        """Return a chapter with a block below each paragraph that explains a new term.

        :param block: how the syntax of the page writes a concept
        """
        declared: Lines = []
        for paragraph in paragraphs(lines):
            declared += paragraph
            if not is_prose(paragraph):
                continue
            for term in self.new_terms(" ".join(line.text for line in paragraph)):
                declared += added(paragraph[-1].origin, *block(term))
        return declared

    def new_terms(self, text: str) -> Iterator[str]:
        """Yield the terms that a paragraph explains and no one before it did."""
        for found in sorted((*_CALLED.finditer(text), *_IS.finditer(text)), key=re.Match.start):
            term = found["term"]
            key = term.lower().removesuffix("s")
            if key not in self.known and len(term) > 3 and not _NO_NOUN.match(term):
                self.known.add(key)
                yield term[0].upper() + term[1:]


def paragraphs(lines: Sequence[Line]) -> Iterator[Lines]:
    """Yield runs of lines: each block of code, each paragraph, and each run of blank lines."""
    run: Lines = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line.text)
        if fence:
            run.append(line)
            if mark and line.text.strip().startswith(fence) and not line.text.strip(" `~"):
                fence = ""
                yield run
                run = []
            continue
        if run and (mark or bool(run[-1].text) != bool(line.text)):
            yield run
            run = []
        run.append(line)
        fence = mark[1] if mark else ""
    if run:
        yield run


def is_prose(paragraph: Sequence[Line]) -> bool:
    """Whether a run of lines is a paragraph that begins at the margin."""
    if not all(line.text and line.text[0] not in " \t:|`~#>+%" for line in paragraph):
        return False
    return bool(re.match(r"[A-Za-z]|\*{1,2}\w|_\w", paragraph[0].text)) and not any(
        re.match(r"[-*] |\d+[.)] |\.\. |[=~^\"-]{3,}$", line.text) for line in paragraph
    )
