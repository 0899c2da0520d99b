"""``modalities``: what shows a concept, and which concept it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import LESSON, audit, counts

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
