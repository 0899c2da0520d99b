"""``plan``: a lesson held against what was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.planned import HEAD, PLANNED_LESSON, audit_plan
from tests.audit.twins import twin_of

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


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
    assert audit_plan(HEAD + plan, make_project) == []


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "{plan-example} Four cards\nx",
            'the example "Four cards" is planned, but the lesson has none with that',
        ),
        (
            "{plan-example} Three cards\n:kind: negative\nx",
            'the example "Three cards" is planned as negative, but is positive in the lesson',
        ),
        (
            "{plan-example} Three cards\n:in: Second\nx",
            'the example "Three cards" is planned for the section "Second", but is in the sec',
        ),
        (
            "{plan-example} Three cards\n:in: Third\nx",
            '"Three cards" is planned for the section "Third", which the lesson does not have: k',
        ),
        (
            "{plan-comparison} List and set\n:columns: List, Bag",
            'the comparison "List and set" is planned with a side "Bag", which it does not have',
        ),
        (
            "{plan-modality} A drawing\n:kind: visual\nx",
            '"A drawing" is planned as something visual, but the lesson shows nothing visual',
        ),
        (
            "{plan-modality} Indices\n:kind: symbolic\n:in: First\nx",
            '"Indices" is planned as something symbolic, but the section "First" shows nothin',
        ),
        (
            "{plan-connection} Tree\nx",
            '"Tree" is no concept of this course; ',
        ),
        (
            "{plan-requires}\n- List (mentioned)",
            'the requirement "List" is planned, but nothing in the lesson lists it in its requi',
        ),
        (
            "{plan-targets}\n- Value (mentioned)",
            'the target "Value" is planned, but nothing in the lesson has a concept block for it',
        ),
        (
            "{plan-outline}\n1. Second\n2. First",
            'the section "First" is planned after "Second", but comes before it',
        ),
        (
            "{plan-decision} video\n:build: yes\nx",
            'a plan decides about `notebook` or `widget`, not about "video"',
        ),
        (
            "{plan-decision} widget\n:build: yes\nx",
            "the plan decides for a widget, but the lesson has none; change one of the two",
        ),
    ],
)
def test_what_is_other_than_planned(block: str, said: str, make_project: MakeProject) -> None:
    (found,) = audit_plan(f"{HEAD}:::{block}\n:::\n", make_project)
    assert " plan: " in found
    assert said in found


def test_a_widget_and_the_sides_of_a_plugin_are_what_was_planned(make_project: MakeProject) -> None:
    widget = ":::{widget} Shuffle\n:module: shuffle.js\nA list and its copy.\n:::\n"
    lesson = twin_of(f"{PLANNED_LESSON}\n{widget}")
    assert "{my-widget}" in lesson
    assert "{my-side}" in lesson
    plan = """:::{plan-comparison} list and set
:columns: List, Set
:in: Second
:::

