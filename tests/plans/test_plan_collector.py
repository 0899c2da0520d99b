"""What is read off plans and reviews, in both languages, and what mistakes cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.testing import MakeProject

SNIPPETS = Path(__file__).parents[2] / "docs" / "snippets"
LANGUAGES = pytest.mark.parametrize("suffix", ["md", "rst"])


def read(name: str, suffix: str, make_project: MakeProject) -> PageFacts:
    """Return what one of the manual's snippets states."""
    text = (SNIPPETS / f"{name}.{suffix}").read_text(encoding="utf-8")
    title = "Page\n====\n\n"
    # a plan says from which lesson an analogy comes
    stacks = "---\norphan: true\n---\n\n# Stacks\n\n:::{lesson} 1.1.3\n:::\n"
    built = make_project({f"index.{suffix}": title + text, "stacks.md": stacks}).build("dummy")
    assert built.warnings == []
    return domain_of(built.env).pages["index"]


@LANGUAGES
def test_a_plan(suffix: str, make_project: MakeProject) -> None:
    plan = read("lesson-plan", suffix, make_project).plan
    assert plan is not None
    assert (plan.lesson, plan.concepts, plan.load) == ("1.2.4", ("Merge sort",), "consolidate")
    assert plan.status == "planned"
    found = [(item.kind, item.name, item.section, item.at, item.value) for item in plan.items]
    assert found == [
        ("requirement", "Merge", "", "", ""),
        ("requirement", "Recursion", "", "", ""),
        ("fact", "merge sort is from 1945", "", "", ""),
        ("fact", "Python’s own sort merges, too", "", "", ""),
        ("gap", "Recursion", "", "recursion-again", "small"),
        ("target", "Merge sort", "", "", ""),
        ("misconception", "Splitting sorts already", "Down and up", "splitting-sorts", ""),
        ("example", "Eight cards", "Down and up", "", "positive"),
        ("modality", "The tree of halves", "Down and up", "", "visual"),
        ("connection", "Insertion sort", "The growth rate", "", "moderate"),
        ("analogy", "A stack of letters", "Down and up", "", ""),
        ("comparison", "Two ways to sort", "The growth rate", "", ""),
        ("section", "Down and up", "", "", ""),
        ("section", "The growth rate", "", "", ""),
        ("decision", "notebook", "", "", "no"),
    ]
    assert [item.depth for item in plan.items[:6]] == [3, 3, 0, 0, 0, 3]
    assert plan.items[10].parts == ("1.1.3",)
    assert plan.items[11].parts == ("Insertion sort", "Merge sort")
    assert all(item.place.line for item in plan.items)


@LANGUAGES
def test_reviews(suffix: str, make_project: MakeProject) -> None:
    first, second = read("lesson-review", suffix, make_project).reviews
    assert (first.lesson, first.iteration, first.date) == ("1.2.4", 1, "2026-03-02")
    assert [(one.name, one.severity, one.lacks) for one in first.findings] == [
        ("rounds", "improvement", ()),
        ('"Moves" and "steps" are one thing', "polish", ()),
    ]
    assert [(fix.name, fix.status) for fix in second.fixes] == [("rounds", "fixed")]
    assert second.findings == ()


def warned(source: str, make_project: MakeProject) -> list[tuple[int | None, str]]:
    """Return line and text of each warning of a page."""
    built = make_project(f"# T\n\n{source}").build("dummy")
    return [(one.line, one.text.partition(";")[0]) for one in built.warnings]


def test_a_verdict_is_computed_and_shown(make_project: MakeProject) -> None:
    finding = ":::{review-finding} F\n:severity: %s\n:::\n\n"
    source = "# T\n\n"
    for number, severities in enumerate((["critical", "polish"], ["improvement"], ["polish"]), 1):
        source += f":::{{review}} {number}\n:::\n\n"
        source += "".join(finding % severity for severity in severities)
    text = make_project(source).build().text()
    assert "Verdict: major revision (1 critical, 0 improvement, 1 polish)" in text
    assert "Verdict: needs revision (0 critical, 1 improvement, 0 polish)" in text
    assert "Verdict: pass (0 critical, 0 improvement, 1 polish)" in text


def test_parts_without_their_whole(make_project: MakeProject) -> None:
    assert warned(":::{plan-gap} X\nkept\n:::\n", make_project) == [
        (3, "plan-gap: this page is no plan")
    ]
    assert warned(":::{review-fix} X\n:status: open\n:::\n", make_project) == [
        (3, "review-fix: it belongs to no review")
    ]


def test_two_plans_on_a_page(make_project: MakeProject) -> None:
    source = ":::{plan} a\nx\n:::\n\n:::{plan} b\nx\n:::\n"
    assert warned(source, make_project) == [(7, "plan: this page is a plan already")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (":::{review} first\n:::\n", 'review: "first" is no number of an iteration'),
        (
            ":::{review} 1\n:date: 1 March\n:::\n",
            'review: its option "date" cannot be "1 March": it must be year-month-day, such as '
            "2026-02-13",
        ),
        (
            ":::{plan} x\nx\n:::\n:::{plan-outline}\nkept\n:::\n",
            "plan-outline: it has no numbered list",
        ),
        (
            ":::{plan} x\nx\n:::\n:::{plan-targets}\n- X\n:::\n",
            'plan-targets: "X" names no depth',
        ),
    ],
)
def test_mistakes_cost_a_warning(source: str, text: str, make_project: MakeProject) -> None:
    assert [said for _line, said in warned(source, make_project)] == [text]


def test_odd_outlines_and_empty_blocks(make_project: MakeProject) -> None:
    source = """:::{plan} x
:::

:::{plan-outline}
1. Plain: what it does
2. Plain without a colon
3.
4. ```
   code
   ```
5. **Bold:** more
:::

:::{plan-connection}
:::
"""
    built = make_project(f"# T\n\n{source}").build()
    plan = domain_of(built.env).pages["index"].plan
    assert plan is not None
    assert [item.name for item in plan.items] == ["Plain", "Plain without a colon", "Bold"]
    assert {one.subtype for one in built.warnings} == {"pedagogy.empty", "pedagogy.argument"}
