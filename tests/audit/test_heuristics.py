"""The heuristic rules on single blocks: what each one minds, and what it lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.testing import MakeProject

RULES = ("asymmetric", "check", "echo", "modalities", "outline", "scaffold", "style")
LESSON = ":::{lesson} 1.1.1\nWhat it is about.\n:::\n\n"
CONF = {
    "extensions": ["myst_nb", "sphinx_design"],
    "myst_enable_extensions": ["colon_fence", "dollarmath", "tasklist", "smartquotes"],
    "nb_execution_mode": "off",
}


Found = list[tuple[int | None, str]]
"""Lines and texts of what a rule finds on a page."""


VIEW = "\n\n:::{curriculum}\n:::\n"
"""Something of ours without words: pages that have nothing of it are not looked at."""


def audits(
    rule: str, pages: Sequence[str], make_project: MakeProject, **limits: float
) -> list[Found]:
    """Return what one rule finds on each of some pages."""
    conf = {
        **CONF,
        "pedagogy_audit": {"*": "off", rule: "warning"},
        "pedagogy_audit_limits": {rule: limits} if limits else {},
    }
    files = {f"p{at}.md": f"{page}{VIEW}" for at, page in enumerate(pages)}
    built = make_project({"index.md": "# Index\n", **files}, **conf).build("dummy")
    found: list[Found] = [[] for _page in pages]
    for one in domain_of(built.env).judged:
        finding = one.finding
        found[int(finding.place.document[1:])].append((finding.place.line, finding.text))
    return found


def audit(rule: str, page: str, make_project: MakeProject, **limits: float) -> Found:
    """Return what one rule finds on a page."""
    return audits(rule, [page], make_project, **limits)[0]


def counts(rule: str, pages: Sequence[str], make_project: MakeProject) -> dict[str, int]:
    """Return how much one rule finds on each of some pages."""
    found = audits(rule, pages, make_project)
    return {page: len(one) for page, one in zip(pages, found, strict=True)}


def check(question: str, answer: str) -> str:
    """Return a page with one check."""
    return f"# T\n\n::::{{check}}\n{question}\n\n:::{{answer}}\n{answer}\n:::\n::::\n"


EVASIVE = [
    ("How many weights are there?", "Quite a lot of them, many more than before."),
    ("By what factor does it shrink?", "It depends on implementation details."),
    ("Is it faster?", "That depends on many things. It could be, and it might not be."),
    ("Which one do you take?", "Both have their pros and cons."),
    ("Is it sorted?", "Try it, and find out."),
    ("Is it sorted?", "TODO"),
    ("Wie viele Gewichte sind es?", "Das hängt von der Umsetzung ab."),
    ("Est-ce plus rapide ?", "Ça dépend."),
]


def test_answers_that_evade(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in EVASIVE], make_project)
    assert [page for page, count in found.items() if count != 1] == []


STRAIGHT = [
    ("How many weights are there?", "Nine. In practice a bias may be added."),
    ("By what factor does it shrink?", "It depends on the padding: 48, or 64 without."),
    ("Is it faster?", "It depends: with a cache yes, without one no."),
    ("Is it faster?", "Faster, although the first call may take longer."),
    ("Why is it faster?", "It may reuse what it has computed, and often does."),
    ("Which value does it reach?", "The same one. Much depends on the temperature."),
    ("How many are left?", "```\n3\n```"),
    ("Is it faster?", "$t_1 < t_2$"),
]


def test_answers_that_answer(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in STRAIGHT], make_project)
    assert [page for page, count in found.items() if count] == []


def test_checks_that_answer_themselves(make_project: MakeProject) -> None:
    bodies = (":number: 3\n\nHow many?", "Which?\n\n- [ ] this\n- [x] that\n")
    pages = [f"# T\n\n:::{{check}}\n{body}\n:::\n" for body in bodies]
    assert audits("check", pages, make_project) == [[], []]


def test_a_check_without_an_answer(make_project: MakeProject) -> None:
    found = audit("check", "# T\n\n:::{check} Why?\nWhy is it so?\n:::\n", make_project)
    assert found == [(3, "the check has no answer; add an answer block to it")]


def test_an_answer_that_another_build_shows_is_not_missing(make_project: MakeProject) -> None:
    page = "# T\n\n:::::{check} Why?\nWhy?\n\n::::{only} instructor\n:::{answer}\nSo.\n:::\n::::\n"
    assert audit("check", f"{page}:::::\n", make_project) == []


SUPPORTED = "# T\n\n:::{exercise} A\n:scaffold: supported\nDo it.\n:::\n"


@pytest.mark.parametrize(
    ("more", "count"),
    [("", 0), ("print(1)", 0), ("def f(x):\n    ...", 1), ("def f(x):\n    ...\nassert f(1)", 0)],
)
def test_only_code_to_fill_in_needs_a_test(
    more: str, count: int, make_project: MakeProject
) -> None:
    code = f"\n```python\n{more}\n```\n" if more else ""
    assert len(audit("scaffold", SUPPORTED + code, make_project)) == count


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


def sides(one: str, other: str) -> str:
    """Return a page with one comparison."""
    both = f":::{{side}} One\n{one}\n:::\n:::{{side}} Two\n{other}\n:::\n"
    return f"# T\n\n::::{{comparison}}\n{both}::::\n"


UNEVEN = [
    ("- a\n- b\n- c\n- d", "- a"),
    ("- a\n  - more\n- b\n  - more", "- a\n- b"),
    ("Takes 3 s, 40 MB and 2 cores.", "Takes its time, much memory, some cores."),
    ("Written in Rust by Graydon, 1987 to 2015.", "Written by others, later."),
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
]


def test_even_sides(make_project: MakeProject) -> None:
    found = counts("asymmetric", [sides(*one) for one in EVEN], make_project)
    assert [page for page, count in found.items() if count != 0] == []


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
    judged = domain_of(project.build("dummy").env).judged
    assert [one.finding.place.line for one in judged] == [10, 10]


EXERCISE = (
    "# T\n\n::::{{exercise}} E\n:scaffold: {scaffold}\n:label: e\n{prompt}\n::::\n\n{after}\n"
)


SCAFFOLDED = [
    ("guided", "Run the cell, and look.", "", 1),
    ("guided", "What will it print? Then run it.", "", 0),
    ("guided", "Devine le résultat.", "", 0),
    ("supported", "Prove it.", "", 0),
    ("supported", "Fill the gap.\n\n```python\nx = ...\n```", "", 1),
    ("supported", "Fill the gap.\n\n```python\nx = ...\nassert x == 3\n```", "", 0),
    ("supported", "Fill the gap.", "```python\nx = ...\nassert x == 3\n```", 0),
    ("independent", "Sort it. Use `heapify`.", "{solution}", 1),
    ("independent", "Sort it.\n\n```python\n# heapq.heapify(x)\n```", "{solution}", 1),
    ("independent", "Sort it, with a heap.", "{solution}", 0),
    ("independent", "Sort `x`, and `print` it.", "{solution}", 0),
    ("independent", "Sort it. Use `heapify`.", "", 0),
]
SOLUTION = ":::{solution}\n:for: e\n```python\nimport heapq\nheapq.heapify(x)\nprint(x)\n```\n:::\n"


def test_scaffolds(make_project: MakeProject) -> None:
    pages = [
        EXERCISE.format(
            scaffold=scaffold, prompt=prompt, after=after.replace("{solution}", SOLUTION)
        )
        for scaffold, prompt, after, _count in SCAFFOLDED
    ]
    found = [len(one) for one in audits("scaffold", pages, make_project)]
    assert found == [count for *_page, count in SCAFFOLDED]


def test_what_the_page_used_before_gives_nothing_away(make_project: MakeProject) -> None:
    page = (
        "# T\n\n```python\nimport heapq\nheapq.heapify([])\n```\n\n"
        "::::{exercise} E\n:scaffold: independent\nUse `heapify`.\n\n"
        ":::{solution}\n```python\nheapq.heapify(x)\n```\n:::\n::::\n"
    )
    assert audit("scaffold", page, make_project) == []


def test_help_fades_within_each_series(make_project: MakeProject) -> None:
    task = ":::{{exercise}} E\n:scaffold: {}\nGuess.\n:::\n\n"
    first, last = task.format("guided"), task.format("independent")
    series = f"# T\n\n## A\n\n{first}{last}## B\n\n{first}{last}"
    assert audit("scaffold", series, make_project) == []
    assert len(audit("scaffold", f"# T\n\n{last}{first}", make_project)) == 1


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


BODY = (
    "How far is it from here to there, and who would measure it?\n\n"
    ":::{concept} Distance\nHow far.\n:::\n\n"
)
CHECK = "::::{check}\nIs a distance negative?\n:::{answer}\nNo.\n:::\n::::\n\n"
END = "## In short\n\nFar is far.\n\n:::{next-step} On\nGo.\n:::\n"
CLOSED = "## In short\n\nFar is far.\n\n:::{module-complete} 1.1\n- far\n:::\n\n"
ALL_CLOSED = CLOSED + ":::{series-complete} 1\n- near\n:::\n\n:::{next-step} On\nGo.\n:::\n"


OUTLINES: list[tuple[str, list[str]]] = [
    (BODY + CHECK + END, []),
    (BODY + CHECK + END.replace("In short", "Coda"), []),
    (BODY + CHECK + ALL_CLOSED, []),
    (BODY + END, ["the lesson has no check;"]),
    (BODY + CHECK, ["the lesson has no summary and no next;"]),
    (BODY[61:] + CHECK + END, ["the lesson has no hook;"]),
    (CHECK + BODY + END, ["the check comes before"]),
    (CHECK.replace("Is", ":kind: predict\nIs", 1) + BODY + END, []),
    (CHECK.replace("Is a", "Guess: is a", 1) + BODY + END, []),
    ("A distance is how far it is from one to another.\n\n" + CHECK + BODY + END, []),
    (END + BODY + CHECK, ["the summary stands before", "the way on stands before"]),
    (BODY + ":::{requires}\n- Number\n:::\n\n" + CHECK + END, ["the requires block stands"]),
]
"""The body of a lesson, and how the findings on it begin."""


def test_outlines(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{LESSON}{body}" for body, _begins in OUTLINES]
    for found, (body, begins) in zip(audits("outline", pages, make_project), OUTLINES, strict=True):
        assert len(found) == len(begins), (body, found)
        for (_line, text), begin in zip(found, begins, strict=True):
            assert text.startswith(begin)


ALONE = ":::{exercise}\n:scaffold: independent\n"
ODD = [
    "",
    "# T\n",
    "# T\n\n:::{lesson} 1.1.1\n:::\n",
    "# T\n\n:::{check}\n:::\n\n:::{answer}\n:::\n",
    "# T\n\n:::{comparison}\n:::\n\n::::{comparison}\n:::{side} A\n:::\n::::\n",
    f"# T\n\n{ALONE}:::\n\n:::{{solution}}\n```python\ndef (\n```\n:::\n",
    f"# T\n\n{ALONE}\n`f`\n:::\n\n:::{{solution}}\n```\n%x\nf(\n```\n:::\n",
    "# T\n\n:::{concept} 概念\n:depth: developed\n定义。\n:::\n\n:::{insight}\n定义。\n:::\n",
    "# T\n\n```\n\n```\n\n$$\n$$\n",
    "---\ntitle: —\n---\n",
]


def test_odd_pages_do_no_harm(make_project: MakeProject) -> None:
    files = {f"p{at}.md": f"{page}{VIEW}" for at, page in enumerate(ODD)}
    files["rest.rst"] = (
        "T\n=\n\n.. check::\n\n   Q\n\n.. exercise::\n   :scaffold: guided\n\n   D\n"
    )
    files["included.md"] = "# T\n\n```{include} p3.md\n```\n"
    files["book.ipynb"] = NOTEBOOK
    settings = {**CONF, "pedagogy_audit": {"*": "off", **dict.fromkeys(RULES, "warning")}}
    built = make_project({"index.md": "# T\n", **files}, **settings).build("dummy")
    found = {(one.finding.place.document, one.finding.rule) for one in domain_of(built.env).judged}
    assert {("book", "style"), ("book", "scaffold"), ("rest", "check")} <= found


NOTEBOOK = """\
{"cells": [{"cell_type": "markdown", "metadata": {}, "source": [
"# T — t\\n", "\\n", ":::{exercise}\\n", ":scaffold: supported\\n", "Do it.\\n", ":::"]},
{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["..."]}],
"metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
"nbformat": 4, "nbformat_minor": 4}
"""
