"""Rules on plans, gaps and reviews: innocent pages, odd ones, each thing that can be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = """# Lists

:::{lesson} 1.1.1
:load: build
:::

:::{requires}
- Value (mentioned)
:::

## First

:::{concept} List
:depth: developed
:builds-on: Value
Many values.
:::

:::{example} Three cards
:label: cards
One after the other.
:::

## Second

::::{comparison} List and set
:::{side} List
a
:::
:::{side} Set
b
:::
::::

### Deep inside

:::{misconception} Lists are sorted
:id: sorted
They are not.
:::

$$ a_1, a_2 $$
"""
RECORDS = "# Records\n\n:::{lesson-record} 1.0.1 Values\n- Value (introduced)\n:::\n"
HEAD = """# Plan

:::{plan}
:concepts: List
:load: build
Teach lists.
:::

"""
INDEX = "# T\n\n```{toctree}\nrecords\n1-1-1-lists\n```\n"


def audit(plan: str, make_project: MakeProject, lesson: str = LESSON, **pages: str) -> list[str]:
    """Return what the audit says of a plan, by line."""
    files = {
        "index.md": INDEX,
        "records.md": RECORDS,
        "1-1-1-lists.md": lesson,
        "1-1-1-lists.plan.md": plan,
        **{name.replace("_", ".") + ".md": text for name, text in pages.items()},
    }
    rules = dict.fromkeys(("plan", "depth-drop", "resolution", "review"), "warning")
    built = make_project(
        files,
        pedagogy_audience="author",
        pedagogy_audit={"*": "off", **rules},
        myst_enable_extensions=["colon_fence", "dollarmath"],
    ).build("dummy")
    found = domain_of(built.env).judged
    return [f"{one.finding.place.line} {one.finding.rule}: {one.finding.text}" for one in found]


def test_a_lesson_that_is_as_planned(make_project: MakeProject) -> None:
    plan = """
:::{plan-requires}
- value (mentioned): a list holds them
:::

:::{plan-targets}
- list (introduced): builds one
:::

:::{plan-example} Cards on a table
:at: cards
:in: First
x
:::

:::{plan-comparison} list and set
:columns: List, Set
:in: Second
:::

:::{plan-misconception} A list is sorted
:id: sorted
:in: Second
x
:::

:::{plan-modality} Indices
:kind: symbolic
:in: Deep inside
x
:::

:::{plan-connection} Value
:to: List
x
:::

:::{plan-outline}
1. First
2. **Second.** And more.
:::

:::{plan-decision} notebook
:build: no
x
:::

:::{plan-decision} Widget
:build: no
x
:::
"""
    assert audit(HEAD + plan, make_project) == []


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "{plan-example} Four cards\nx",
            'the example "Four cards" is planned and the lesson has none of that',
        ),
        (
            "{plan-example} Three cards\n:kind: negative\nx",
            'the example "Three cards" is planned as negative, and the lesson gives it as positive',
        ),
        (
            "{plan-example} Three cards\n:in: Second\nx",
            'the example "Three cards" is planned for section "Second" and stands in section "Fir',
        ),
        (
            "{plan-example} Three cards\n:in: Third\nx",
            '"Three cards" is planned for section "Third", which the lesson does not have: known',
        ),
        (
            "{plan-comparison} List and set\n:columns: List, Bag",
            'the comparison "List and set" is planned with a side "Bag", which is not built',
        ),
        (
            "{plan-modality} A drawing\n:kind: visual\nx",
            '"A drawing" is planned as something visual, and the lesson shows nothing visual',
        ),
        (
            "{plan-modality} Indices\n:kind: symbolic\n:in: First\nx",
            '"Indices" is planned as something symbolic, and section "First" shows nothing symb',
        ),
        (
            "{plan-connection} Tree\nx",
            '"Tree" is no concept of this course; ',
        ),
        (
            "{plan-requires}\n- List (mentioned)",
            'the requirement "List" is planned, and nothing in the lesson lists it in its requi',
        ),
        (
            "{plan-targets}\n- Value (mentioned)",
            'the target "Value" is planned, and nothing in the lesson has a concept block for it',
        ),
        (
            "{plan-outline}\n1. Second\n2. First",
            'section "First" is planned after "Second", and the lesson has it before',
        ),
        (
            "{plan-decision} video\n:build: yes\nx",
            '"video" is nothing to decide about; write notebook or widget',
        ),
        (
            "{plan-decision} widget\n:build: yes\nx",
            "the plan decides for a widget, and the lesson has none; change one of the two",
        ),
    ],
)
def test_what_is_other_than_planned(block: str, said: str, make_project: MakeProject) -> None:
    (found,) = audit(f"{HEAD}:::{block}\n:::\n", make_project)
    assert " plan: " in found
    assert said in found


@pytest.mark.parametrize(
    ("notebook", "build", "finding"),
    [
        (":notebook: none, because one reads it", "no", ""),
        (":notebook: none, because one reads it", "yes", "decides for a notebook, and the lesson"),
        (":notebook: notebooks/1-1-1-lists", "yes", ""),
        (":notebook: notebooks/1-1-1-lists", "no", "decides against a notebook, and the lesson"),
        ("", "no", ""),
        ("", "yes", "decides for a notebook, and the lesson has none"),
    ],
)
def test_a_header_that_says_why_there_is_no_notebook_has_none(
    notebook: str, build: str, finding: str, make_project: MakeProject
) -> None:
    lesson = LESSON.replace(":load: build", f":load: build\n{notebook}".rstrip())
    plan = f"{HEAD}:::{{plan-decision}} notebook\n:build: {build}\nx\n:::\n"
    found = audit(plan, make_project, lesson)
    assert [finding in one for one in found] == [True] * bool(finding)


def test_what_the_lesson_is_about_has_to_be_in_it(make_project: MakeProject) -> None:
    plan = HEAD.replace(":concepts: List", ":concepts: List, Value, Nothing")
    [value, nothing] = audit(plan, make_project)
    assert 'the target "Value" is planned, and nothing in the lesson has a concept block' in value
    assert '"Nothing" is no concept of this course' in nothing


def test_nothing_is_held_against_a_lesson_that_is_only_planned(make_project: MakeProject) -> None:
    plan = HEAD.replace(":load: build", ":load: stretch\n:status: planned")
    plan += ":::{plan-example} Never\n:in: Nowhere\nx\n:::\n"
    assert audit(plan, make_project) == []


def test_a_plan_of_no_lesson_and_two_of_one(make_project: MakeProject) -> None:
    stray = "# Stray\n\n:::{plan} 9.9.9\nx\n:::\n"
    second = "# Second\n\n:::{plan} lists\n:concepts: List\nx\n:::\n"
    found = audit(HEAD, make_project, stray_plan=stray, zz_plan=second)
    assert [one.partition(";")[0] for one in found] == [
        "3 plan: this plan is about no lesson of the course",
        '3 plan: the lesson has its plan in "1-1-1-lists.plan" already',
    ]


def test_a_gap_is_closed_by_a_block_or_a_label(make_project: MakeProject) -> None:
    gaps = """