:::{plan-decision} widget
:build: yes
x
:::
"""
    found = audit_plan(HEAD + plan, make_project, lesson, extensions=["tests.audit.twins"])
    assert found == []


@pytest.mark.parametrize(
    ("notebook", "build", "finding"),
    [
        (":notebook: none, because one reads it", "no", ""),
        (":notebook: none, because one reads it", "yes", "decides for a notebook, but the lesson"),
        (":notebook: notebooks/1-1-1-lists", "yes", ""),
        (":notebook: notebooks/1-1-1-lists", "no", "decides against a notebook, but the lesson"),
        ("", "no", ""),
        ("", "yes", "decides for a notebook, but the lesson has none"),
    ],
)
def test_a_header_that_says_why_there_is_no_notebook_has_none(
    notebook: str, build: str, finding: str, make_project: MakeProject
) -> None:
    lesson = PLANNED_LESSON.replace(":load: build", f":load: build\n{notebook}".rstrip())
    plan = f"{HEAD}:::{{plan-decision}} notebook\n:build: {build}\nx\n:::\n"
    found = audit_plan(plan, make_project, lesson)
    assert [finding in one for one in found] == [True] * bool(finding)


def test_what_the_lesson_is_about_has_to_be_in_it(make_project: MakeProject) -> None:
    plan = HEAD.replace(":concepts: List", ":concepts: List, Value, Nothing")
    [value, nothing] = audit_plan(plan, make_project)
    assert 'the target "Value" is planned, but nothing in the lesson has a concept block' in value
    assert '"Nothing" is no concept of this course' in nothing


def test_nothing_is_held_against_a_lesson_that_is_only_planned(make_project: MakeProject) -> None:
    plan = HEAD.replace(":load: build", ":load: stretch\n:status: planned")
    plan += ":::{plan-example} Never\n:in: Nowhere\nx\n:::\n"
    assert audit_plan(plan, make_project) == []


def test_a_plan_of_no_lesson_and_two_of_one(make_project: MakeProject) -> None:
    stray = "# Stray\n\n:::{plan} 9.9.9\nx\n:::\n"
    second = "# Second\n\n:::{plan} lists\n:concepts: List\nx\n:::\n"
    found = audit_plan(HEAD, make_project, stray_plan=stray, zz_plan=second)
    assert [one.partition(";")[0] for one in found] == [
        "3 plan: this plan belongs to no lesson of the course",
        '3 plan: the lesson has another plan, "1-1-1-lists.plan"',
    ]


def test_odd_pages_raise_nothing(make_project: MakeProject) -> None:
    plan = (
        HEAD
        + ":::{plan-example}\n:::\n\n:::{plan-gap} x\n:::\n\n:::{plan-decision} notebook\n:::\n"
    )
    assert audit_plan(
        plan, make_project, lesson="# No lesson\n", odd_reviews="# R\n\n:::{review} x\n:::\n"
    )


EXTENSIONS = ["colon_fence", "dollarmath"]


@pytest.mark.parametrize(
    ("shown", "way", "count"),
    [
        (":::{example} Cards\nThree of them, in a row.\n:::", "concrete", 0),
        (":::{example} Cards\nSome of them, in a row.\n:::", "concrete", 1),
        ("| a | b |\n|---|---|\n| x | y |", "concrete", 1),
        ("| a | b |\n|---|---|\n| x | 2 |", "concrete", 0),
        ("::::{check} How many?\n:number: 3\nHow many?\n::::", "concrete", 0),
        ("::::{check} Why?\nWhy 4,096 of them?\n::::", "concrete", 0),
        ("::::{check} Why?\nWhy twice as many?\n::::", "concrete", 1),
        ("A value $a_1$ of many.", "symbolic", 0),
        ("A value of many.", "symbolic", 1),
    ],
)
def test_a_way_of_showing_is_what_it_is_for_other_rules(
    shown: str, way: str, count: int, make_project: MakeProject
) -> None:
    lesson = f"# Lists\n\n:::{{lesson}} 1.1.1\n:load: build\n:::\n\n## More\n\n{shown}\n"
    lesson += "\n:::{concept} List\n:depth: developed\n:builds-on: Value\nMany values.\n:::\n"
    plan = f"{HEAD}:::{{plan-modality}} It\n:kind: {way}\n:in: More\nx\n:::\n"
    assert len(audit_plan(plan, make_project, lesson)) == count
    core = {"modalities": {"ways": 1}}
    page = {"index.md": "# I\n", "p.md": lesson.replace(":builds-on: Value\n", "")}
    conf = {"pedagogy_audit": {"*": "off", "modalities": "note"}, "pedagogy_audit_limits": core}
    built = make_project(page, myst_enable_extensions=EXTENSIONS, **conf).build("dummy")
    assert len(domain_of(built.env).diagnostics) == count


PLANNED = """
:::{plan-facts}
- lists are *old*
:::

