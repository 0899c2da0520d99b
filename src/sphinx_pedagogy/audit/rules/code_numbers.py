"""Numbers in prose beside code that says another: "100 epochs" below `epochs = 90`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.rules.prose_numbers import PROSE, SKIPPED, explained, said_by, stem
from sphinx_pedagogy.numerals import agrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.audit.rules.prose_numbers import Said
    from sphinx_pedagogy.outline import Part

_ASSIGNED = re.compile(
    r"(?P<names>[a-z_]\w*(?:\s*,\s*[a-z_]\w*)*)\s*=\s*"
    r"(?P<values>[\d_.]+(?:e-?\d+)?(?:\s*,\s*[\d_.]+(?:e-?\d+)?)*)\s*(?:#.*)?$"
)
_COUNT = re.compile(r"^(?:n|num|number_of)_")


class Assigned(NamedTuple):
    """A variable that gets a number, at the top level of some code."""

    name: str
    value: str
    code: Part
    at: int
    """The line of the code, counted from 0."""


def beside_code(page: Part) -> Iterator[tuple[Said, Assigned]]:
    """Yield the numbers of prose whose noun names a variable of the section with another value."""
    for section in page.find("page", "section"):
        known: dict[str, list[Assigned]] = {}
        for part in in_section(section):
            if part.kind in {"cell", "code"}:
                for one in assigned(part):
                    known.setdefault(stem(one.name), []).append(one)
            elif known and part.kind in PROSE and not part.inside(*SKIPPED):
                for said in said_by(part):
                    values = known.get(stem(said.noun), [])
                    if not values or said.before or said.named or explained(said):
                        continue
                    if not any(agrees(said.number, one.value) for one in values):
                        yield said, values[-1]


def in_section(section: Part) -> Iterator[Part]:
    """Yield the parts of a section, without those of the sections in it."""
    stack = section.children[::-1]
    while stack:
        part = stack.pop()
        if part.kind != "section":
            yield part
            stack += reversed(part.children)


def assigned(code: Part) -> Iterator[Assigned]:
    """Yield the variables that get a number at the top level of some code."""
    for at, line in enumerate(code.text.splitlines()):
        if match := _ASSIGNED.match(line):
            names, values = match["names"].split(","), match["values"].split(",")
            if len(names) == len(values):
                for name, value in zip(names, values, strict=True):
                    bare = _COUNT.sub("", name.strip())
                    yield Assigned(bare, value.strip().replace("_", ""), code, at)
