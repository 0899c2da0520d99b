"""``load``: what is held against limits, fronts and plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import lesson

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject


def test_a_course_sets_its_own_limit(findings: Findings, make_project: MakeProject) -> None:
    concepts = "".join(f":::{{concept}} C{at}\nx\n:::\n\n" for at in range(4))
    page = lesson("A", "1.1.1", concepts)
    assert len(findings({"a.md": page}, "load")) == 1
    project = make_project(
        page,
        pedagogy_audit={"*": "off", "load": "warning"},
        pedagogy_audit_limits={"load": {"most-new": 4}},
    )
    assert project.build("dummy").warnings == []


def test_more_lessons_than_planned_loads(findings: Findings) -> None:
    front = "# M\n\n:::{course-module} 1.1\n:loads: build\nGoal.\n:::\n"
    pages = {"m.md": front, "a.md": lesson("A", "1.1.1"), "b.md": lesson("B", "1.1.2")}
    [found] = findings(pages, "load")
    assert found.startswith("m:3 module 1.1 plans loads for 1 lesson, but has 2 lessons")


@pytest.mark.parametrize(
    ("concepts", "status", "said"),
    [
        (6, "built", "names 1 target concept, but the lesson teaches 7 new ones: "),
        (5, "built", ""),
        (6, "planned", ""),
    ],
)
def test_the_plan_counts_the_new_concepts(
    concepts: int, status: str, said: str, make_project: MakeProject
) -> None:
    new = "".join(f":::{{concept}} C{at}\nx\n:::\n\n" for at in range(concepts + 1))
    mentioned = ":::{concept} M\n:depth: mentioned\nx\n:::\n"
    project = make_project(
        {
            "index.md": "# Index\n",
            "a.md": lesson("A", "1.1.1", new, mentioned),
            "a.plan.md": f"# Plan\n\n:::{{plan}}\n:concepts: C0\n:status: {status}\nx\n:::\n",
        },
        pedagogy_audience="author",
        pedagogy_audit={"*": "off", "load": "warning"},
        pedagogy_audit_limits={"load": {"most-new": 9}},
    )
    found = list(domain_of(project.build("dummy").env).diagnostics)
    assert [one.place.document for one in found] == (["a.plan"] if said else [])
    assert all(said in one.text for one in found)
