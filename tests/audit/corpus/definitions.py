"""Where a public course explains its terms: the only concepts that its copy declares.

A term is one that a sentence of the course calls so, in bold or italic letters, or says of what it
is. It is declared where these letters show it first: that is where authors introduce it. Nobody
wrote these blocks but us, so what a rule says of them shows whether it can live with the least
markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.audit.corpus.lines import added, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tests.audit.corpus.lines import Line, Lines

_TERM = (
    r"(?<![\w*_])(?P<mark>\*{1,3}|_{1,3}|\*\*_)(?P<term>[A-Za-z][\w-]*(?: [\w-]+){0,3})"
    r"(?:(?P=mark)|_\*\*)(?!\w)"
)
_SHOWN = re.compile(_TERM)
_CALLED = re.compile(
    rf"(?:called|known as|named|termed|referred to as|refer to \w+ as|defined? as|call \w+)"
    rf"(?: an?| the)? {_TERM}"
)
_IS = re.compile(
    rf"{_TERM}(?: \([^)]{{1,20}}\))?(?: (?:of|for|on|between|in) [^.,;:]{{1,40}})?"
    rf"(?: is| are| refers? to| means?) (?:an?|the) "
)
# single words that are called so, and are no names of things
_NO_NOUN = re.compile(r"[A-Za-z]+(?:[ai]ble|[iu]cal|ural|[^e]ed|ing|om|ror|ly|ess)$")
# words in bold letters that stress something, and are no term
_STRESSED = re.compile(
    r"(?i)\b(?:not|do|does|did|is|are|was|the|this|that|these|any|all|each|every|some|you|we|i|no|if"
    r"|always|never|third|second|chapter|and|or|to|very|really|type|note|one|two|more|less|same|other|it|its|your|our|how|why|what)\b"
)
_ITEM = re.compile(r"[-*+] |\d+[.)] ")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


class Definitions:
    """The terms that a course explains, declared once each in the order of its chapters."""

    def __init__(self, chapters: Iterable[str] = ()) -> None:
        self.terms = {key(term) for text in chapters for term in explained(text)}
        self.known: set[str] = set()

    def declare(self, lines: Sequence[Line], block: Callable[[str], Sequence[str]]) -> Lines:
        """Return a chapter with a block below each paragraph that introduces a term.

        :param block: how the syntax of the page writes a concept
        """
        declared: Lines = []
        waiting: Lines = []
        for run in paragraphs(lines):
            if run[0].text and run[0].text[0] != " ":  # what is indented belongs to what is above
                declared += waiting
                waiting = []
            declared += run
            if is_prose(run, with_lists=True):
                for term in self.new_terms(" ".join(line.text for line in run)):
                    waiting += added(run[-1].origin, *block(term))
        return declared + waiting

    def new_terms(self, text: str) -> Iterator[str]:
        """Yield the terms that a paragraph shows and no one before it did."""
        for found in _SHOWN.finditer(text):
            term = found["term"]
            if key(term) in self.terms and key(term) not in self.known:
                self.known.add(key(term))
                yield term[0].upper() + term[1:]


def key(term: str) -> str:
    """Return what two forms of a term have in common."""
    return term.lower().replace("-", " ").removesuffix("s")


def explained(text: str) -> Iterator[str]:
    """Yield the terms that sentences of a chapter explain."""
    for run in paragraphs(lines_of(text)):
        if not is_prose(run):
            continue
        prose = " ".join(line.text for line in run)
        for found in (*_CALLED.finditer(prose), *_IS.finditer(prose)):
            term = found["term"]
            if len(term) > 3 and not _NO_NOUN.match(term) and not _STRESSED.search(term):
                yield term


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


def is_prose(run: Sequence[Line], *, with_lists: bool = False) -> bool:
    """Whether lines are a paragraph that begins at the margin, or a list if that is asked for."""
    first = run[0].text
    if _ITEM.match(first):
        return with_lists
    if not all(line.text and line.text[0] not in " \t:|`~#>+%" for line in run):
        return False
    is_list = any(_ITEM.match(line.text) for line in run)
    return (
        bool(re.match(r"[A-Za-z]|\*{1,2}\w|_\w", first))
        and (with_lists or not is_list)
        and not any(re.match(r"\.\. |[=~^\"-]{3,}$", line.text) for line in run)
    )
