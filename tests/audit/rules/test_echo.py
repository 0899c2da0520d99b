"""``echo``: what repeats the text beside it, and what may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import audit, counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

REPEATED = (
    "The encoder squeezes every picture through a narrow bottleneck, and the decoder rebuilds it "
    "from the few numbers that came through."
)

BESIDE = [
    (f":::{{insight}}\n{REPEATED}\n:::", 1),
    (f":::{{ped:aside}} Bottleneck\n{REPEATED}\n:::", 1),
    (f":::{{tip}}\n{REPEATED}\n:::", 1),
    (f"::::{{check}}\nWhat?\n:::{{answer}}\n{REPEATED}\n:::\n::::", 1),
    (f"::::{{check}}\n{REPEATED} Why?\n:::{{answer}}\nIt is short.\n:::\n::::", 0),
    (f":::{{recap}} encoder\n{REPEATED}\n:::", 0),
    (":::{insight}\nEncoder, decoder: only the narrow bottleneck decides.\n:::", 0),
    (f"## Summary\n\n{REPEATED}", 0),
]
"""A block beside the text, and how many findings it gives."""


def test_echoes(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{REPEATED}\n\n{block}\n" for block, _count in BESIDE]
    assert list(counts("echo", pages, make_project).values()) == [count for _, count in BESIDE]


def test_an_echo_names_both_places(make_project: MakeProject) -> None:
    page = f"# T\n\n:::{{insight}} Narrow\n{REPEATED}\n:::\n\n{REPEATED}\n"
    ((line, text),) = audit("echo", page, make_project)
    assert line == 3
    assert text.startswith('the insight "Narrow" repeats the text in line 7:')


def test_far_away_is_no_echo(make_project: MakeProject) -> None:
    page = f"# T\n\n## A\n\n{REPEATED}\n\n## B\n\nb\n\n## C\n\n:::{{insight}}\n{REPEATED}\n:::\n"
    assert audit("echo", page, make_project) == []


def test_a_share_may_be_allowed(make_project: MakeProject) -> None:
    page = f"# T\n\n{REPEATED}\n\n:::{{insight}}\n{REPEATED}\n:::\n"
    assert audit("echo", page, make_project, share=1) == []
