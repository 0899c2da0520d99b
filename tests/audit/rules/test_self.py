"""``self``: what only the lesson itself teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_a_lesson_that_alone_teaches_what_it_needs_is_for_another_rule(
    findings: Findings,
) -> None:
    need = ":::{requires}\n- gradient (introduced)\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", need, GRADIENT)}
    [found] = findings(pages, "prerequisite", "self")
    assert "only this lesson teaches" in found
