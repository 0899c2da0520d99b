"""``pace``: what stops a stretch of text, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import HEADER, NOTEBOOKS, audit, audits, findings_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

HEAD = ":::{lesson} 1.1.1\nWhat it is about.\n:::\n\n"
LESSON = "# Tides\n\n" + HEAD

TEXT = "The sea rises here and falls there again.\n\n"
"""Eight words."""
HALF = TEXT * 4
"""Two of them are above the limit of these tests, one is not."""
LIMIT = {"most-words": 40.0}

STOPS = [
    "::::{check} How high?\nx\n\n:::{answer}\nx\n:::\n::::\n\n",
    ":::{exercise} Measure it\nx\n:::\n\n",
    ":::{example} A port\nx\n:::\n\n",
    ":::{analogy} A bath\nx\n:::\n\n",
    ":::{misconception} The sea sleeps\nx\n:::\n\n",
    "![a port](port.png)\n\n",
    "```{figure} port.png\nA port.\n```\n\n",
    "| port | height |\n|---|---|\n| a | b |\n\n",
    "```\n  /\\  /\\\n_/  \\/  \\_\n```\n\n",
    ":::{note}\nThe moon does it.\n:::\n\n",
    ":::{admonition} A thought\nThe moon does it.\n:::\n\n",
    ":::{seealso}\nThe moon.\n:::\n\n",
    "When is it highest?\n\n",
    "Take Saint-Malo, for example: there the sea rises more than in most ports.\n\n",
    "With two bulges a day, 24 h 50 min / 2 = 12 h 25 min lie between them.\n\n",
    "$$\n24.8 / 2 = 12.4\n$$\n\n",
    "## Exercises\n\nMeasure the water.\n\n## After that\n\n",
]
RUNS_ON = [
    "## Another section\n\n",
    "> The moon does it.\n\n",
    "- the moon\n- the sun\n\n",
    ":::{concept} Tide\nThe sea rises and falls.\n:::\n\n",
    ":::{insight}\nThe moon does it.\n:::\n\n",
    ":::{recap} Moon\nIt goes around the earth.\n:::\n\n",
    "$$\nh = f(t)\n$$\n\n",
    "% When is it highest? For example at noon.\n\n",
    "In 2020 the sea stood 3 m high.\n\n",
]


def test_what_stops_a_stretch(make_project: MakeProject) -> None:
    pages = [LESSON + HALF + stop + HALF for stop in STOPS]
    found = audits("pace", pages, make_project, **LIMIT)
    assert dict(zip(STOPS, found, strict=True)) == {stop: [] for stop in STOPS}


def test_what_does_not(make_project: MakeProject) -> None:
    pages = [LESSON + HALF + more + HALF for more in RUNS_ON]
    found = audits("pace", pages, make_project, **LIMIT)
    assert {more: len(one) for more, one in zip(RUNS_ON, found, strict=True)} == dict.fromkeys(
        RUNS_ON, 1
    )


def test_it_says_where_the_longest_begins_and_ends(make_project: MakeProject) -> None:
    page = (
        f"{LESSON}## First\n\n{HALF * 2}![a](a.png)\n\n## Second\n\n{TEXT}## Third\n\n{HALF * 2}"
        "Is it so?\n\n"
    )
    [(line, text)] = audit("pace", page, make_project, **LIMIT)
    lines = page.splitlines()
    assert lines[(line or 0) - 3] == "## Second"
    end = lines.index("Is it so?") - 1
    assert (
        f'from here in "Second", to line {end} in "Third", the lesson goes on for 72 words without'
        in text
    )


@pytest.mark.parametrize(
    "page",
    [
        "# No lesson\n\n" + HALF * 3,
        LESSON,
        LESSON + HALF,
        LESSON + ":::{requires}\n" + "- A (mentioned): the sea rises here\n" * 20 + ":::\n\n",
        LESSON + HALF + "## Further reading\n\n" + HALF * 3,
    ],
)
def test_what_is_no_stretch_of_a_lesson(page: str, make_project: MakeProject) -> None:
    assert audit("pace", page, make_project, **LIMIT) == []


def test_cells_stop_it_unless_they_are_not_on_the_page(make_project: MakeProject) -> None:
    cell = "```{code-cell}\n%sprint(1)\n```\n\n"
    page = HEADER + HEAD + HALF + cell + HALF
    conf = {**NOTEBOOKS, "pedagogy_audit_limits": {"pace": LIMIT}}
    assert not findings_in(make_project, "pace", {"a.md": page % ""}, **conf)
    removed = page % ':tags: ["remove-cell"]\n'
    assert len(findings_in(make_project, "pace", {"a.md": removed}, **conf)) == 1


def test_blocks_that_only_tell_are_part_of_a_stretch(make_project: MakeProject) -> None:
    told = ["- a list\n- of two", ":::{insight} Low\nIt is low.\n:::", ":::{tip}\nGo out.\n:::"]
    told += [":::{concept} Tide\nIt falls.\n:::", ":::{mental-model} Tide\nSoup.\n:::"]
    found = [audit("pace", f"{LESSON}{HALF}{one}\n\n{HALF}", make_project, **LIMIT) for one in told]
    assert [len(one) for one in found] == [1, 1, 0, 1, 1]
