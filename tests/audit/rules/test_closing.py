"""``closing``: next steps and completions, held against the order of the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

NEXT = ":::{next-step}\n:to: %s\nOn.\n:::\n"
COMPLETE = ":::{%s-complete} %s\n- a\n:::\n"


def pages(body: str) -> dict[str, str]:
    """Return a course of four lessons and a record, with something at the end of the second."""
    record = ":::{lesson-record} 1.2.2 Recorded\n- D\n:::\n"
    return {
        "index.md": "# Index\n",
        "m/a.md": lesson("A", "1.1.1"),
        "m/b.md": lesson("B", "1.1.2", body),
        "m/c.md": lesson("C", "1.2.1"),
        "records.md": f"# Records\n\n{record}",
        "notes.md": f"# Notes\n\n{COMPLETE % ('module', '1.2')}",
    }


@pytest.mark.parametrize(
    ("to", "found"),
    [("a", 1), ("m/a", 1), ("/m/a", 1), ("c", 0), ("m/c", 0), ("notes", 0), ("records", 0)],
)
def test_a_next_step_leads_on(to: str, found: int, findings: Findings) -> None:
    said = findings(pages(NEXT % to), "closing")
    assert len(said) == found
    assert all(
        one.startswith('m/b:6 the next step leads back to "1.1.1 A", which comes before')
        and 'the next lesson is "1.2.1 C"' in one
        for one in said
    )


def test_no_lesson_follows_the_last(findings: Findings) -> None:
    found = findings(
        {"a.md": lesson("A", "1.1.1"), "b.md": lesson("B", "1.1.2", NEXT % "a")}, "closing"
    )
    assert ["no lesson follows: name another page" in one for one in found] == [True]


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        ("module", "1.1", ""),
        ("module", "1.1 Sorting", ""),
        ("module", "Sorting", ""),
        ("module", "1.2", 'but 2 lessons of it follow, the last of them "1.2.2 Recorded"'),
        ("series", "1", 'but 2 lessons of it follow, the last of them "1.2.2 Recorded"'),
        ("series", "2", ""),
    ],
)
def test_what_is_complete_has_no_lesson_left(
    kind: str, number: str, said: str, findings: Findings
) -> None:
    found = findings(pages(COMPLETE % (kind, number)), "closing")
    assert [said in one for one in found] == ([True] if said else [])
