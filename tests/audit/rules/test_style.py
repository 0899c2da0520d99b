"""``style``: dashes, quotes and names of lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import CONF, LESSON, audit, audits, counts

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

DASHED = [
    "A word — another word.",
    "## A title — with a dash",
    ":::{tip}\nDo this — or that.\n:::",
    "```python\nx = 1  # one — or so\n```",
    "One thought ---\nand another.",
    "It ends here, at the line —\nand goes on.",
]


def test_spaced_dashes(make_project: MakeProject) -> None:
    found = counts("style", [f"# T\n\n{line}\n" for line in DASHED], make_project)
    assert [page for page, count in found.items() if count != 1] == []


STYLISH = [
    "A word—another word, pages 3–4, and 5 − 3.",
    "| a | — |\n|---|---|\n| --- | b |",
    "> All is well.\n> — Somebody",
    "```\na --- b\n```",
    "---",
    'Say "yes", and "no" in `“code”`.',
    "```python\nprint('“curly”')\n```",
    "A 5' 11\" man says “yes”.",
    "{lesson}`1.2.3` and lesson 1.2.3.",
    "With Python 3.11.4 and torch 2.13.0, as in lesson 1.2.3.",
    "Lesson 1.2.3 begins. In lesson 1.2.4 it ends.",
    "This is lesson 5 of 11, after lesson 1.2.3.",
    "As in lesson 1.2.3, in *this* lesson too.",
]


def test_good_style(make_project: MakeProject) -> None:
    found = counts("style", [f"# T\n\n{line}\n" for line in STYLISH], make_project)
    assert [page for page, count in found.items() if count] == []


MIXED = [
    ("In lesson 1.2.3, lesson 1.2.4.\n\nIn the lesson “Deep sets”.", [5]),
    ('He says "yes".\n\nShe says “no”, and "maybe".', [5]),
    ("It's here.\n\nIt’s there, and it's near.", [5]),
    ("In lesson 1.2.3, lesson 1.2.4.\n\nIn 1.2.5 too.", [5]),
    ("In lesson 1.2.3, lesson 1.2.4.\n\nAs Lesson 1.2.5 says.", [5]),
]


def test_mixed_style(make_project: MakeProject) -> None:
    found = audits("style", [f"# T\n\n{text}\n" for text, _lines in MIXED], make_project)
    assert [[line for line, _text in one] for one in found] == [lines for _text, lines in MIXED]


def test_parts_of_style_can_be_switched_off(make_project: MakeProject) -> None:
    page = '# T\n\n"A" — “b”. In lesson 1.2.3 and in 1.2.4.\n'
    assert len(audit("style", page, make_project)) == 3
    assert audit("style", page, make_project, dashes=9, quotes=2, names=9) == []


def test_style_in_rest(make_project: MakeProject) -> None:
    page = 'T\n=\n\nA "b".\n\n.. code-block:: python\n\n   print("“”")\n\nC — “d”.\n'
    page += "\n.. curriculum::\n"
    settings = {**CONF, "pedagogy_audit": {"*": "off", "style": "warning"}}
    project = make_project({"index.rst": page}, **settings)
    judged = domain_of(project.build("dummy").env).diagnostics
    assert [one.place.line for one in judged] == [10, 10]


def test_a_dash_between_backquotes_is_quoted(make_project: MakeProject) -> None:
    pages = ["# T\n\nType `a — b` or ``x — `y` ``.\n", "# T\n\nType `a` — or not.\n"]
    assert [len(one) for one in audits("style", pages, make_project)] == [0, 1]


def test_lessons_named_in_three_ways(make_project: MakeProject) -> None:
    page = (
        "# T\n\nAs lesson 1.2.3 said, and lesson 1.2.4 too. What 1.2.5 explains is new: 1.2.6 "
        "showed half of it. See § 1.2.7.\n"
    )
    assert len(audits("style", [page], make_project)[0]) == 2
    other = "# T\n\nAs lesson 1.2.3 said, version 1.26.4 is new, and NumPy 1.2.5 as well.\n"
    assert audits("style", [other], make_project) == [[]]


def test_code_that_a_line_break_cuts_is_no_text(make_project: MakeProject) -> None:
    """The apostrophes of `(x: 'a` and `b')` are no quotation marks."""
    cut = "It’s “so”: `fn f<'a>` and `fn foo<'a, 'b>(x: 'a,\ny: 'b)`; and `more` “so”.\n"
    assert audit("style", cut, make_project) == []
    assert len(audit("style", cut + "\nThe 'other' kind.\n", make_project)) == 1


def test_what_stands_in_tags_of_html_is_no_text(make_project: MakeProject) -> None:
    page = 'It’s “so”.\n\n<img alt="A list with the label \'a\'\nand b" src="a.png">\n\nAnd “so”.\n'
    assert audit("style", page, make_project) == []
    assert len(audit("style", page + '\nOr "so".\n', make_project)) == 1


def test_parts_are_numbered_in_one_way(make_project: MakeProject) -> None:
    texts = [
        "See unit 2, and unit III.",
        "In module 2 we met it, and M3 uses it.",
        "We met it in module 2, and in Mod. 1.",
    ]
    fine = ["See unit 2 and unit 3.", "An M3 screw fits.", "An M3 screw in unit 2."]
    pages = [f"# T\n\n{LESSON}{text}\n" for text in (*texts, *fine)]
    assert [len(found) for found in audits("style", pages, make_project)] == [1, 1, 1, 0, 0, 0]


def test_code_that_begins_with_an_empty_line_is_no_text(make_project: MakeProject) -> None:
    page = '# T\n\n“One” and “two”.\n\n```text\n\nif a == "b":\n```\n'
    assert audit("style", page, make_project) == []


def test_hyphens_are_no_dashes_and_apostrophes_are_quotes(make_project: MakeProject) -> None:
    texts = {
        "It was in lesson 4.2, and in chapter 4.2 as well.": 1,
        "The tide -- a low one -- was late – very late.": 1,
        "The tide - a low one - was late – very late.": 0,
        "The tide's time was “soon”.": 1,
    }
    pages = [f"# T\n\n{LESSON}{text}\n" for text in texts]
    found = [len(one) for one in audits("style", pages, make_project)]
    assert found == list(texts.values())
