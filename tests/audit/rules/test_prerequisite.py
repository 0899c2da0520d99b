"""``prerequisite``: what is proposed, and what other rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


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
    assert found.endswith('it builds on "Gradient", which is not taught earlier')


def test_a_requirement_is_not_said_twice(findings: Findings) -> None:
    need = ":::{requires}\n- gradient (introduced)\n:::\n\nThe {concept}`gradient`.\n"
    pages = {"a.md": lesson("A", "1.1.1", need), "b.md": lesson("B", "1.1.2", GRADIENT)}
    [found] = findings(pages, "prerequisite", "forward", "undeclared")
    assert "no earlier lesson" in found
