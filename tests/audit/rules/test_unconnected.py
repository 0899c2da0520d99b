"""``unconnected``: what has to build on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_what_comes_first_builds_on_nothing(findings: Findings) -> None:
    assert findings({"a.md": lesson("A", "1.1.1", GRADIENT)}, "unconnected") == []


def test_a_mention_has_to_build_on_nothing(findings: Findings) -> None:
    mention = ":::{concept} Adam\n:depth: mentioned\nA method.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", mention)}
    assert findings(pages, "unconnected") == []


def test_to_build_on_what_comes_later_connects_nothing(findings: Findings) -> None:
    early = ":::{concept} Adam\n:builds-on: momentum\nA method.\n:::\n"
    late = ":::{concept} Momentum\n:builds-on: gradient\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", early),
        "c.md": lesson("C", "1.1.3", late),
    }
    [found] = findings(pages, "unconnected")
    assert 'all that it builds on comes later: "Momentum"' in found


def test_a_slip_in_what_it_builds_on_is_said_once(findings: Findings) -> None:
    slip = ":::{concept} Adam\n:builds-on: gradeint\nA method.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", slip)}
    [found] = findings(pages, "unconnected", "unknown")
    assert '"gradeint" is no concept' in found
