"""``preview``: what announces nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_a_lesson_that_looks_back_announces_nothing(findings: Findings) -> None:
    back = "As {lesson}`a` said, the {concept}`gradient` and {concept}`momentum`.\n"
    momentum = ":::{concept} Momentum\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", back),
        "c.md": lesson("C", "1.1.3", momentum),
    }
    assert findings(pages, "preview") == []
