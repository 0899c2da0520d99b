"""What authors tell without a block for it is there all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import LESSON, audits

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

BELIEFS = [
    # a section, with an item for each
    "## Common mistakes\n\n- A list is copied.\n- A name is a box.\n- A loop is slow.\n",
    "## Häufige Fehler\n\n- Eins.\n- Zwei.\n- Drei.\n",
    # admonitions of Sphinx
    ":::{warning}\nA common pitfall is to copy it.\n:::\n\n"
    ":::{admonition} Misconception: it is a box\nIt is not.\n:::\n\n"
    ":::{caution}\nYou might think that it is slow.\n:::\n",
    # plain words
    "Many people think that it grows.\n\nIt is tempting to stop here.\n\n"
    "One might expect the opposite.\n",
]
NO_BELIEFS = [
    "We think that it grows.\n\nThe error is small.\n\nThat was a mistake of the press.\n",
    "## Measurement error\n\nIt is small.\n",
    # a word that every course of statistics needs, and what is no text of the lesson
    ":::{requires}\n- Mean: contrary to a common error\n"
    "- Median\n- Mode\n:::\n\n## The standard error of a mean\n\n## Error bars\n\n"
    "## Type I error\n\n## Die Körper fallen\n\n## Typical error of a scale\n\n"
    ":::{error}\nA common error message.\n:::\n",
]
LIMITS = [
    "## Limits\n\nProofs.\n",
    "## What this lesson does not cover\n\nProofs.\n",
    ":::{note}\nWe will not cover proofs.\n:::\n",
    ":::{admonition} Out of scope\nProofs.\n:::\n",
    "Proofs are beyond the scope of this text.\n",
    "This chapter does not explain proofs.\n",
    "Beweise werden hier nicht behandelt.\n",
    "Ce cours ne traite pas les preuves.\n",
]
NO_LIMITS = [
    "We do not know.\n",
    "The lesson is long.\n",
    "## Limits of a sequence\n\nThey exist.\n",
]
CORE = ":::{concept} Mean\n:depth: developed\nThe sum by the count.\n:::\n\n"
CASES = [
    CORE + "The mean of 2 and 4 is 3.\n\n$$\n(1 + 5) / 2 = 3\n$$\n\nFor an empty list it fails.\n",
    CORE + ":::{admonition} Example\nTwo heights.\n:::\n\nTake 3 and 5: that makes 4.\n\n"
    ":::{misconception} It is the middle\nOf 1, 1 and 10 it is 4, and the middle is 1.\n:::\n",
]
NO_CASES = [CORE + "It is used in 2024.\n\nMany people like it.\n"]
NOTEBOOKS = [
    "[Run it](https://colab.research.google.com/github/a/b/c.ipynb)\n",
    "Open {download}`the notebook <files/pixels.ipynb>`.\n",
]
NO_NOTEBOOKS = ["Write it down in your notebook.\n", "The cell of a spreadsheet.\n"]


@pytest.mark.parametrize(
    ("rule", "there", "not_there"),
    [
        ("misconceptions", BELIEFS, NO_BELIEFS),
        ("scope", LIMITS, NO_LIMITS),
        ("examples", CASES, NO_CASES),
        ("notebook", NOTEBOOKS, NO_NOTEBOOKS),
    ],
)
def test_what_is_there_in_any_form_counts(
    rule: str, there: list[str], not_there: list[str], make_project: MakeProject
) -> None:
    number = LESSON.split()[1]
    pages = [
        "# Common mistakes\n\n" + LESSON.replace(number, f"1.1.{at}") + page
        for at, page in enumerate([*there, *not_there], 1)
    ]
    found = audits(rule, pages, make_project)
    missed = {page for page, one in zip(pages, found, strict=True) if one}
    assert missed == set(pages[len(there) :])
