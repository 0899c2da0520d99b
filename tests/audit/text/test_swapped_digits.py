"""Numbers of one unit of which two digits changed places."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.swapped_digits import are_swapped, swapped
from sphinx_pedagogy.course.page_tree import PageElement


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1240", "1420", True),
        ("17.2", "12.7", True),
        ("172", "17.2", False),
        ("1240", "1204", True),
        ("1234", "4321", False),
        ("123", "124", False),
        ("112", "112", False),
    ],
)
def test_neighbours_that_changed_places(one: str, other: str, expected: bool) -> None:
    assert are_swapped(one, other) is expected


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["It has 1 240 inhabitants.", "From 1 420 inhabitants these are 71."], 1),
        (["d = 17.2\\ \\mathrm{m}", "At 12.7 m one hears it."], 1),
        (["It has 1 240 inhabitants.", "1 420 houses."], 0),
        (["1986 people came.", "1968 people came."], 0),
        (["It costs 12 euros.", "It costs 21 euros."], 0),
    ],
)
def test_only_numbers_of_one_unit(texts: list[str], count: int) -> None:
    page = PageElement("page")
    for text in texts:
        page.add(PageElement("paragraph", text=text))
    assert len(list(swapped(page))) == count
