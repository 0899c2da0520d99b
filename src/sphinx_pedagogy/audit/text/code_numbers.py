"""Numbers in prose beside code that says another: "100 epochs" below `epochs = 90`."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.prose_numbers import NUMBER, PROSE, SKIPPED, explained
from sphinx_pedagogy.audit.text.prose_quantity import ProseQuantity, Sentence
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.course.numerals import agrees
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

_ASSIGNED = regex(
    r"(?P<names>[a-z_]\w*(?:\s*,\s*[a-z_]\w*)*)\s*=\s*"
    r"(?P<values>[\d_.]+(?:e-?\d+)?(?:\s*,\s*[\d_.]+(?:e-?\d+)?)*)\s*(?:#.*)?$"
)
_COUNT = regex(r"^(?:n|num|number_of)_")
_TIME = regex(
    rf"\b(?:the|these|those|all)\s+(?P<number>{NUMBER})\s+"
    r"(?P<noun>seconds|minutes|hours|days|weeks|months|years)\b(?!\s+(?:before|after|later|ago))",
    re.IGNORECASE,
)
"""A time that is spoken of as known. Other times in prose count too many different things."""


class Assigned(NamedTuple):
    """A variable that gets a number, at the top level of some code."""

    name: str
    value: str
    code: PageElement
    at: int
    """The line of the code, counted from 0."""


def beside_code(
    page: PageContext, numbers: Iterable[ProseQuantity]
) -> Iterator[tuple[ProseQuantity, Assigned]]:
    """Yield the numbers of prose whose noun names a variable of the section with another value.

    The code stands before the number.

    :param numbers: those of the page, in order
    """
    known = variables(page)
    if not known:
        return
    order = {id(part): index for index, part in enumerate(page.parts)}
    for said in chain(numbers, known_times(page)):
        if said.before or said.named:
            continue
        section = said.part.inside("section", "page")
        values = known.get((id(section), said.key), [])
        values = [value for value in values if order[id(value.code)] < order[id(said.part)]]
        if not values or explained(said):
            continue
        if not any(agrees(said.number, value.value) for value in values):
            yield said, values[-1]


def known_times(page: PageContext) -> Iterator[ProseQuantity]:
    """Yield the times that a page speaks of as known: "the 150 days"."""
    for part in page.parts:
        if part.kind not in PROSE or part.inside(*SKIPPED):
            continue
        for found in _TIME.finditer(part.text):
            sentence = Sentence(text=part.text, around=part.text, part=part, line=part.line)
            yield ProseQuantity(
                number=found["number"],
                noun=found["noun"].casefold(),
                case=frozenset(),
                sentence=sentence,
                line=sentence.line_at(found.start("number")),
                definite=True,
            )


def variables(page: PageContext) -> dict[tuple[int, str], list[Assigned]]:
    """Return the variables of a page by the identity of their section, and by name."""
    found: dict[tuple[int, str], list[Assigned]] = {}
    for code in page.find("cell", "code"):
        for variable in assigned(code):
            section = code.inside("section", "page")
            found.setdefault((id(section), stem(variable.name)), []).append(variable)
    return found


def assigned(code: PageElement) -> Iterator[Assigned]:
    """Yield the variables that get a number at the top level of some code."""
    for index, line in enumerate(code.text.splitlines()):
        if match := _ASSIGNED.match(line):
            names, values = match["names"].split(","), match["values"].split(",")
            if len(names) == len(values):
                for name, value in zip(names, values, strict=True):
                    bare = _COUNT.sub("", name.strip())
                    yield Assigned(
                        name=bare, value=value.strip().replace("_", ""), code=code, at=index
                    )
