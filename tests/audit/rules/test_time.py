"""``time``: what is counted, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import HEADER, NOTEBOOKS, audit, findings_in

from sphinx_pedagogy.audit.text.durations import minutes_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

HEAD = "# T\n\n:::{lesson} 1.1.1\n:time: 10 min\n:::\n\n"

PROSE = "word " * 200 + "\n\n"
"""A minute."""
CODE = "```python\n" + "x = 1\n\n" * 15 + "```\n\n"
"""A minute: empty lines take none."""
OPEN = "::::{check} How many?\nx\n\n:::{answer}\nx\n:::\n::::\n\n"
"""Two minutes."""
CHOICES = ":::{check} How many?\n- [ ] one\n- [x] two\n:::\n\n"
"""One minute."""
EXERCISE = "::::{exercise} Do it\n%sx\n\n:::{solution}\n" + PROSE * 9 + ":::\n::::\n\n"
PICTURES = "![a plot](plot.png)\n\n" * 3
"""A minute."""


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        (PROSE * 12, 0),
        (PROSE * 13, 13),
        (PROSE * 9 + CODE * 4, 13),
        (PROSE * 9 + OPEN * 2, 13),
        (PROSE * 9 + CHOICES * 4, 13),
        (PROSE * 8 + CHOICES * 2, 0),
        (PROSE * 12 + EXERCISE % "", 14),
        (PROSE * 9 + EXERCISE % ":time: 2 min\n", 0),
        (PROSE * 3 + EXERCISE % ":time: 10 min\n", 13),
        (PROSE * 10 + PICTURES * 3, 13),
        (PROSE * 9 + "$$\na = b\n$$\n\n" * 12, 13),
        ("% " + PROSE * 12, 0),
    ],
)
def test_what_takes_how_long(body: str, minutes: int, make_project: MakeProject) -> None:
    found = audit("time", HEAD + body, make_project)
    assert [line for line, _text in found] == ([3] if minutes else [])
    for _line, text in found:
        assert f'the lesson says "10 min", and takes about {minutes} minutes: ' in text
        assert "write `:time: 15 min`, or" in text


def test_a_minute_or_two_are_no_matter(make_project: MakeProject) -> None:
    page = HEAD.replace("10 min", "2 min")
    assert audit("time", page + PROSE * 4, make_project) == []
    assert len(audit("time", page + PROSE * 5, make_project)) == 1


@pytest.mark.parametrize("time", ["an afternoon", "two evenings", "13 min", ""])
def test_a_time_that_is_long_enough_or_no_number(time: str, make_project: MakeProject) -> None:
    stated = f":time: {time}" if time else ":load: build"
    page = HEAD.replace(":time: 10 min", stated) + PROSE * 14
    assert audit("time", page, make_project) == []


def test_a_language_without_spaces_has_no_words_to_count(make_project: MakeProject) -> None:
    files = {"a.md": HEAD + PROSE * 40}
    assert findings_in(make_project, "time", files)
    assert not findings_in(make_project, "time", files, language="ja")


@pytest.mark.parametrize(
    ("tags", "counts"),
    [("", 1), (':tags: ["hide-input"]\n', 0), (':tags: ["remove-cell"]\n', 0)],
)
def test_code_that_is_folded_takes_no_time(
    tags: str, counts: int, make_project: MakeProject
) -> None:
    cell = f"```{{code-cell}}\n{tags}" + "x = 1\n" * 200 + "```\n"
    page = HEADER.replace("# T\n", HEAD) + cell
    assert len(findings_in(make_project, "time", {"a.md": page}, **NOTEBOOKS)) == counts


def test_the_run_of_its_cells_counts(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sphinx_pedagogy.audit.page_audit.execution_of", lambda _env, _page: {"runtime": 900.0}
    )
    [found] = findings_in(make_project, "time", {"a.md": HEAD + PROSE})
    assert "takes about 16 minutes: 200 words 1, running the cells 15; " in found.text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("45 minutes", 45),
        ("about 40–50 min", 50),
        ("40 to 50 minutes", 50),
        ("1 h", 60),
        ("1.5 hours", 90),
        ("1,5 Stunden", 90),
        ("1 h 15 min", 75),
        ("1h30", 90),
        ("1:15 h", 75),
        ("half an hour", 30),
        ("an hour", 60),
        ("45 min reading, 30 min notebook", 75),
        ("20 minutes de lecture", 20),
        ("2 heures", 120),
        ("3 hammers", None),
        ("an afternoon", None),
        ("", None),
    ],
)
def test_times_as_people_write_them(text: str, minutes: float | None) -> None:
    assert minutes_in(text) == minutes
