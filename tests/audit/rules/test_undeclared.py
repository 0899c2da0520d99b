"""``undeclared``: what uses a concept, and what names it in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_a_mention_in_passing_needs_no_requirement(findings: Findings) -> None:
    role = "See {concept}`gradient`.\n\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", role * 2)}
    assert findings(pages, "undeclared", "forward") == []
    pages["b.md"] = lesson("B", "1.1.2", role * 3)
    [found] = findings(pages, "undeclared", "forward")
    assert found.startswith(
        'b:6 this lesson names "Gradient" 3 times, and neither requires nor teaches it; add "- '
    )
    assert found.endswith("(limit 2: pedagogy_audit_limits undeclared.most-mentions)")


def test_an_exercise_uses_what_it_names(findings: Findings) -> None:
    task = ":::{exercise} Do it\nUse the {concept}`gradient`.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", task)}
    [found] = findings(pages, "undeclared")
    assert "this exercise uses" in found


STEEP = ":::{concept} Steepest ascent\n:builds-on: gradient\nUphill all the way.\n:::\n"
NEEDS = ":::{requires}\n- Steepest ascent (introduced): why\n:::\n\n"


def test_what_a_requirement_builds_on_goes_without_saying(findings: Findings) -> None:
    role = "See {concept}`gradient`.\n\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", STEEP),
        "c.md": lesson("C", "1.1.3", NEEDS + role * 3),
    }
    assert findings(pages, "undeclared") == []
    pages["c.md"] = lesson("C", "1.1.3", STEEP + role * 3)
    [found] = findings(pages, "undeclared")
    assert 'this lesson names "Gradient" 3 times' in found
    untaught = {**pages, "a.md": GRADIENT, "c.md": lesson("C", "1.1.3", NEEDS + role * 3)}
    [found] = findings(untaught, "undeclared")
    assert "no lesson teaches it" in found


def test_a_lesson_may_say_what_it_is_about(findings: Findings) -> None:
    about = ":::{lesson} 1.1.2\nAfter the {concept}`gradient`.\n:::\n\n"
    role = "See {concept}`gradient`.\n\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": f"# B\n\n{about}{role * 2}"}
    assert findings(pages, "undeclared") == []


def test_an_answer_may_name_more_than_its_question(findings: Findings) -> None:
    check = "::::{check} Why?\nWell?\n\n:::{answer}\nThe {concept}`gradient`.\n:::\n::::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", check)}
    assert findings(pages, "undeclared") == []


def test_a_lesson_that_requires_nothing_hears_so_once(findings: Findings) -> None:
    """An author who writes no requirements would get the same sentence for each concept."""
    roles = "The {concept}`gradient` is the {concept}`steepest ascent`.\n\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT, STEEP),
        "b.md": lesson("B", "1.1.2", "Walk.\n", roles * 3),
    }
    [found] = findings(pages, "undeclared")
    assert found.startswith("b:8 this lesson builds on 2 concepts of other lessons")
    assert '"- Gradient (introduced): why", "- Steepest ascent (introduced): why"' in found
    hill = ":::{concept} Hill\nUp.\n:::\n"
    needs = NEEDS.replace("Steepest ascent", "Hill")
    pages["a.md"] = lesson("A", "1.1.1", GRADIENT, STEEP, hill)
    pages["b.md"] = lesson("B", "1.1.2", needs, roles * 3)
    assert len(findings(pages, "undeclared")) == 2
