"""The manual's pages of rules: every rule has one, and the table knows them all."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.audit.rules import BUILT_IN

if TYPE_CHECKING:
    from sphinx_pedagogy.core.rule import Rule

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_every_rule_has_its_page(rule: type[Rule]) -> None:
    page = DOCS / "rules" / f"{rule.id}.md"
    wanted = f"# {rule.id}\n\n```{{rule}} {rule.id}\n```\n"
    assert page.is_file(), f"write {page.relative_to(DOCS.parent)}:\n{wanted}"
    assert page.read_text(encoding="utf-8").startswith(wanted)


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_every_source_of_a_rule_is_listed(
    rule: type[Rule], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(DOCS / "_ext")
    manual = importlib.import_module("manual_rules")
    page = (DOCS / "explanation" / "learning.md").read_text(encoding="utf-8")
    years = re.findall(r"\b(?:18|19|20)\d\d(?=[,;)])", rule.rationale)
    cited = manual.CITED.findall(rule.rationale)
    assert len(cited) == len(years), "a source is written NAME, YEAR"
    assert [source for source in cited if f"- {source}: " not in page] == []


def test_every_page_has_its_rule() -> None:
    pages = {path.stem for path in (DOCS / "rules").glob("*.md")}
    assert pages - {rule.id for rule in BUILT_IN} <= {"index"}


def test_an_example_is_shown_with_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DOCS / "_ext")
    example_of = importlib.import_module("manual_rules").example_of
    text = "=== conf.toml\nx = true\n=== a.md\n```{note}\n```\n=== findings\na:1: note: no\n"
    conf, page, said, findings = example_of(text)
    assert "x = True" in conf
    assert ":caption: a.md\n" in page
    assert "```{note}" in page
    assert "audit" in said
    assert "a:1: note: no" in findings
