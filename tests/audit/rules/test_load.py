"""``load``: what is held against limits, fronts and plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import lesson

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject


def taught(count: int, depth: str, first: int = 0) -> str:
    """Return the blocks of some concepts."""
    return "".join(
        f":::{{concept}} C{at}\n:depth: {depth}\nx\n:::\n\n" for at in range(first, first + count)
    )


def developed(count: int) -> str:
    """Return the blocks of some concepts that weigh 1 each."""
    return taught(count, "developed")


def test_a_course_sets_its_own_limit(findings: Findings, make_project: MakeProject) -> None:
    concepts = developed(4)
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
    ("concepts", "load"),
    [
        (developed(3), 0),
        (developed(4), 4),
        (taught(4, "applied"), 4),
        (taught(6, "introduced"), 0),
        (taught(7, "introduced"), 3.5),
        (taught(9, "mentioned"), 0),
        (developed(3) + taught(1, "introduced", 3), 3.5),
        (developed(3) + taught(5, "mentioned", 3), 0),
    ],
)
def test_a_concept_weighs_by_its_depth(concepts: str, load: float, findings: Findings) -> None:
    found = findings({"a.md": lesson("A", "1.1.1", concepts)}, "load")
    assert [f"together {load:g}, in " in one for one in found] == ([True] if load else [])


@pytest.mark.parametrize(
    ("before", "here", "load"),
    [
        ("introduced", "developed", 0.5),
        ("mentioned", "developed", 1),
        ("mentioned", "introduced", 0.5),
        ("developed", "applied", 0),
        ("developed", "developed", 0),
        ("developed", "mentioned", 0),
    ],
)
def test_a_known_concept_weighs_by_what_is_added(
    before: str, here: str, load: float, findings: Findings
) -> None:
    pages = {
        "a.md": lesson("A", "1.1.1", taught(1, before)),
        "b.md": lesson("B", "1.1.2", taught(1, here), taught(3, "developed", first=1)),
    }
    found = findings(pages, "load")
    assert [f"together {3 + load:g}, in " in one for one in found] == ([True] if load else [])


def test_a_longer_lesson_has_room_for_more(findings: Findings) -> None:
    code = "```\n" + "word " * 4000 + "\n```\n"
    pages = {
        "a.md": lesson("A", "1.1.1", developed(4), "word " * 3200),
        "b.md": lesson("B", "1.2.1", developed(8).replace("C", "D"), "word " * 3200),
        "c.md": lesson("C", "1.3.1", developed(4).replace("C", "E"), code),
    }
    found = findings(pages, "load")
    assert [one[:2] for one in found] == ["b:", "c:"]
    assert "together 8, in 3,208 words" in found[0]
    assert "(limit 1.25: pedagogy_audit_limits load.most-new-per-1000-words)" in found[0]
    assert "(limit 3: pedagogy_audit_limits load.most-new)" in found[1]


def test_a_scale_of_other_words(findings: Findings, make_project: MakeProject) -> None:
    page = lesson("A", "1.1.1", taught(4, "seen"), taught(2, "mastered", first=4))
    conf = {"pedagogy_depths": ["seen", "known", "mastered"]}
    project = make_project(page, pedagogy_audit={"*": "off", "load": "warning"}, **conf)
    [found] = domain_of(project.build("dummy").env).diagnostics
    assert '"C4", "C5" (1 each); "C0", "C1", "C2", "C3" (½ each), together 4, in ' in found.text


@pytest.mark.parametrize(
    ("concepts", "plan", "beyond"),
    [
        (5, ":concepts: C0\n:status: built", 4),
        (4, ":concepts: C0\n:status: built", 0),
        (5, ":concepts: C0\n:status: planned", 0),
        (5, ":concepts: C0, C1\n:status: built", 0),
        (5, ":concepts: C0\n:status: built\nx\n:::\n\n:::{plan-targets}\n- C1 (developed): y", 0),
        (
            6,
            ":concepts: C0\n:status: built\nx\n:::\n\n:::{plan-targets}\n- C1 (introduced): y",
            4.5,
        ),
    ],
)
def test_the_plan_counts_the_new_concepts(
    concepts: int, plan: str, beyond: float, make_project: MakeProject
) -> None:
    mentioned = ":::{concept} M\n:depth: mentioned\nx\n:::\n"
    project = make_project(
        {
            "index.md": "# Index\n",
            "a.md": lesson("A", "1.1.1", developed(concepts), mentioned),
            "a.plan.md": f"# Plan\n\n:::{{plan}}\n{plan}\nx\n:::\n",
        },
        pedagogy_audience="author",
        pedagogy_audit={"*": "off", "load": "warning"},
        pedagogy_audit_limits={"load": {"most-new": 9}},
    )
    found = list(domain_of(project.build("dummy").env).diagnostics)
    assert [one.place.document for one in found] == (["a.plan"] if beyond else [])
    assert all(f"together {beyond:g}; add them to the plan" in one.text for one in found)