:::{plan-gap} Value
:size: small
:resolution: cards
x
:::

:::{plan-gap} Order
:size: medium
x
:::
"""
    lesson = LESSON + "\n:::{gap} Order\n:size: medium\nx\n:::\n"
    plan = HEAD.replace("List", "List")
    assert [one for one in audit(plan + gaps, make_project, lesson) if "resolution" in one] == []
    small = audit(plan + gaps, make_project, lesson.replace("medium", "small"))
    assert [one.partition(";")[0] for one in small] == [
        '16 resolution: the gap "Order" is planned as medium, and the lesson closes it as small'
    ]


def test_one_gap_with_two_sizes_in_a_lesson(make_project: MakeProject) -> None:
    gap = "\n:::{gap} Value\n:size: %s\nx\n:::\n"
    (found,) = audit(HEAD, make_project, LESSON + gap % "small" + gap % "large")
    assert 'resolution: the gap "Value" is large here and small in line' in found


REVIEW = "# R\n\n:::{review} 1\n:date: 2026-01-02\n:::\n"
FINDING = """
:::{review-finding} Too fast
:severity: critical
:id: fast
:in: First
:effect: lost
:fix: slow down
Really.
:::
"""


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (REVIEW + FINDING, []),
        (
            REVIEW + "\n:::{review} 3\n:date: 2026-01-01\n:::\n",
            ["is numbered 3", "before review 1 (2026-01-02)"],
        ),
        (REVIEW + "".join(f"\n:::{{review}} {n}\n:::\n" for n in (2, 3, 4)), ["may take 3"]),
        (
            REVIEW.replace(":date: 2026-01-02", ":counts: some"),
            ['"some" are no counts; write critical/improvement/polish: 0/0/0'],
        ),
        (REVIEW.replace(":date: 2026-01-02", ":counts: 0/0/0\n:verdict: pass"), []),
        (
            REVIEW
            + FINDING
            + "\n:::{review} 2\n:::\n\n:::{review-fix} quick\n:status: fixed\n:::\n",
            ['nothing says what became of "Too fast"', '"quick" is no finding of an earlier'],
        ),
        (
            REVIEW + FINDING + "\n:::{review} 2\n:::\n\n:::{review-fix} fast\n:status: open\n:::\n",
            ['the review passes, and "Too fast" is still open'],
        ),
        (
            REVIEW
            + FINDING
            + "\n:::{review} 2\n:::\n\n:::{review-fix} fast\n:status: open\n:::\n"
            + FINDING.replace("fast", "still-fast"),
            [],
        ),
    ],
)
def test_reviews(review: str, said: list[str], make_project: MakeProject) -> None:
    files = {"1-1-1-lists_reviews": review}
    found = audit(HEAD, make_project, **files)
    assert len(found) == len(said), found
    assert all(words in one for words, one in zip(said, found, strict=True)), found


def test_a_complete_lesson_needs_a_pass(make_project: MakeProject) -> None:
    plan = HEAD.replace(":load: build", ":status: complete")
    for reviews, said in (
        ({}, "it has none"),
        ({"1-1-1-lists_reviews": REVIEW + FINDING}, "its last review says major revision"),
    ):
        (found,) = audit(plan, make_project, **reviews)
        assert found.endswith(said)
    assert audit(plan, make_project, **{"1-1-1-lists_reviews": REVIEW}) == []


def test_odd_pages_raise_nothing(make_project: MakeProject) -> None:
    plan = (
        HEAD
        + ":::{plan-example}\n:::\n\n:::{plan-gap} x\n:::\n\n:::{plan-decision} notebook\n:::\n"
    )
    assert audit(
        plan, make_project, lesson="# No lesson\n", odd_reviews="# R\n\n:::{review} x\n:::\n"
    )
