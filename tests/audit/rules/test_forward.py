"""``forward``: what is no use of a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


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


def test_a_glossary_teaches_nothing_and_is_not_held_against_a_lesson(
    findings: Findings,
) -> None:
    page = lesson("A", "1.1.1", "A {concept}`gradient`.\n")
    pages = {"a.md": page, "glossary.md": f"# Glossary\n\n{GRADIENT}"}
    rules = ("forward", "undeclared", "orphan", "unconnected", "prerequisite")
    assert findings(pages, *rules) == []