:::{plan-analogy} A row of hooks
:from: 1.0.1
:in: First
x
:::
"""


@pytest.mark.parametrize(
    ("built", "said"),
    [
        (":::{analogy} A row of hooks\n:from: values\nx\n:::\n", []),
        (":::{analogy} A row of hooks\nx\n:::\n", ['planned to come from "1.0.1"']),
        ("", ['the analogy "A row of hooks" is planned, but the lesson has none']),
    ],
)
def test_an_analogy_says_where_it_is_from(
    built: str, said: list[str], make_project: MakeProject
) -> None:
    lesson = PLANNED_LESSON.replace("## First\n", f"## First\n\n{built}")
    found = audit_plan(HEAD + PLANNED, make_project, lesson)
    assert len(found) == len(said)
    assert all(words in text for words, text in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("planned", "required", "said"),
    [
        ("mentioned", "mentioned", []),
        ("developed", "mentioned", ['planned as developed, but the lesson requires it mentioned"']),
        ("mentioned", "developed", ['planned as mentioned, but the lesson requires it developed"']),
    ],
)
def test_a_requirement_is_as_deep_as_planned(
    planned: str, required: str, said: list[str], make_project: MakeProject
) -> None:
    lesson = PLANNED_LESSON.replace("- Value (mentioned)", f"- Value ({required})")
    plan = f"{HEAD}:::{{plan-requires}}\n- value ({planned}): a list holds them\n:::\n"
    found = audit_plan(plan, make_project, lesson)
    assert len(found) == len(said), found
    assert all(words.strip('"') in one for words, one in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("plan", "section", "said"),
    [
        ("- sorting: the next lesson", "Sorting", 'the lesson has a section "Sorting", which the'),
        ("- how lists are sorted", "Sorting a list", ""),  # sorting what is sorted
        ("- the sorting", "How sorting", 'the lesson has a section "How sorting", which the plan'),
        ("- sorting, beyond one sentence", "Sorting", ""),
        ("- sorting of sets", "Sorting", ""),
        ("+ sorting\n\n- sets", "Sorting", ""),
        ("- sorting", "Sorting", 'the lesson has a section "Sorting", which the plan leaves out'),
        ("- list: only its use", "More", ""),
        ("- list: 1.2.3", "More", 'the lesson teaches "List", which the plan leaves out'),
    ],
)
def test_what_the_plan_leaves_out_is_no_section(
    plan: str, section: str, said: str, make_project: MakeProject
) -> None:
    lesson = f"{PLANNED_LESSON}\n## {section}\n\nMore.\n"
    found = audit_plan(f"{HEAD}:::{{constraint}}\n+ more\n\n{plan}\n:::\n", make_project, lesson)
    assert [said in one for one in found] == [True] * bool(said), found


def test_the_outline_and_the_targets_keep_to_the_scope(make_project: MakeProject) -> None:
    lesson = f"{PLANNED_LESSON}\n:::{{constraint}}\n+ first\n\n- The second: another lesson\n:::\n"
    plan = (
        ":::{plan-outline}\n1. First\n2. Sets\n:::\n\n:::{plan-targets}\n- List (mentioned)\n:::\n"
    )
    plan += "\n:::{constraint}\n+ first\n\n- sets\n- list\n:::\n"
    found = audit_plan(HEAD + plan, make_project, lesson)
    assert [one for one in found if "leaves" in one] == [
        '3 plan: the lesson has a section "Second", which the lesson\'s own constraint leaves out '
        'as "The second"; take one of the two out',
        '11 plan: the section "Sets" is planned, and the plan leaves out "sets"; take one of the '
        "two out",
        '15 plan: "List" is planned as a target, and the plan leaves it out; take one of the two '
        "out",
    ]


def test_what_is_taught_and_left_out_is_told_once(make_project: MakeProject) -> None:
    lesson = f"{PLANNED_LESSON}\n:::{{concept}} Set\n:builds-on: List\nNo order.\n:::\n"
    plan = f"{HEAD}:::{{constraint}}\n+ lists\n\n- sets\n:::\n"
    (found,) = audit_plan(plan, make_project, lesson)
    assert 'the lesson teaches "Set", which the plan leaves out; take one of the two out' in found


def test_without_what_it_covers_a_list_may_say_either(make_project: MakeProject) -> None:
    plan = f"{HEAD}:::{{constraint}}\n- second\n:::\n"
    assert audit_plan(plan, make_project) == []


TIE = ":::{plan-connection} Value\n:to: List\n:in: Second\nx\n:::\n"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Nothing.", 'the section "Second" does not mention it ("First" does); mention it there'),
        ("Its values have an order.", ""),
        ("What {concept}`they <value>` are says nothing.", ""),
        (":::{example} Two\n:of: Value\nOne.\n:::", ""),
        (":::{concept} Set\n:builds-on: Value\nOf them.\n:::", ""),
    ],
)
def test_a_connection_is_made_where_it_was_planned(
    told: str, said: str, make_project: MakeProject
) -> None:
    lesson = PLANNED_LESSON.replace("## Second\n", f"## Second\n\n{told}\n")
    found = audit_plan(HEAD + TIE, make_project, lesson)
    ties = [one for one in found if "the connection" in one]
    assert [said in one for one in ties] == [True] * bool(said), found


def test_to_require_a_concept_is_not_to_tie_in_with_it(make_project: MakeProject) -> None:
    lesson = PLANNED_LESSON.replace(":builds-on: Value\nMany values.", "Many things.")
    plan = HEAD + TIE.replace(":in: Second\n", "")
    (found,) = audit_plan(plan, make_project, lesson)
    assert "is planned, but the lesson does not mention it; mention it there" in found
    plan = HEAD + TIE.replace("Value", "List").replace(":to: List", ":to: Value")
    (found,) = audit_plan(plan, make_project, lesson)
    assert 'is planned to lead to "Value", which the lesson does not mention' in found


@pytest.mark.parametrize(
    "block",
    [
        "{plan-example} Three cards\n:in: Lists\nx",
        "{plan-modality} Indices\n:kind: symbolic\n:in: Lists\nx",
        "{plan-connection} Value\n:in: Lists\nx",
        "{plan-comparison} List and set\n:in: Lists",
        "{plan-outline}\n1. First\n2. **Lists.** At the end.",
        "{plan-outline}\n1. Lists\n2. Second",
    ],
)
@pytest.mark.parametrize("more", ["", "\n## Lists\n\nOf cards.\n"])
def test_the_title_of_the_lesson_is_a_section_of_it(
    block: str, more: str, make_project: MakeProject
) -> None:
    assert audit_plan(f"{HEAD}:::{block}\n:::\n", make_project, PLANNED_LESSON + more) == []
