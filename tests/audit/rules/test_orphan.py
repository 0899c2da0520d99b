"""``orphan``: what is use enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_the_first_lesson_of_a_module_may_begin_afresh(findings: Findings) -> None:
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.2.1")}
    assert findings(pages, "orphan") == []


def test_a_page_that_names_a_concept_is_use_enough(findings: Findings) -> None:
    pages = {"glossary.md": f"# Glossary\n\n{GRADIENT}", "more.md": "# M\n\n{concept}`gradient`\n"}
    assert findings(pages, "orphan") == []
