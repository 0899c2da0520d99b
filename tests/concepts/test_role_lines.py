"""The lines on which names in roles and in plain words stand, within a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = ":::{lesson} 1.1\nx\n:::\n\n"
LATER = "# Later\n\n:::{lesson} 1.2\nx\n:::\n\n:::{concept} Fog horn\nx\n:::\n"
NAMED = {
    "lines": "One line,\na second,\na third {concept}`NO` here,\na fourth\nand {lesson}`9.9.9 NO`.",
    "words of its own": "One\ntwo [three](https://a.example/b) {concept}`words <NO>`\nfour.",
    "item": "- item\n- item one\n  and its second line\n  and {concept}`NO` here.",
    "row": "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | {concept}`NO` |",
    "quote": "> One\n> two\n> *and {concept}`NO`*",
    "block": ":::{recap}\nOne\ntwo {concept}`NO`.\n:::",
    "hard break": "He said \\\nand\\\n{concept}`NO` and\n{concept}`NO`.",
    "spaces that break": "He said  \nand {concept}`NO` and\n{concept}`NO`.",
    "code": "This `code\nruns on` here\nand {concept}`NO`,\nand {concept}`NO`.",
    "role": "This {concept}`NO and\nmore` is long,\nand {concept}`NO` not.",
    "address": 'A [link](a.html\n"title")\nand {concept}`NO`.',
    "maths": "The $a\n+ b$\nand {concept}`NO`.",
    "comment": "One <!-- a\n\tb --> two\nand {concept}`NO`.",
}


CONF: dict[str, object] = {"myst_enable_extensions": ["colon_fence", "dollarmath"]}
every_text = pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)


def lines_with(word: str, page: str) -> list[int]:
    """Return the lines on which a word stands."""
    return [at for at, line in enumerate(page.splitlines(), 1) if word in line]


@every_text
def test_a_wrong_name_is_told_on_its_own_line(text: str, make_project: MakeProject) -> None:
    page = f"# A\n\n{LESSON}{text}\n"
    built = make_project(page, **CONF).build()
    told = [one.line for one in built.warnings if one.subtype == "pedagogy.unknown"]
    assert told == lines_with("NO", page)


OPEN = {name: text for name, text in NAMED.items() if name != "quote"}
"""Where plain words are read: not in the words of somebody else."""


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_plain_words_stand_on_their_own_line(text: str, make_project: MakeProject) -> None:
    said = re.sub(r"\{\w+\}`(?:[^`]*[< ])?NO(?: and\n(more))?>?`", "fog horn", text)
    page = f"# A\n\n{LESSON}{said}\n"
    project = make_project({"index.md": page, "later.md": LATER}, **CONF)
    plain = project.build().env.get_domain("ped").catalogue.plain  # type: ignore[attr-defined]
    assert [one.line for one in plain.of("index")] == lines_with("fog horn", page)


def test_a_wrong_name_is_told_on_its_own_line_in_restructuredtext(
    make_project: MakeProject,
) -> None:
    page = (
        "A\n=\n\n.. lesson:: 1.1\n\n   x\n\nOne line,\n``code\nruns on``, and\n"
        ":ped:concept:`NO`.\n\n- item\n- and one\n  that :ped:concept:`words <NO>`,\n"
        "  and :ped:lesson:`NO`.\n"
    )
    built = make_project({"index.rst": page}).build()
    told = [one.line for one in built.warnings if one.subtype == "pedagogy.unknown"]
    assert told == lines_with("NO", page)
