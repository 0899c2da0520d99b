"""``scaffold``: predictions, tests, and names that give the solution away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import audit, audits

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

SUPPORTED = "# T\n\n:::{exercise} A\n:scaffold: supported\nDo it.\n:::\n"


@pytest.mark.parametrize(
    ("more", "count"),
    [("", 0), ("print(1)", 0), ("def f(x):\n    ...", 1), ("def f(x):\n    ...\nassert f(1)", 0)],
)
def test_only_code_to_fill_in_needs_a_test(
    more: str, count: int, make_project: MakeProject
) -> None:
    code = f"\n```python\n{more}\n```\n" if more else ""
    assert len(audit("scaffold", SUPPORTED + code, make_project)) == count


EXERCISE = (
    "# T\n\n::::{{exercise}} E\n:scaffold: {scaffold}\n:label: e\n{prompt}\n::::\n\n{after}\n"
)

SCAFFOLDED = [
    ("guided", "Run the cell, and look.", "", 1),
    ("guided", "What will it print? Then run it.", "", 0),
    ("guided", "Devine le résultat.", "", 0),
    ("supported", "Prove it.", "", 0),
    ("supported", "Fill the gap.\n\n```python\nx = ...\n```", "", 1),
    ("supported", "Fill the gap.\n\n```python\nx = ...\nassert x == 3\n```", "", 0),
    ("supported", "Fill the gap.", "```python\nx = ...\nassert x == 3\n```", 0),
    ("independent", "Sort it. Use `heapify`.", "{solution}", 1),
    ("independent", "Sort it.\n\n```python\n# heapq.heapify(x)\n```", "{solution}", 1),
    ("independent", "Sort it, with a heap.", "{solution}", 0),
    ("independent", "Sort `x`, and `print` it.", "{solution}", 0),
    ("independent", "Sort it. Use `heapify`.", "", 0),
]

SOLUTION = ":::{solution}\n:for: e\n```python\nimport heapq\nheapq.heapify(x)\nprint(x)\n```\n:::\n"


def test_scaffolds(make_project: MakeProject) -> None:
    pages = [
        EXERCISE.format(
            scaffold=scaffold, prompt=prompt, after=after.replace("{solution}", SOLUTION)
        )
        for scaffold, prompt, after, _count in SCAFFOLDED
    ]
    found = [len(one) for one in audits("scaffold", pages, make_project)]
    assert found == [count for *_page, count in SCAFFOLDED]


def test_what_the_page_used_before_gives_nothing_away(make_project: MakeProject) -> None:
    page = (
        "# T\n\n```python\nimport heapq\nheapq.heapify([])\n```\n\n"
        "::::{exercise} E\n:scaffold: independent\nUse `heapify`.\n\n"
        ":::{solution}\n```python\nheapq.heapify(x)\n```\n:::\n::::\n"
    )
    assert audit("scaffold", page, make_project) == []


def test_help_fades_within_each_series(make_project: MakeProject) -> None:
    task = ":::{{exercise}} E\n:scaffold: {}\nGuess.\n:::\n\n"
    first, last = task.format("guided"), task.format("independent")
    series = f"# T\n\n## A\n\n{first}{last}## B\n\n{first}{last}"
    assert audit("scaffold", series, make_project) == []
    assert len(audit("scaffold", f"# T\n\n{last}{first}", make_project)) == 1
