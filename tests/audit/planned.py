"""A lesson, and asking the rules on plans and reviews about its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.testing import MakeProject

PLANNED_LESSON = """# Lists

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


def audit_plan(
    plan: str,
    make_project: MakeProject,
    lesson: str = PLANNED_LESSON,
    *,
    extensions: Sequence[str] = (),
    **pages: str,
) -> list[str]:
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
        extensions=list(extensions),
        pedagogy_audience="author",
        pedagogy_audit={"*": "off", **rules},
        myst_enable_extensions=["colon_fence", "dollarmath"],
    ).build("dummy")
    found = domain_of(built.env).diagnostics
    return [f"{one.place.line} {one.code}: {one.text}" for one in found]


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
