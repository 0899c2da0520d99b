"""``asymmetric``: sides that are uneven, and sides that may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def sides(one: str, other: str) -> str:
    """Return a page with one comparison."""
    both = f":::{{side}} One\n{one}\n:::\n:::{{side}} Two\n{other}\n:::\n"
    return f"# T\n\n::::{{comparison}}\n{both}::::\n"


UNEVEN = [
    ("- a\n- b\n- c\n- d", "- a"),
    ("- a\n  - more\n- b\n  - more", "- a\n- b"),
    ("Takes 3 s, 40 MB and 2 cores.", "Takes its time, much memory, some cores."),
    ("Written in Rust by Graydon, 1987 to 2015.", "Written by others, later."),
    ("Takes 3 s, 40 MB and 2 cores.", "A CNN that takes its time and much memory."),
    ("Costs 12 euros, lasts 5 years, weighs 3 kg.", "Known from ABBA, cheap and light."),
    ("```css\n.bar { display: flex; }\n```", "It can do that as well, and is more powerful."),
    ("```python\nx.sort()\n```\nSorts in place.", "A modern and elegant way to do the same."),
    ("Split with `str.split`, join with `str.join`, strip with `strip`.", "It reads very well."),
    ("It walks along every branch, remembers where it was, and returns to it.", "It walks."),
]


def test_uneven_sides(make_project: MakeProject) -> None:
    found = counts("asymmetric", [sides(*one) for one in UNEVEN], make_project)
    assert [page for page, count in found.items() if count != 1] == []


EVEN = [
    ("- a\n- b\n- c", "- a\n- b"),
    ("1. a\n2. b\n3. c\n4. d", "1. a"),
    ("Takes 3 s.", "Takes its time."),
    ("```\nx = 1\n```", "```\nx = 1\ny = 2\nz = 3\n```"),
    ("", "- a\n- b"),
    ("```css\n.bar { display: flex; }\n```", "Set `display: grid`: it is more powerful."),
    ("```css\n.bar { display: flex; }\n```", "Boxes are put into rows and columns by hand."),
    ("Trained by Adam, SGD and LAMB in 3 days.", "Trained by RMSProp and Lion, on TPUs."),
    ('"Four hours at 200 rows per ms; I measured 180 to 230."', '"It depends, hard to say."'),
]


def test_even_sides(make_project: MakeProject) -> None:
    found = counts("asymmetric", [sides(*one) for one in EVEN], make_project)
    assert [page for page, count in found.items() if count != 0] == []


ON_PURPOSE = [
    "The sides are unequal on purpose.\n\n{}",
    "{}\n\nThat one list is so much longer is the point.",
    "{}\n\nThe lopsided table is no accident.",
]


def test_what_is_uneven_on_purpose(make_project: MakeProject) -> None:
    uneven = sides(*UNEVEN[0]).removeprefix("# T\n\n")
    pages = ["# T\n\n" + frame.format(uneven) for frame in ON_PURPOSE]
    titled = sides(*UNEVEN[2])
    pages += [
        titled.replace("One", "Example").replace("Two", "Description"),
        titled.replace("One", "Exact").replace("Two", "Vague"),
    ]
    found = counts("asymmetric", pages, make_project)
    assert [page for page, count in found.items() if count] == []


LAND = "A camel carries 150 kg and does 30 km a day, so 7000 km take eight months and more.\n\n"
LONG = LAND + "At each of 12 stages somebody took his cut, and the price went up and up.\n\n"
VAGUE_SECTION = "Ships were used for it. This was important too, and many goods came that way.\n\n"
EXACT_SECTION = "A dhow carries 100 t and does 120 km a day.\n\n"
LOST = "Nothing is known about it, as no record was kept of the many ships.\n\n"


def pair(one: str, long: str, other: str, short: str, above: str = "Silk.") -> str:
    """Return two sections side by side."""
    return f"# Page\n\n{above}\n\n## {one}\n\n{long}## {other}\n\n{short}"


def test_two_sections_of_which_one_stays_vague(make_project: MakeProject) -> None:
    uneven = [
        pair("By land", LONG, "By sea", VAGUE_SECTION),
        pair("Camels", LONG, "Ships", VAGUE_SECTION, "Camels and ships carried it."),
    ]
    even = [
        pair("Camels", LONG, "Looking forward", "The other way is very long, too.\n\n"),
        pair("Camels", LONG, "Ships", VAGUE_SECTION),
        pair("By land", LONG, "By sea", EXACT_SECTION),
        pair("By land", LONG, "By sea", LOST),
        pair("Camels", LONG, "Silk", "It is a very fine thread that shines.\n\n"),
        pair("Camels", LONG, "Coda", "That was quite long, and it is over.\n\n"),
        pair("By land", LONG, "By sea", "It took 8 months and 3 ships to go there and back.\n\n"),
        pair("By land", VAGUE_SECTION, "By sea", VAGUE_SECTION),
        pair("By land", LAND, "By sea", "### Ships\n\nMany ships.\n\n"),
        pair("By land", LONG, "By sea", "```\nship(100)\n```\n\nVery fast.\n\n"),
        pair("How one went by land in those days", LONG, "By sea", VAGUE_SECTION),
        pair("Camels", LONG, "The way of ships", "Very slow, and so it went on.\n\n"),
    ]
    found = counts("asymmetric", [*uneven, *even], make_project)
    assert [found[page] for page in uneven] == [1] * len(uneven)
    assert [page for page in even if found[page]] == []
