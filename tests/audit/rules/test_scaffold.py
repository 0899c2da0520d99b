"""``scaffold``: predictions, tests, and names that give the solution away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import audit, audits, counts

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


NEEDS = """
::::{{exercise}} E
:scaffold: independent
{prompt}

:::{{solution}}
```python
import csv
import heapq
import numpy as np
from scipy.optimize import brentq
c = np.poly1d([1, 2])
np.exp(brentq(c, 0, 1)) + np.linalg.svd(c)
heapq.heapify(csv.reader(rows))
```
:::
::::
"""

TELLS = [
    "Find the root with `brentq`.",
    "Have a look at `np.linalg.svd`, which does most of the work.",
    "Hint: scipy.optimize.brentq finds roots.",
    "Don't forget to call `heapify` first.",
    "You may use `np.poly1d`.",
    "The function brentq() is made for this.",
    "Do not write a loop; `heapify` is quicker.",
    "Read the file with the module `csv`.",
    "Build it.\n\n```python\nfrom scipy.optimize import brentq\n\nstart = 3\n```",
    "Fill in.\n\n```python\nroot = brentq(f, ...)\n```",
    "Sort $x$ with `heapify`.",
    "Use `results.csv` and `csv.reader`.",
]
TELLS_NOT = [
    "Plot the function\n\n$$f(x) = \\cos(x) \\exp(-x)$$",
    "Plot $f(x) = \\exp(-x)$, please.",
    "Read the file `results.csv`.",
    "Read `data/heapq/exp.csv` and write `heapq.json`.",
    "There is `np.poly1d`, but for the sake of the exercise don't use this class.",
    "Do not use `np.poly1d`.",
    "Write it without calling `np.linalg.svd` or `brentq`.",
    "Solve it yourself instead of with `brentq`.",
    "`heapify` is not allowed.",
    "You may use `numpy` and `scipy`.",
    "Only `numpy` may be imported.\nYou can use numpy for this.",
    "Compare your result with `np.linalg.svd`.",
    "Check that your answer agrees with `brentq`.",
    "Your code should be as fast as `heapify`.",
    "Use `heapify`, which we met in the last lesson.",
    "Make this faster.\n\n```python\nimport heapq\n\nheapq.heapify(list(rows))\n```",
    "In the last lesson we sorted with `heapify`.",
    "For the values, use `rows = csv.reader(text)`.",
    "Write a function called `brentq` that finds the root.",
    "Take the exp (which is large) of the root.",
    "Fill the gap.\n\n```python\nimport heapq\n\nx = ...\n```",
    "Verify your results with SciPy:\n\n```python\nfrom scipy.optimize import brentq\n```",
    "See <https://example.org/heapify> for the data.",
]


def test_what_tells_the_means_in_whatever_words(make_project: MakeProject) -> None:
    pages = ["# T\n" + NEEDS.format(prompt=prompt) for prompt in TELLS]
    found = audits("scaffold", pages, make_project)
    assert [prompt for prompt, one in zip(TELLS, found, strict=True) if len(one) != 1] == []


def test_bans_files_formulas_and_what_is_allowed_tell_nothing(make_project: MakeProject) -> None:
    pages = ["# T\n" + NEEDS.format(prompt=prompt) for prompt in TELLS_NOT]
    found = audits("scaffold", pages, make_project)
    assert [prompt for prompt, one in zip(TELLS_NOT, found, strict=True) if one] == []


def test_what_follows_an_exercise_with_its_solution_is_no_prompt(make_project: MakeProject) -> None:
    page = "# T\n" + NEEDS.format(prompt="Find the root.") + "\nNext comes `brentq` itself.\n"
    assert audits("scaffold", [page], make_project) == [[]]


def test_what_a_solution_in_r_defines_is_its_own(make_project: MakeProject) -> None:
    page = (
        "# T\n\n::::{exercise} E\n:scaffold: independent\nWrite the function `fence()`.\n\n"
        ":::{solution}\n```r\nfence <- function(x) {\n  rev(x)\n}\nfence(3)\n```\n:::\n::::\n"
    )
    assert audit("scaffold", page, make_project) == []


BRACKETS = [
    "Write it for the clarinet: G (it becomes A), A (B), B (C sharp), D (E).",
    "Does he owe the 250? (No, since the exception wants full payment.)",
]
NO_BRACKETS = [
    "Write it for the clarinet (in B flat): G, A, B, D.",
    "Write it for the clarinet: G (low), A (long), B (loud), D (short).",
    "Does he owe the 250 (euros)?",
    "Call `f(x)`, `g(y)` and `h(z)`.",
    "Say yes or no (in one word).",
    "Use the scale (see above), the staff (five lines) and the clef (of G).",
    "Write A (twice) and B (once).",
    "Is it due? (Nobody has to pay twice.)",
    "Find the notes (A to G).",
    "Answer with a note (such as A).",
]


def test_solutions_in_parentheses(make_project: MakeProject) -> None:
    block = (
        "# T\n\n::::{exercise} Bar\n:scaffold: independent\n%s\n\n:::{solution}\n%s\n:::\n::::\n"
    )
    said = ("A, B, C sharp, E.", "He does not.")
    tells = [block % (text, said[at]) for at, text in enumerate(BRACKETS)]
    found = counts(
        "scaffold", [*tells, *(block % (text, said[0]) for text in NO_BRACKETS)], make_project
    )
    assert [page for page, count in found.items() if count != (page in tells)] == []


GAPS = (
    "```python\ndef bump(values, step):\n    values.append(step + 1)\n    last = len(values) - 1\n"
    "    values[last] = {}\n    return values\n```"
)
SHOWN = [
    ("Times: 4, 8, 5, 9, 2. Find three values. They are 5.6, 5 and 7.", "5.6, 5 and 7.", 1),
    ("Times: 4, 8, 5, 9, 2. Find three values, to 1 digit.", "5.6, 5 and 7.", 0),
    ("Put 7, 4 and 9 in order.", "4, 7, 9.", 0),
    (f"Fill the gap.\n\n{GAPS.format('...')}", GAPS.format("values[last] + step"), 0),
]
"""A task, its solution, and how many findings they give."""


def test_results_and_code_with_gaps_in_a_task(make_project: MakeProject) -> None:
    pages = [
        f"# T\n\n:::::{{exercise}} E\n:scaffold: supported\n{task}\n\n"
        f"::::{{solution}}\n{solution}\n::::\n:::::\n"
        for task, solution, _count in SHOWN
    ]
    found = [
        sum("already shows" in text for _line, text in one)
        for one in audits("scaffold", pages, make_project)
    ]
    assert found == [count for *_page, count in SHOWN]
