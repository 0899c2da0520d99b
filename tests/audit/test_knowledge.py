"""Rules on what students know, where their examples in the manual leave something open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject

GRADIENT = ":::{concept} Gradient\nUphill.\n:::\n"


def lesson(title: str, number: str, *body: str) -> str:
    """Return the page of a lesson."""
    return "\n".join((f"# {title}\n", f":::{{lesson}} {number}", ":::\n", *body))


# ── prerequisite, fading ────────────────────────────────────────────────────────────


def test_a_recap_below_the_first_use_comes_too_late(make_project: MakeProject) -> None:
    use = "It goes against the {concept}`gradient`.\n"
    recap = ":::{recap} gradient\nUphill.\n:::\n"
    need = ":::{requires}\n- gradient (introduced)\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2"),
        "c.md": lesson("C", "1.1.3", need, use, recap),
        "d.md": lesson("D", "1.1.4"),
        "e.md": lesson("E", "1.1.5", need, recap, use),
    }
    conf = {"*": "off", "fading": "warning"}
    built = make_project(
        {"index.md": "# I", **pages}, pedagogy_audit=conf, pedagogy_fading_after=1
    ).build("dummy")
    [found] = domain_of(built.env).judged
    assert found.finding.place.document == "c"
    assert "used here in line 10, before its recap in line 12" in found.finding.text


def test_a_lesson_that_alone_teaches_what_it_needs_is_for_another_rule(
    findings: Findings,
) -> None:
    need = ":::{requires}\n- gradient (introduced)\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", need, GRADIENT)}
    [found] = findings(pages, "prerequisite", "self")
    assert "only this lesson teaches" in found


def test_the_first_place_is_after_all_that_a_concept_builds_on(findings: Findings) -> None:
    needs = ":::{requires}\n- momentum (introduced)\n:::\n"
    momentum = ":::{concept} Momentum\n:builds-on: gradient\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1"),
        "b.md": lesson("B", "1.1.2", GRADIENT),
        "c.md": lesson("C", "1.1.3", needs),
        "d.md": lesson("D", "1.1.4", momentum),
    }
    [found] = findings(pages, "prerequisite")
    assert found.endswith('"1.1.2 B" is the first that could teach it')
    pages["b.md"] = lesson("B", "1.1.2")
    pages["e.md"] = lesson("E", "1.1.5", GRADIENT)
    [found] = findings(pages, "prerequisite")
    assert found.endswith('it builds on "Gradient", which comes no earlier')


# ── undeclared, forward ─────────────────────────────────────────────────────────────


def test_a_mention_in_passing_needs_no_requirement(findings: Findings) -> None:
    role = "See {concept}`gradient`.\n\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", role * 2)}
    assert findings(pages, "undeclared", "forward") == []
    pages["b.md"] = lesson("B", "1.1.2", role * 3)
    [found] = findings(pages, "undeclared", "forward")
    assert found.startswith('b:6 this lesson names "Gradient" 3 times')


def test_an_exercise_uses_what_it_names(findings: Findings) -> None:
    task = ":::{exercise} Do it\nUse the {concept}`gradient`.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", task)}
    [found] = findings(pages, "undeclared")
    assert "this exercise uses" in found


def test_an_answer_may_name_more_than_its_question(findings: Findings) -> None:
    check = "::::{check} Why?\nWell?\n\n:::{answer}\nThe {concept}`gradient`.\n:::\n::::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", check)}
    assert findings(pages, "undeclared") == []


def test_what_is_left_out_or_comes_next_is_no_use(findings: Findings) -> None:
    pages = {
        "a.md": lesson(
            "A",
            "1.1.1",
            ":::{constraint}\n- {concept}`gradient`\n:::\n",
            ":::{next-step} On\nThe {concept}`gradient`.\n:::\n",
        ),
        "b.md": lesson("B", "1.1.2", GRADIENT),
    }
    assert findings(pages, "forward", "undeclared", "preview") == []


def test_a_requirement_is_not_said_twice(findings: Findings) -> None:
    need = ":::{requires}\n- gradient (introduced)\n:::\n\nThe {concept}`gradient`.\n"
    pages = {"a.md": lesson("A", "1.1.1", need), "b.md": lesson("B", "1.1.2", GRADIENT)}
    [found] = findings(pages, "prerequisite", "forward", "undeclared")
    assert "no lesson before this one" in found


def test_a_glossary_teaches_nothing_and_is_not_held_against_a_lesson(
    findings: Findings,
) -> None:
    page = lesson("A", "1.1.1", "A {concept}`gradient`.\n")
    pages = {"a.md": page, "glossary.md": f"# Glossary\n\n{GRADIENT}"}
    rules = ("forward", "undeclared", "orphan", "unconnected", "prerequisite")
    assert findings(pages, *rules) == []


# ── duplicate, cycle ────────────────────────────────────────────────────────────────


def test_to_teach_deeper_is_no_duplicate(findings: Findings) -> None:
    deeper = ":::{concept} Gradient\n:depth: developed\nUphill, in numbers.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", deeper)}
    assert findings(pages, "duplicate") == []


def test_to_mention_again_is_no_duplicate(findings: Findings) -> None:
    mention = ":::{concept} Gradient\n:depth: mentioned\n:display: none\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", mention)}
    assert findings(pages, "duplicate") == []


def test_records_may_repeat_what_they_taught(findings: Findings) -> None:
    records = (
        "# Records\n\n:::{lesson-record} 1.1.1 One\n- Gradient (introduced)\n:::\n\n"
        ":::{lesson-record} 1.1.2 Two\n- Gradient (introduced)\n:::\n"
    )
    assert findings({"records.md": records}, "duplicate") == []


def test_three_lessons_in_a_circle(findings: Findings) -> None:
    pages = {
        f"{name}.md": lesson(
            name,
            f"1.1.{at}",
            f":::{{requires}}\n- idea of {needs} (introduced)\n:::\n",
            f":::{{concept}} Idea of {name}\nWell.\n:::\n",
        )
        for at, (name, needs) in enumerate((("a", "b"), ("b", "c"), ("c", "a")), start=1)
    }
    [found] = findings(pages, "cycle")
    assert '"1.1.1 a" and "1.1.2 b" and "1.1.3 c" need each other' in found
    gap = pages["a.md"].replace(
        "\n\n:::{concept}", "\n\n:::{recap} idea of b\nSo.\n:::\n:::{concept}"
    )
    assert findings({**pages, "a.md": gap}, "cycle") == []


# ── odd input ───────────────────────────────────────────────────────────────────────


def test_empty_and_broken_blocks_stop_no_rule(findings: Findings) -> None:
    names = ("requires", "concept", "recap", "check", "example", "exercise", "next-step")
    empty = "\n".join(f":::{{{name}}}\n:::\n" for name in names)
    pages = {
        "a.md": lesson("A", "1.1.1", empty),
        "b.md": f"# B\n\n{empty}",
        "c.md": lesson("C", "x", ":::{course-module} 1\n:loads: much\n:::\n"),
        "d.rst": "D\n=\n\n.. lesson:: 1.1.3\n\n.. exercise:: E\n\n   Do.\n\n.. next-step:: F\n",
    }
    findings(pages, *(rule.id for rule in BUILT_IN))


def test_an_included_lesson_is_silenced_by_any_comment_of_its_page(
    findings: Findings,
) -> None:
    need = ":::{requires}\n- gradient (introduced)\n:::\n\n" + GRADIENT
    included = {"part.txt": f":::{{lesson}} 1.1.1\n:::\n\n{need}"}
    page = "# A\n\n```{include} part.txt\n```\n"
    [found] = findings({"a.md": page, **included}, "self")
    assert found.startswith("a:5 ")
    silent = page.replace("# A\n", "# A\n\n% audit: ignore[self] a demonstration\n")
    assert findings({"a.md": silent, **included}, "self") == []
