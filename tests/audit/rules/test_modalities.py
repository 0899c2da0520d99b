"""``modalities``: what shows a concept, and which concept it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import LESSON, audit, audits, counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def concept(name: str) -> str:
    """Return a concept that is core."""
    return f":::{{concept}} {name}\n:depth: developed\nIt is {name}.\n:::\n\n"


SHOWN = [
    ("", 1),
    ("$x^2$ and\n\n:::{analogy} A\nb\n:::\n", 1),
    ("$x^2$ and\n\n:::{analogy} A\nb\n:::\n\n:::{example} E\nWith 3.\n:::\n", 0),
    ("$x^2$ and\n\n:::{analogy} A\nb\n:::\n\n:::{widget} W\nb\n:::\n", 0),
    ("```python\nx\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n:::{of-course}\n1. a\n:::\n", 0),
]
"""What shows a concept, and how many findings that gives."""


def test_modalities(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{LESSON}{concept('Norm')}{shown}" for shown, _count in SHOWN]
    found = list(counts("modalities", pages, make_project).values())
    assert found == [count for _shown, count in SHOWN]


def test_modalities_belong_to_the_concepts_of_their_section(make_project: MakeProject) -> None:
    shown = "$x^2$\n\n:::{analogy} A\nb\n:::\n\n:::{example} E\nWith 3.\n:::\n\n"
    page = f"# T\n\n{LESSON}## A\n\n{concept('Norm')}{shown}## B\n\n{concept('Angle')}"
    ((_line, text),) = audit("modalities", page, make_project)
    assert text.startswith('"Angle" is shown in 0 of 3 ways (none)')


NUMBERS = [
    "A shift pays 60 euros and the nap is worth 15, so the concert costs 60.",
    "Turn the tap twice as far, and an error of 5 degrees comes back as one of 10, then 20.",
    "Of 100 eggs 12 break, which leaves 88.",
    "$$3 \\cdot 4 + 2 = 14$$",
    "Ein Brot kostet 4 Euro, drei Brote also 12.",
    ":::{admonition} Example\nThe year has 12 months.\n:::",
]
NO_NUMBERS = [
    "It was found in 1923 and published in 1925.",
    "Figure 3 shows what section 2 means.",
    "There are 2 kinds of it.",
    "$$x = y^2$$",
    "It is much larger, and then it is smaller.",
    ":::{admonition} Beware\nSome say it is so.\n:::",
    "| port | wind |\n|---|---|\n| Brest | west |",
    "A baker sold his oven, and the next day he wanted it back.",
]
ANALOGIES = [
    "Think of the buffer as a queue in front of a bakery.",
    "A mutex is like a key to the only bathroom.",
    "The gradient behaves like a hiker in fog.",
    "Imagine a library whose shelves have no labels.",
]
PICTURES = [
    "```\n+-----+      +-----+\n|  a  | ---> |  b  |\n+-----+      +-----+\n```",
    "```text\n┌───┐\n│ a │\n└───┘\n```",
    "<img src='a.png'>",
]


def shows(make_project: MakeProject, words: list[str], way: str) -> list[bool]:
    """Return whether each of some texts is one way of showing."""
    head = f"# T\n\n{LESSON}{concept('Norm')}"
    found = audits("modalities", [f"{head}{text}\n" for text in words], make_project)
    return [way in one[0][1].split("(")[1].split(")")[0] for one in found]


def test_plain_sentences_pictures_and_admonitions_show(make_project: MakeProject) -> None:
    assert shows(make_project, NUMBERS, "concrete") == [True] * len(NUMBERS)
    assert shows(make_project, NO_NUMBERS, "concrete") == [False] * len(NO_NUMBERS)
    assert shows(make_project, ANALOGIES, "verbal") == [True] * len(ANALOGIES)
    assert shows(make_project, NO_NUMBERS, "verbal") == [False] * len(NO_NUMBERS)
    assert shows(make_project, PICTURES, "visual") == [True] * len(PICTURES)
    assert shows(make_project, ["```\nx = 1\ny = 2\n```"], "visual") == [False]
    code = ["Call `sum(x)` here.", "```python\nsum(x)\n```"]
    assert shows(make_project, code, "symbolic") == [False, True]


WORDS = "A loop has a condition and a body, and the one is tested before the other runs. " * 5


def test_a_lesson_without_concepts_shows_its_subject_once(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{LESSON}{WORDS}\n\n{more}\n" for more in ("", "Suppose that 3 runs.")]
    pages += [f"# T\n\n{LESSON}{WORDS}\n\n```python\nx\n```\n", f"# T\n\n{WORDS}\n"]
    pages = [page.replace("1.1.1", f"1.1.{at}") for at, page in enumerate(pages, 1)]
    assert list(counts("modalities", pages, make_project).values()) == [1, 0, 0, 0]
