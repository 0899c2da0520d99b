"""``misconceptions``: how many there are, and which of them only deny."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import LESSON, audit, findings_in, texts_on

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


DENIED = (
    ":::{misconception} A belief\n%sNo. This is a common mistake, and you should not make it.\n%s"
    ":::\n\n"
)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", 1),
        (":because: it sounds right\n", "", 1),
        ("", "\nFor two layers it fails.\n", 0),
        ("", "\n```python\nprint(2)\n```\n", 0),
        ("", "\n- two layers\n", 0),
    ],
)
def test_a_belief_that_is_only_denied(
    before: str, after: str, found: int, make_project: MakeProject
) -> None:
    said = findings_in(
        make_project, "misconceptions", {"a.md": LESSON + DENIED % (before, after) * 3}
    )
    assert [one.guess for one in said] == [True] * 3 * found
    assert all('"A belief" is only denied: "No. This is a' in one.text for one in said)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("**Myth: Python stores 0.1 exactly.** No, it doesn't.", 1),
        ("Misconception: heavy things fall faster. That is wrong.", 1),
        ("**Myth 2: rounding at the end repairs everything.** It does not.", 1),
        (
            "**Myth: Python stores 0.1 exactly.** It stores a fraction of a power of two.",
            0,
        ),
        ("**Myth: it is exact.** No, the nearest binary fraction is stored.", 0),
        ("**Note: Python stores 0.1.** No, it doesn't.", 0),
        ("Myth: heavy things fall faster. Drop a coin and a book: both land at once.", 0),
        ("**Myth: cold air makes colds.** Viruses do, and we sit close in winter.", 0),
        ("The myth of the flat Earth is young.", 0),
        ("Myth: none.", 0),
        ("Legend: red is land. No, it is not blue.", 0),
        ("**Myth: searing seals.** No: weigh both steaks, and the seared one lost more.", 0),
    ],
)
def test_a_myth_with_a_label(text: str, count: int, make_project: MakeProject) -> None:
    found = audit("misconceptions", f"# T\n\n{LESSON}{text}", make_project, least=0)
    assert len(found) == count
