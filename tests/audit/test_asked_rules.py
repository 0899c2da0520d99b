"""Only the rules that a course asks read its pages, and a rule asked later reads them then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.rules.style import Style
from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    import pytest

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# One\n\n:::{lesson} 1.1.1\n:::\n\nSee lesson 1.1.1 – or Lecture 1.1.1.\n"


def test_a_rule_that_nobody_asks_reads_no_page(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def on_page(_rule: Style, page: PageContext) -> tuple[()]:
        seen.append(page.docname)
        return ()

    monkeypatch.setattr(Style, "on_page", on_page)
    project = make_project(LESSON, pedagogy_audit={})
    project.build("dummy")
    assert seen == []
    project.configure(pedagogy_audit_profile="course")
    project.build("dummy")
    assert seen == ["index"]
    project.build("dummy")
    project.configure(pedagogy_audit={"style": "warning"})
    project.build("dummy")
    assert seen == ["index"], "it has seen the page already"


def test_a_rule_that_is_switched_off_and_on_again_has_seen_the_page(
    make_project: MakeProject,
) -> None:
    project = make_project(LESSON, pedagogy_audit={}, pedagogy_audit_profile="course")
    first = domain_of(project.build("dummy").env).audits["index"].asked
    assert "style" in first
    project.configure(pedagogy_audit={"style": "off"})
    again = domain_of(project.build("dummy").env).audits["index"].asked
    assert again == first, "nothing was read again"
