"""``misconceptions``: how many there are, and which of them only deny."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import LESSON, texts_on

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

GOOD = ":::{misconception} A belief\nTwo layers of 3 by 3 see 5 by 5 pixels.\n:::\n\n"

BARE = ":::{misconception} A belief\n:because: it sounds right\nNo, it is not.\n:::\n\n"


SHOWN = ":::{misconception} A belief\nNo:\n\n```python\nprint(2)\n```\n:::\n\n"


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (LESSON + GOOD * 3, 0),
        (LESSON + GOOD * 2, 1),
        (LESSON + GOOD * 2 + BARE, 1),
        (LESSON + GOOD * 2 + SHOWN, 0),
        (LESSON, 1),
        (LESSON + ":::{misconception}\n:::\n\n" + GOOD * 2, 1),
        ("# No lesson\n\n" + GOOD, 0),
    ],
)
def test_misconceptions(page: str, count: int, make_project: MakeProject) -> None:
    assert len(texts_on(make_project, "misconceptions", page)) == count
