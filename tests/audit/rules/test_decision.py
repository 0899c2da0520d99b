"""``decision``: what contradicts one, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import HEADER, NOTEBOOKS, counts, findings_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# A\n\n:::{lesson} 1.1.1\n:notebook: %s\n:::\n\n"
CELL = "```{code-cell}\n%sprint(1)\n```\n"


def with_cell(reason: str, tags: str = "") -> str:
    """Return a lesson with a cell that gives a reason for having no notebook."""
    return HEADER.replace("# T\n\n", LESSON % reason) + CELL % tags


@pytest.mark.parametrize(
    ("lesson", "notebook", "found"),
    [
        ("a.md", "notebooks/a.md", 1),
        ("a.md", "notebooks/1-1-1-a.md", 1),
        ("m/a.md", "m/notebooks/a.md", 1),
        ("m/a.md", "notebooks/a.md", 1),
        ("a.md", "notebooks/b.md", 0),
        ("a.md", "a-more.md", 0),
    ],
)
def test_a_notebook_that_is_there(
    lesson: str, notebook: str, found: int, make_project: MakeProject
) -> None:
    files = {lesson: LESSON % "none, because it is on paper", notebook: HEADER + CELL % ""}
    said = findings_in(make_project, "decision", files, **NOTEBOOKS)
    assert [(one.place.line, one.guess) for one in said] == [(3, False)] * found
    files[notebook] = "# A page without cells\n\n```{insight}\nx\n```\n"
    assert not findings_in(make_project, "decision", files, **NOTEBOOKS)


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("none, because there is no code", 1),
        ("none: nothing to run", 1),
        ("none, because it has no cells", 1),
        ("none, because the page has its own cells", 0),
        ("none, because it codes nothing new", 0),
        ("none", 0),
    ],
)
def test_a_reason_that_cells_contradict(reason: str, found: int, make_project: MakeProject) -> None:
    files = {"a.md": with_cell(reason)}
    said = findings_in(make_project, "decision", files, **NOTEBOOKS)
    assert [one.guess for one in said] == [True] * found
    files = {"a.md": with_cell(reason, ':tags: ["remove-cell"]\n')}
    assert not findings_in(make_project, "decision", files, **NOTEBOOKS)


@pytest.mark.parametrize(
    ("recorded", "stated", "found"),
    [
        ("1-1-1-a", "none, because it is short", 1),
        ("none, it was on paper", "1-1-1-a", 1),
        ("none, it was on paper", "none, because it is short", 0),
        ("1-1-1-a", "/notebooks/1-1-1-a", 0),
    ],
)
def test_a_record_and_its_lesson(
    recorded: str, stated: str, found: int, make_project: MakeProject
) -> None:
    files = {
        "a.md": LESSON % stated,
        "notebooks/1-1-1-a.md": "# A\n\n```{insight}\nx\n```\n",
        "r.md": f"# R\n\n:::{{lesson-record}}\n:lesson: 1.1.1\n:notebook: {recorded}\n- C\n:::\n",
    }
    assert len(findings_in(make_project, "decision", files)) == found


@pytest.mark.parametrize(
    ("what", "builds", "found"),
    [
        (("notebook", "Notebook"), ("yes", "no"), 1),
        (("notebook", "widget"), ("yes", "no"), 0),
        (("widget", "widget"), ("no", "no"), 0),
    ],
)
def test_two_decisions_of_a_plan(
    what: tuple[str, str], builds: tuple[str, str], found: int, make_project: MakeProject
) -> None:
    decisions = "".join(
        f":::{{plan-decision}} {name}\n:build: {build}\nSo.\n:::\n\n"
        for name, build in zip(what, builds, strict=True)
    )
    files = {
        "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n",
        "a.plan.md": f"# P\n\n:::{{plan}}\nIt teaches.\n:::\n\n{decisions}",
    }
    said = findings_in(make_project, "decision", files, pedagogy_audience="author")
    assert [one.place.line for one in said] == [12] * found


BROKEN = [
    "On this page all lengths are in metres, without exception.\n\nThe wall is 12 feet long.",
    "We decided to cook without alcohol.\n\nPour in the wine and let it boil.",
    "House rule: no abbreviations, ever.\n\nUse abbreviations for the units.",
    "From here on we write vector, never array.\n\nTake the second array and add one.",
    "In this course we do not use jQuery.\n\nLoad jQuery in the head of the page.",
    "Convention: all temperatures in kelvin, throughout.\n\nThe bath has 20 °C.",
    "In this lesson we leave friction aside.\n\nThe friction takes 3 N of it.",
    "For this exercise we do without a calculator.\n\nType it into the calculator.",
    "Notation: N is the number of rows, M is the number of columns.\n\nLoop over all M rows.",
    "We agreed that no message is ever deleted.\n\n```sql\nDELETE FROM message WHERE id = 3;\n```",
    "All prices in this book are in euros.\n\nIt costs 30 dollars in the shop.",
]

KEPT = [
    "Throughout the loop no currents are generated.\n\nThe field generates currents.",
    "On this page all lengths are in metres.\n\nThe wall is 12 m long.",
    "On this page all lengths are in metres.\n\nIn feet, that would be 12 feet.",
    "We decided to cook without alcohol.\n\nOthers pour in wine.",
    "In this course we do not use jQuery.\n\nWithout jQuery it takes three lines more.",
    "Convention: kelvin, throughout.\n\nThe bath has 293 K.",
    "In this lesson we leave friction aside.\n\nFriction would take 3 N.",
    "There is no doubt about it in this course.\n\nI doubt the result.",
    "We never use more than two colours.\n\nTake two colours.",
    "In this book no code is needed.\n\nThe code of the lock is 4711.",
    "This page stays vegan.\n\nStir in the coconut milk.",
    "This page stays vegan.\n\nPeanut butter makes it thick.",
    "We do not need the formula in this lesson.\n\nWhy would the formula be wrong?",
    "In this chapter we keep to integers.\n\nThe integer 3 is odd.",
    "Always wash your hands.\n\nWash your hands again.",
    "We never delete rows in this lesson.\n\nIf a row has to go, mark it.",
    "In this lesson every angle is in degrees.\n\nTurn by 30 degrees.",
    "You will not need pandas until the end.\n\nNumpy is enough.",
    "All times here are in seconds.\n\nIt took 12 seconds.",
    "In this lesson we do not type the prompt.\n\nType `ls` behind it.",
    "But we’ve decided here that to create a thread will never fail.\n\nThe thread should end.",
    "- no main effect, no interaction\n- a main effect, an interaction",
]


def test_a_decision_in_plain_words_that_is_broken(make_project: MakeProject) -> None:
    found = counts("decision", [f"# Page\n\n{text}" for text in BROKEN], make_project)
    assert {page for page, count in found.items() if count != 1} == set()


def test_a_decision_in_plain_words_that_is_kept(make_project: MakeProject) -> None:
    found = counts("decision", [f"# Page\n\n{text}" for text in KEPT], make_project)
    assert {page for page, count in found.items() if count} == set()


def test_what_a_constraint_leaves_out_and_the_text_does(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{constraint}\n+ a\n\n- the t-test: later\n:::\n\n## More\n\n%s"
    found = counts(
        "decision",
        [page % "Apply a two-sample t-test.", page % "A t-test would need a formula."],
        make_project,
    )
    assert list(found.values()) == [1, 0]


def test_a_constraint_leaves_out_a_part_of_a_thing(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{constraint}\n+ a\n\n- %s\n:::\n\n## More\n\n%s"
    pages = [
        page % ("costs of a false alarm", "The test costs 20 euros."),
        page % ("TODO: what it leaves out", "TODO: how it follows."),
    ]
    assert list(counts("decision", pages, make_project).values()) == [0, 0]
